import Outcomes

/// One patient of the demonstration clinic: nobody's data.
struct InventedPatient {
  var patient: Patient
  var diagnoses: [Diagnosis]
  var courses: [TreatmentCourse]
  var visits: [InventedVisit]

  static let familyNames = [
    "Abel", "Bach", "Castro", "Dorn", "Ekström", "Farkas", "Gallo", "Haas", "Iversen", "Jansen",
    "Kovács", "Lund", "Moreau", "Nowak", "Okafor", "Petrov", "Quist", "Rossi", "Silva", "Tóth",
    "Urban", "Virtanen", "Weber", "Xu", "Yılmaz", "Zeman", "O'Brien", "de Vries", "Müller",
    "Ångström",
  ]
  static let femaleNames = [
    "Ada", "Berta", "Clara", "Dana", "Elif", "Freya", "Gita", "Hana", "Ines", "Jana", "Kira", "Lea",
    "Mina", "Nora", "Oda", "Petra", "Rosa", "Sara", "Tove", "Uma", "Vera", "Zoë",
  ]
  static let maleNames = [
    "Adam", "Boris", "Carl", "David", "Emil", "Filip", "Georg", "Hugo", "Ivan", "Jonas", "Karl",
    "Leo", "Max", "Noah", "Omar", "Paul", "Rafael", "Sven", "Tomás", "Umut", "Viktor", "Yusuf",
  ]

  init?(
    number: Int, _ scenario: Scenario, library: Library, asOf: Day,
    using random: inout SeededGenerator
  ) {
    guard let disease = library.disease(scenario.disease),
      let therapy = library.therapy(scenario.therapy)
    else { return nil }
    let expectation = library.expectation(of: therapy, in: disease, intent: scenario.intent)
    let trajectory = Trajectory(scenario.shape, Weeks(expectation), using: &random)
    let start = asOf - (trajectory.startWeeksAgo * 7 + random.number(in: 0...3))
    let sex: Sex = random.isTrue(percent: 50) ? .female : .male
    let earlier = scenario.before.flatMap(library.therapy)
    let earlierWeeks = Weeks(
      earlier.flatMap { library.expectation(of: $0, in: disease, intent: .induction) })
    // The earlier therapy is given long enough to be judged, and stopped two weeks before this one.
    let first = earlier == nil ? start : start - (earlierWeeks.deadline + 8) * 7
    let diagnosed = first - random.number(in: disease.chronic ? 10...120 : 0...3)
    let id = String(number)
    patient = Patient(
      id: .init("D" + String(repeating: "0", count: max(0, 4 - id.count)) + id),
      familyName: random.pick(Self.familyNames),
      givenName: random.pick(sex == .female ? Self.femaleNames : Self.maleNames),
      birthDate: diagnosed - random.number(in: UsualCare.ages(disease.id)) * 365
        - random.number(in: 0...364), sex: sex)
    diagnoses = [
      Diagnosis(
        disease: disease.id, diagnosedOn: diagnosed,
        onsetOn: diagnosed - random.number(in: disease.chronic ? 60...700 : 3...14))
    ]
    courses = [
      Self.course(
        therapy, in: disease, start: start, stop: trajectory.stopWeek.map { start + $0 * 7 },
        scenario.intent)
    ]
    let inventing = InventedVisits(
      disease, library, severity: trajectory.severity, using: &random)
    visits = []
    if let earlier {
      courses.insert(
        Self.course(
          earlier, in: disease, start: first, stop: start - 14, because: .noEffect, .induction),
        at: 0)
      visits = inventing.along(
        [(0, 0), (earlierWeeks.assess, 10), (earlierWeeks.deadline + 2, 0)], of: trajectory,
        start: first, until: start, using: &random)
    }
    let planned = (trajectory.hasBaseline ? [(week: 0, better: 0)] : []) + trajectory.visits
    visits += inventing.along(planned, of: trajectory, start: start, until: asOf, using: &random)
  }

  private static func course(
    _ therapy: Therapy, in disease: Disease, start: Day, stop: Day?,
    because: TreatmentCourse.StopReason? = nil, _ intent: TreatmentCourse.Intent
  ) -> TreatmentCourse {
    let regimen = UsualCare.regimen(therapy.id, in: disease.id)
    // What is given once ends after a few days.
    let once = regimen != nil && regimen?.every == nil ? start + 4 : nil
    return TreatmentCourse(
      therapy: therapy.id, start: start, stop: stop ?? once,
      stopReason: because ?? (stop == nil && once != nil ? .planned : nil), intent: intent,
      dose: regimen.map { Rational($0.dose) }, unit: regimen?.unit ?? "",
      intervalDays: regimen?.every)
  }
}
