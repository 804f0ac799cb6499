import Clinic
import Exchange
import Outcomes
import TestSupport

/// What is recorded where a test says nothing else.
enum UsualFact {
  static func texts(_ subject: BadFact.Subject) -> KeyValuePairs<RecordFault.Field, String> {
    switch subject {
    case .patient:
      [
        .identifier: "N1", .familyName: "Silva", .givenName: "Vera", .birthDate: "1961-04-02",
        .sex: "female",
      ]
    case .diagnosis:
      [
        .identifier: "A-17", .disease: "cidp", .otherName: "", .diagnosedOn: "2025-03-01",
        .onsetOn: "", .note: "",
      ]
    case .course:
      [
        .identifier: "A-17", .therapy: "scig", .start: "2025-03-01", .stop: "", .stopReason: "",
        .intent: "maintenance", .dose: "", .unit: "", .intervalDays: "", .note: "",
      ]
    case .visit: [.identifier: "A-17", .visitDay: "2025-05-01", .measure: "pain-nrs", .rater: ""]
    case .note:
      [
        .identifier: "A-17", .visitDay: "2025-05-01", .illness: "no", .missedDoses: "",
        .daysSinceDose: "", .note: "",
      ]
    case .decision:
      [
        .identifier: "A-17", .flag: "missing-response", .therapy: "", .start: "",
        .day: "2026-06-01", .decision: "deferred", .revisedTo: "", .deferredUntil: "2026-09-01",
        .physician: "Dr A", .note: "wait",
      ]
    case .consideration:
      [
        .identifier: "A-17", .disease: "mg", .row: "thymus", .state: "open", .day: "2025-05-01",
        .author: "Dr A", .note: "",
      ]
    case .revision:
      [
        .identifier: "A-17", .flag: "diagnosis-unanswered", .therapy: "", .start: "",
        .day: "2026-06-01", .decision: "diagnosis-revised", .revisedTo: "", .deferredUntil: "",
        .physician: "Dr A", .note: "as told", .disease: "mg",
      ]
    }
  }

  static func texts(
    _ subject: BadFact.Subject, _ other: [RecordFault.Field: String]
  ) -> [(field: RecordFault.Field, text: String)] {
    texts(subject).map { ($0.key, other[$0.key] ?? $0.value) }
  }
}

/// A file with one row.
enum FileDoor {
  /// What an import says against it; nothing where it takes it.
  static func faults(
    _ subject: BadFact.Subject, _ other: [RecordFault.Field: String], _ clinic: TestClinic
  ) throws -> [ImportFault] {
    var texts = UsualFact.texts(subject, other).map { ($0.field.rawValue, $0.text) }
    if subject == .visit { texts += [("item", ""), ("value", "3")] }
    let file = CSVText.row(texts.map(\.0)) + CSVText.row(texts.map(\.1))
    do {
      try clinic.importing(["f.csv": file])
      return []
    } catch let refusal as ImportRefusal {
      return refusal.faults
    }
  }
}

