/// What a course is by its definitions: numbers in place of names.
struct CourseNumbers {
  /// Position among the therapies of the library; nil: it has none of that name.
  let therapy: Int?
  /// Position among the diagnoses of the record; nil: the course belongs to none.
  let diagnosis: Int?
  /// Position among the diseases of the library; nil: it has none of that name.
  let disease: Int?

  /// One for each course of a record.
  static func all(
    of record: TreatmentRecord, _ library: Library
  ) -> ContiguousArray<CourseNumbers> {
    var all: ContiguousArray<CourseNumbers> = []
    all.reserveCapacity(record.courses.count)
    for position in record.courses.indices {
      let diagnosis = record.diagnosisPosition(
        from: record.courses[position].start, to: record.courses[position].stop)
      // Most patients have one diagnosis.
      let disease =
        diagnosis == all.last?.diagnosis
        ? all.last?.disease : diagnosis.flatMap { library.number(of: record.diagnoses[$0].disease) }
      all.append(
        CourseNumbers(
          therapy: library.number(of: record.courses[position].therapy), diagnosis: diagnosis,
          disease: disease))
    }
    return all
  }
}

/// What the definitions say about every therapy in every disease with every intent, looked up by
/// number: read from the rows of the therapies once.
struct CourseRulesTable: Sendable {
  private let diseases: Int
  /// By therapy, disease and intent; nil: such a course is not judged.
  private var rules: [CourseRules?]
  /// Days from the first dose to the first effect, by therapy and disease and intent.
  private var firstEffects: [Int]

  /// - Parameter diseaseOf: the disease of an id.
  init(
    _ therapies: [Therapy], _ diseases: [Disease], _ judged: [JudgedDisease],
    _ diseaseOf: (Disease.ID) -> Disease?
  ) {
    self.diseases = diseases.count
    let count = therapies.count * diseases.count * Self.intents
    rules = Array(repeating: nil, count: count)
    firstEffects = Array(repeating: 0, count: count)
    for (number, therapy) in therapies.enumerated() where !therapy.expectations.isEmpty {
      for (position, disease) in diseases.enumerated() {
        guard let any = therapy.anyExpectation(in: disease, diseaseOf) else { continue }
        for intent in TreatmentCourse.Intent.allCases where intent != .symptomatic {
          let expectation = therapy.expectation(in: disease, intent: intent, diseaseOf)
          let place = self.place(number, position, intent)
          firstEffects[place] = (expectation ?? any).firstEffectDays
          guard let expectation, therapy.roles != [.symptomatic] else { continue }
          rules[place] = CourseRules(
            therapy: therapy, judged: judged[position], expectation: expectation)
        }
      }
    }
  }

  private static let intents = TreatmentCourse.Intent.allCases.count

  private func place(_ therapy: Int, _ disease: Int, _ intent: TreatmentCourse.Intent) -> Int {
    let own =
      switch intent {
      case .induction: 0
      case .maintenance: 1
      case .bridge: 2
      case .symptomatic: 3
      }
    return (therapy * diseases + disease) * Self.intents + own
  }

  func rules(_ course: CourseNumbers, _ intent: TreatmentCourse.Intent) -> CourseRules? {
    guard let therapy = course.therapy, let disease = course.disease else { return nil }
    return rules[place(therapy, disease, intent)]
  }

  /// Of the row for that disease and intent, else of any row for that disease; 0 where there is none.
  func firstEffectDays(_ course: CourseNumbers, _ intent: TreatmentCourse.Intent) -> Int {
    guard let therapy = course.therapy, let disease = course.disease else { return 0 }
    return firstEffects[place(therapy, disease, intent)]
  }
}
