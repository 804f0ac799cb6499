import Exchange
import Outcomes

/// A patient of a stream of records.
struct StreamedRecord {
  var record: PatientRecord
  /// A study code stands in place of the identifier, and days are counted from the first record.
  var isCoded: Bool
  /// The first digits of a hash over the definitions that it was written with.
  var definitions: String?
}

/// Reads the lines of a stream of records (Docs/interface.md), with the checks of every way in.
final class RecordLine {
  private let library: Library
  private let checks: RecordChecks
  private let scores: StreamedScores
  private var tape = JSONTape()
  private(set) var faults: [RecordsFault] = []
  private var line = 0

  /// - Parameter answersFor: the measures whose answers judging needs.
  init(_ library: Library, _ checks: RecordChecks, answersFor wanted: Set<Measure.ID>) {
    self.library = library
    self.checks = checks
    scores = StreamedScores(library, checks, answersFor: wanted)
  }

  /// Definitions that differ from those that scores were recorded with: the measures, each said once.
  func newlyDiffering() -> [Measure.ID] { scores.newlyDiffering() }

  static let code = "study_code"
  private static let (patient, definitions) = ("patient", "definitions")
  private static let lists: [String] = ["diagnoses", "treatments", "scores"]
  private static let members = [patient] + lists + [definitions]

  /// nil: the line was refused, and ``faults`` say why.
  func read(_ bytes: UnsafeBufferPointer<UInt8>, line: Int) -> StreamedRecord? {
    self.line = line
    faults.removeAll(keepingCapacity: true)
    do throws(JSONFault) {
      try tape.read(bytes)
    } catch {
      refuse("", nil, .json(error))
      return nil
    }
    guard tape.nodes[0].kind == .object else {
      refuse("", nil, .notAnObject)
      return nil
    }
    var places: [String: Int] = [:]
    tape.forEachMember(of: 0) { name, value in
      let key = tape.string(name, in: bytes)
      if !Self.members.contains(key) {
        refuse("", key, .unknownField(allowed: Self.members))
      } else if places.updateValue(value, forKey: key) != nil {
        refuse(key, nil, .fieldTwice)
      }
    }
    for key in [Self.patient] + Self.lists where places[key] == nil { refuse(key, nil, .needed) }
    guard faults.isEmpty, let about = places[Self.patient] else { return nil }
    return patient(places, about, bytes)
  }

  private func patient(
    _ places: [String: Int], _ about: Int, _ bytes: UnsafeBufferPointer<UInt8>
  ) -> StreamedRecord? {
    var isCoded = false
    if tape.nodes[about].kind == .object {
      tape.forEachMember(of: about) { name, _ in
        if tape.string(name, in: bytes) == Self.code { isCoded = true }
      }
    }
    let object = RecordObject(tape, bytes, isCoded: isCoded, refuse)
    guard let row = object.row(about, .patients, "patient") else { return nil }
    var fields = FieldReader()
    let patient = Patient(row, &fields)
    check(
      "patient",
      fields.faults(with: checks.faults(of: patient)).filter {
        // Names are not needed to judge.
        $0.field != .familyName || $0.kind != .needed || !patient.givenName.isEmpty
      }, row, .patients, isCoded)
    var record = PatientRecord(patient: patient, diagnoses: [], courses: [], scores: [])
    for (position, list) in Self.lists.enumerated() {
      guard let node = places[list] else { continue }
      guard tape.nodes[node].kind == .array else {
        refuse(list, nil, .notAList)
        continue
      }
      switch position {
      case 0: record.diagnoses = diagnoses(node, object, patient)
      case 1: record.courses = courses(node, object, patient)
      case _:
        record.scores = scores.read(node, tape, bytes, object, patient, refuse)
      }
    }
    guard faults.isEmpty else { return nil }
    return StreamedRecord(
      record: record, isCoded: isCoded,
      definitions: places[Self.definitions].map { tape.string($0, in: bytes) })
  }

  private func diagnoses(_ list: Int, _ object: RecordObject, _ patient: Patient) -> [Diagnosis] {
    var all: [Diagnosis] = []
    forEach(list, "diagnoses") { node, place in
      guard let row = object.row(node, .diagnoses, place) else { return }
      var fields = FieldReader()
      let disease = Disease.ID(row.string(1))
      fields.need(disease.text, .disease)
      let diagnosis = Diagnosis(disease, row, &fields, today: RecordsDays.first)
      check(
        place, fields.faults(with: checks.faults(of: diagnosis, patient)), row, .diagnoses,
        object.isCoded)
      if !disease.text.isEmpty, library.disease(disease) == nil {
        let near = nearest(to: disease.text, among: library.diseases.map(\.id.text))
        refuse(place + ", disease", disease.text, .fact(.unknownDisease(near: near)))
      }
      if all.contains(where: {
        $0.disease == diagnosis.disease && $0.diagnosedOn == diagnosis.diagnosedOn
      }) {
        refuse(place, disease.text, .fact(.duplicateDiagnosis))
      }
      all.append(diagnosis)
    }
    return all
  }

  private func courses(_ list: Int, _ object: RecordObject, _ patient: Patient)
    -> [TreatmentCourse]
  {
    var all: [TreatmentCourse] = []
    forEach(list, "treatments") { node, place in
      guard let row = object.row(node, .treatments, place) else { return }
      var fields = FieldReader()
      let therapy = Therapy.ID(row.string(1))
      fields.need(therapy.text, .therapy)
      let course = TreatmentCourse(therapy, row, &fields, today: RecordsDays.first)
      check(
        place, fields.faults(with: checks.faults(of: course, patient)), row, .treatments,
        object.isCoded)
      if !therapy.text.isEmpty, library.therapy(therapy) == nil {
        let near = nearest(to: therapy.text, among: library.therapies.map(\.id.text))
        refuse(place + ", therapy", therapy.text, .fact(.unknownTherapy(near: near)))
      }
      if all.contains(where: { $0.therapy == course.therapy && $0.start == course.start }) {
        refuse(place, therapy.text, .fact(.duplicateTreatment))
      }
      all.append(course)
    }
    return all
  }

  /// Calls with every element and its place: `treatments 2`.
  private func forEach(_ list: Int, _ name: String, _ body: (Int, String) -> Void) {
    var number = 0
    tape.forEachElement(of: list) { node in
      number += 1
      body(node, "\(name) \(number)")
    }
  }

  private func check(
    _ place: String, _ found: [RecordFault], _ row: RecordRow, _ layout: ImportLayout,
    _ isCoded: Bool
  ) {
    for fault in found {
      let key = fault.field.rawValue
      let column = layout.columns.firstIndex(of: key)
      let name = isCoded && fault.field == .identifier ? Self.code : key
      refuse(
        "\(place), \(name)", column.map(row.string) ?? fault.found,
        .fact(.record(fault, dates: .iso)))
    }
  }

  private func refuse(_ place: String, _ found: String?, _ kind: RecordsFault.Kind) {
    faults.append(RecordsFault(line: line, place: place, found: found, kind: kind))
  }
}