/// The functions that a command calls with what was typed.
///
/// Days and words are read by the command's arguments, which refuse what is none.
enum CommandDoor {
  static func faults(
    _ subject: BadFact.Subject, _ other: [RecordFault.Field: String], _ clinic: TestClinic
  ) throws -> [RecordFault] {
    let texts = Dictionary(
      uniqueKeysWithValues: UsualFact.texts(subject, other).map { ($0.field, $0.text) })
    func text(_ field: RecordFault.Field) -> String { texts[field] ?? "" }
    var arguments = FieldReader()
    func day(_ field: RecordFault.Field) -> PartialDay? {
      arguments.partialDay(text(field), field)
    }
    do {
      switch subject {
      case .patient:
        var patient = Patient(
          id: .init(text(.identifier)), familyName: text(.familyName),
          givenName: text(.givenName), birthDate: nil, sex: nil)
        patient.bornGiven = day(.birthDate)
        patient.sex = arguments.choice(text(.sex), .sex)
        try arguments.refuse()
        try clinic.desk.register(patient)
      case .diagnosis:
        var diagnosis = Diagnosis(
          disease: .init(text(.disease)), otherName: text(.otherName), diagnosedOn: BadFact.today,
          note: text(.note))
        diagnosis.diagnosedGiven = day(.diagnosedOn) ?? .unknown
        diagnosis.onsetGiven = day(.onsetOn)
        try arguments.refuse()
        try clinic.desk.addDiagnosis(diagnosis, to: .init(text(.identifier)))
      case .course:
        let intent: TreatmentCourse.Intent? = arguments.choice(text(.intent), .intent)
        let because: TreatmentCourse.StopReason? = arguments.choice(text(.stopReason), .stopReason)
        let (start, stop) = (day(.start), day(.stop))
        try arguments.refuse()
        func typed(_ field: RecordFault.Field) -> String? {
          text(field).isEmpty ? nil : text(field)
        }
        let regimen = try TypedRegimen(dose: typed(.dose), interval: typed(.intervalDays))
        var course = TreatmentCourse(
          therapy: .init(text(.therapy)), start: BadFact.today, stopReason: because,
          intent: intent ?? .induction, dose: regimen.dose, unit: text(.unit),
          intervalDays: regimen.intervalDays, note: text(.note))
        course.startGiven = start ?? PartialDay(BadFact.today)
        course.stopGiven = stop
        try clinic.desk.startTreatment(course, of: .init(text(.identifier)))
      case .visit:
        let visit = arguments.day(text(.visitDay), .visitDay)
        try arguments.refuse()
        _ = try clinic.desk.prepareScore(
          .init(text(.identifier)), .init(text(.measure)), day: visit ?? BadFact.today,
          pairs: [("", "3")], rater: text(.rater))
      case .note:
        let illness = arguments.yesOrNo(text(.illness), .illness)
        let missed = arguments.yesOrNo(text(.missedDoses), .missedDoses)
        let since = arguments.countFromZero(text(.daysSinceDose), .daysSinceDose)
        let visit = arguments.day(text(.visitDay), .visitDay)
        try arguments.refuse()
        try clinic.desk.note(
          VisitNote(
            day: visit ?? BadFact.today, illness: illness, missedDoses: missed,
            daysSinceDose: since, note: text(.note)),
          of: .init(text(.identifier)), seen: 0)
      case .decision:
        let until = arguments.day(text(.deferredUntil), .deferredUntil)
        try arguments.refuse()
        let id = Patient.ID(text(.identifier))
        let desk = clinic.desk.with(author: text(.physician))
        _ = try desk.deferFlags(
          [ListedFlag(id, seen: try desk.seenUpToNow())], until: until, note: text(.note))
        _ = try desk.closeFlags(
          of: id, decision: .deferred, note: text(.note), deferredUntil: until)
      case .consideration:
        let state: Consideration.State? = arguments.choice(text(.state), .state)
        let said = arguments.day(text(.day), .day)
        try arguments.refuse()
        try clinic.desk.consider(
          [
            Consideration(
              disease: .init(text(.disease)), row: text(.row), state: state ?? .open,
              day: said ?? BadFact.today, author: text(.author), note: text(.note))
          ], of: .init(text(.identifier)), seen: [:])
      case .revision:
        try clinic.desk.reviseDiagnosis(
          .init(text(.disease)), of: .init(text(.identifier)), to: .init(text(.revisedTo)),
          on: BadFact.today, reason: text(.note))
      }
      return []
    } catch DeskRefusal.faults(let faults) {
      return faults
    }
  }
}

extension CSVText {
  /// One line of a file, every field in quotes.
  static func row(_ fields: [String]) -> String {
    fields.map { "\"\($0.replacing("\"", with: "\"\""))\"" }.joined(separator: ",") + "\n"
  }
}
