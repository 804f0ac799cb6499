import Foundation
import GRDB
import Outcomes

@testable import Registry

/// A folder of its own for one test, removed at its end.
final class TestFolder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "registry-tests-" + UUID().uuidString
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func file(_ name: String) -> String { "\(path)/\(name)" }
  var clinic: String { file("clinic.sqlite") }

  func mode(_ name: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: file(name))
    return (attributes[.posixPermissions] as? NSNumber)?.intValue ?? -1
  }

  /// A connection as another program would open it, without any of our settings.
  func otherProgram() throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    configuration.busyMode = .timeout(5)
    return try DatabaseQueue(path: clinic, configuration: configuration)
  }
}

func by(_ author: String = "Dr. Weiß", reason: String = "as told") -> Signature {
  Signature(author: author, reason: reason, instant: Instant(milliseconds: 1_772_352_930_250))
}

func date(_ iso: String) -> Day { Day(iso: iso) ?? Day(number: 0) }

extension Patient {
  static func test(
    _ id: String, _ family: String = "Łukasik", _ given: String = "Tove",
    born: String? = "1960-02-29", _ sex: Sex? = .female
  ) -> Patient {
    Patient(
      id: ID(id), familyName: family, givenName: given, birthDate: born.map(date), sex: sex)
  }
}

extension Measure {
  /// Three items of 0 to 3, their sum; the sub-score `arms` is the first item.
  static func test(_ id: String = "sum-3", version: String = "1", hash: String? = nil) -> Measure {
    let options = (0...3).map {
      Item.Option(value: "\($0)", score: Rational($0), text: "grade \($0)")
    }
    return Measure(
      id: ID(id), name: id, short: id, version: version, hash: hash ?? "hash of \(id) \(version)",
      measureClass: .objective, reporter: .clinician, direction: .higherIsWorse, unit: "points",
      range: Rational(0)...Rational(9),
      items: ["arms", "legs", "trunk"].map { Item(id: $0, label: $0, kind: .options(options)) },
      scoring: Scoring(rule: .sum), comparison: .subscore("arms"))
  }
}

extension NewScore {
  /// The answers of ``Measure/test(_:version:hash:)`` and what they give.
  static func test(_ iso: String, _ answers: String, variant: String = "") -> NewScore {
    let measure = Measure.test()
    let given = Answers(compact: answers, of: measure)
    return NewScore(
      day: date(iso), variant: variant, total: measure.score(given).total,
      part: measure.part("arms", of: given), answers: given.compact)
  }
}

let testLibrary = Library(measures: [.test(), .test("sum-b")], diseases: [], therapies: [])

/// A clinic of three patients with everything: two scores each, a correction, a withdrawal, a
/// review, a merge, a site table, study codes and a line of access.
func fillEverything(_ file: ClinicFile) throws {
  let (a, b, c) = (Patient.ID("007"), Patient.ID("N2"), Patient.ID("Z\"3\\ü"))
  try file.write(.addPatient, by: by(), about: a) { try $0.add(.test("007")) }
  try file.write(.addPatient, by: by()) {
    try $0.add(.test("N2", "Ångström", "Omar", born: nil, nil))
    try $0.add(.test(c.text, "O'Neil\nthe \"second\"", "\tZoë", born: "1900-01-01", .other))
  }
  let numbers = try file.write(.recordScores, by: by(), about: a) { writing in
    [
      try writing.add(.test("2025-01-10", "1,2,3"), of: .test(), for: a),
      try writing.add(.test("2025-02-10", "1,unable,3"), of: .test(), for: a),
      try writing.add(.test("2025-02-10", "0,1,1"), of: .test("sum-b"), for: a),
      try writing.add(.test("2025-01-10", "1,2,3", variant: "hand=right"), of: .test(), for: b),
      try writing.add(.test("2025-01-10", "2,2,3"), of: .test(), for: c),
    ]
  }
  try file.write(.addDiagnosis, by: by(), about: a) { writing in
    let number = try writing.add(
      Diagnosis(disease: .init("mg"), diagnosedOn: date("2024-12-01"), note: "AChR"), of: a)
    try writing.change(
      diagnosis: number,
      to: Diagnosis(
        disease: .init("mg"), diagnosedOn: date("2024-12-01"), onsetOn: date("2024-06-01")))
  }
  try file.write(.startCourse, by: by(), about: a) { writing in
    try writing.add(
      TreatmentCourse(
        therapy: .init("ivig"), start: date("2025-01-11"), dose: Rational(5, over: 2), unit: "g/kg",
        intervalDays: 28), of: a)
    try writing.add(
      TreatmentCourse(therapy: .init("prednisone"), start: date("2025-01-11"), intent: .bridge),
      of: c)
  }
  try file.write(.correctScore, by: by(reason: "misread"), about: a) {
    try $0.correct(score: numbers[0], to: .test("2025-01-10", "2,2,3"), of: .test())
  }
  try file.write(.withdraw, by: by(reason: "wrong patient"), about: a) {
    try $0.withdraw(.score, numbers[2])
  }
  try file.write(.review, by: by(), about: a) { writing in
    try writing.add(
      Review(
        subjects: [
          .init(kind: .missingResponse, therapy: .init("ivig"), start: date("2025-01-11")),
          .init(kind: .coverageGap, therapy: nil, start: nil),
        ], decision: .deferred, deferredUntil: date("2025-06-01"), note: "waits", physician: "Weiß",
        day: date("2025-05-01"), entry: 0), of: a)
  }
  try file.noteAccess(.view, to: "chart", of: a, by: by("nurse"))
  try file.write(.mergePatients, by: by(reason: "same person"), about: c) {
    try $0.merge(c, into: a)
  }
  try file.write(.loadSiteTable, by: by()) {
    try $0.loadConversionTable(
      of: .init("i-rods"), centiles: [0: .zero, 24: Rational(101, over: 2), 48: Rational(100)],
      source: "site")
  }
  try file.write(.makeStudyCodes, by: by()) { try $0.makeStudyCodes() }
  try file.noteAccess(.export, to: "scores", of: nil, by: by("researcher"))
}

/// What came after the first schema, in the clinic of ``fillEverything(_:)``: re-evaluations and notes of
/// visits, two of them entered under an identifier that was merged.
func fillLater(_ file: ClinicFile) throws {
  let (a, b, c) = (Patient.ID("007"), Patient.ID("N2"), Patient.ID("Z\"3\\ü"))
  let day = date("2025-06-01")
  try file.write(.reconsider, by: by(), about: a) { writing in
    try writing.add(
      Consideration(
        disease: .init("mg"), row: "steroid-myopathy", state: .requested, day: day,
        author: "Dr. Weiß", note: "biopsy,\nleft"), of: a)
    try writing.add(
      Consideration(
        disease: .init("mg"), row: "steroid-myopathy", state: .excluded, day: day,
        author: "Dr. Weiß"), of: a)
    try writing.add(
      Consideration(
        disease: .init("mg"), row: "a row of ours", state: .open, day: day, author: "RN"), of: c)
  }
  try file.write(.noteVisit, by: by()) { writing in
    try writing.add(
      VisitNote(day: day, illness: true, missedDoses: false, daysSinceDose: 0, note: "fever"), of: a
    )
    try writing.add(VisitNote(day: day - 1, daysSinceDose: 20), of: b)
    try writing.add(VisitNote(day: day, missedDoses: true), of: c)
  }
  for text in ["name: yearly", "name: yearly\nfile: {kind: text}\n"] {
    try file.write(.storeMapping, by: by()) { try $0.storeMapping(text, named: "yearly") }
  }
}
