package import Outcomes

/// Answers to one instrument that no way in may take, and why.
package struct BadScore: Sendable, CustomStringConvertible {
  package struct Answer: Sendable {
    package let item: String
    package let value: String
  }

  package let measure: Measure.ID
  package let answers: [Answer]
  /// The items with a fault, and it.
  package let faults: [String: AnswerFault]
  /// Whether the browser's form has the fields for it.
  package let isTyped: Bool

  package var description: String {
    "\(measure): " + answers.map { "\($0.item)=\($0.value)" }.joined(separator: " ")
  }

  init(
    _ measure: String, _ answers: [(item: String, value: String)], isTyped: Bool = true,
    _ faults: [String: AnswerFault]
  ) {
    self.measure = Measure.ID(measure)
    self.answers = answers.map { Answer(item: $0.item, value: $0.value) }
    self.faults = faults
    self.isTyped = isTyped
  }
}

extension BadScore {
  private static let grades = AnswerFault.noSuchOption(allowed: ["0", "1", "2", "3", "4", "5"])
  private static let centimetres = NumberRange(
    minimum: .zero, maximum: Rational(10), step: Rational(1, over: 10), unit: "cm")
  private static let points = NumberRange(
    minimum: .zero, maximum: Rational(10), step: .one, unit: "points")
  private static let total = NumberRange(
    minimum: .zero, maximum: Rational(10), step: .one, unit: "points")
  private static let muscles = [
    "deltoid", "biceps", "wrist-extensors", "gluteus-maximus", "gluteus-medius", "quadriceps",
    "ankle-dorsiflexors",
  ]

  package static let all: [BadScore] = [
    .init("incat", [("arms", "7"), ("legs", "2")], ["arms": grades]),
    .init("incat", [("arms", "2"), ("legs", "soft")], ["legs": grades]),
    .init("incat", [("arms", "2.5"), ("legs", "2")], ["arms": grades]),
    .init("incat", [("arms", "2")], ["legs": .noAnswer]),
    .init("incat", [("legs", "unable")], ["arms": .noAnswer]),
    .init("physician-global", [("", "bad")], ["": .notANumber(allowed: centimetres)]),
    .init("physician-global", [("", "4;5")], ["": .notANumber(allowed: centimetres)]),
    .init("physician-global", [("", "10.1")], ["": .outOfRange(allowed: centimetres)]),
    .init("physician-global", [("", "4.25")], ["": .betweenSteps(allowed: centimetres)]),
    .init(
      "physician-global", [("", "4.5"), ("", "not-done")],
      ["": .valueAndReason(value: "4.5", reason: .notDone)]),
    .init(
      "mmt8-80", [("neck-flexors", "8"), ("neck-flexors", "unable")] + muscles.map { ($0, "8") },
      ["neck-flexors": .valueAndReason(value: "8", reason: .unable)]),
    .init(
      "mmt8-80", [("neck-flexors", "11")],
      ["neck-flexors": .outOfRange(allowed: points)]),
    .init(
      "grip-vigorimeter", [("", "42")], isTyped: false,
      ["": .variant(key: "hand", allowed: ["right", "left"])]),
    .init(
      "incat", [("torso", "1")], isTyped: false,
      ["torso": .unknownField(allowed: ["arms", "legs"])]),
    .init("incat", [("", "5")], isTyped: false, ["": .noOwnValue]),
    .init("incat", [("total", "11")], ["total": .outOfRange(allowed: total)]),
    .init("incat", [("total", "4.5")], ["total": .betweenSteps(allowed: total)]),
    .init("incat", [("total", "soft")], ["total": .notANumber(allowed: total)]),
    .init(
      "incat", [("arms", "2"), ("legs", "2"), ("total", "5")], isTyped: false,
      ["total": .totalDiffers(computed: "4")]),
    .init(
      "incat", [("arms", "2"), ("arms", "2"), ("legs", "1")], isTyped: false, ["arms": .givenTwice]),
  ]
}

extension RecordFault.Field {
  /// Which fact has the field, where it is good.
  package var goodSubject: BadFact.Subject {
    switch self {
    case .identifier, .familyName, .givenName, .birthDate, .sex: .patient
    case .disease, .otherName, .diagnosedOn, .onsetOn, .endedOn: .diagnosis
    case .therapy, .start, .stop, .stopReason, .intent, .dose, .unit, .intervalDays, .note,
      .measure, .visitDay, .rater, .illness, .missedDoses, .daysSinceDose, .flag, .decision, .day,
      .physician, .revisedTo, .deferredUntil, .row, .state, .author:
      .course
    }
  }
}

/// A field that every way in takes, and what is stored.
package struct GoodFact: Sendable, CustomStringConvertible {
  package let field: RecordFault.Field
  package let value: String
  package let stored: String
  /// What else must be given with it.
  package let beside: [RecordFault.Field: String]

  /// All that is given, by field.
  package var given: [RecordFault.Field: String] { beside.merging([field: value]) { $1 } }
  package var description: String { "\(field.rawValue): '\(value)'" }

  init(
    _ field: RecordFault.Field, _ value: String, _ stored: String,
    beside: [RecordFault.Field: String] = [:]
  ) {
    self.field = field
    self.value = value
    self.stored = stored
    self.beside = beside
  }

  package static let all: [GoodFact] = [
    .init(.identifier, "007", "007"), .init(.identifier, "A 1/b-2", "A 1/b-2"),
    .init(.identifier, "Å1", "Å1"),
    .init(.familyName, " Silva ", "Silva"), .init(.familyName, "O\u{2019}Neil", "O\u{2019}Neil"),
    .init(.givenName, "Vera\u{A0}", "Vera"), .init(.givenName, "", ""),
    .init(.birthDate, "1906-06-01", "1906-06-01"), .init(.birthDate, " 1961-04-02 ", "1961-04-02"),
    .init(.birthDate, "", ""), .init(.sex, "", ""),
    .init(.intervalDays, "21", "21"), .init(.intervalDays, "21.0", "21"),
    .init(.intervalDays, "+21", "21"), .init(.intervalDays, "21.", "21"),
    .init(.intervalDays, " 21 ", "21"), .init(.intervalDays, "", ""),
    .init(.dose, "2", "2"), .init(.dose, "+2", "2"), .init(.dose, "2.", "2"),
    .init(.dose, ".5", "0.5"), .init(.dose, "0.0125", "0.0125"), .init(.dose, "", ""),
    .init(.unit, " g/kg ", "g/kg"), .init(.note, " as told\n", "as told"),
    .init(.start, "1960-03-01", "1960-03-01"), .init(.stop, "2026-06-01", "2026-06-01"),
    .init(.birthDate, "1961-04", "1961-04"), .init(.birthDate, " 1961 ", "1961"),
    .init(.birthDate, "1906", "1906"),
    .init(.diagnosedOn, "2025-03-01", "2025-03-01"), .init(.diagnosedOn, "2025-02", "2025-02"),
    .init(.diagnosedOn, "2026", "2026"), .init(.diagnosedOn, "", ""),
    .init(.onsetOn, "2024", "2024"), .init(.onsetOn, "2025-03", "2025-03"),
    .init(.onsetOn, "", ""),
    .init(.otherName, " Vasculitis ", "Vasculitis", beside: [.disease: "other"]),
    .init(.start, "2025-02", "2025-02"), .init(.start, "2026", "2026"),
    .init(.start, "1960", "1960"), .init(.stop, "2025-03", "2025-03"),
    .init(.stop, "2026", "2026"),
    .init(.stopReason, " no-effect ", "no-effect", beside: [.stop: "2026-05-01"]),
  ]

  /// How an answer may be written, for the item `arms` of `incat`.
  package static let answers = ["2", "+2", "2.0", "2.", "02", " 2 "]
}
