import Outcomes

/// One patient of the demonstration clinic: nobody's data.
struct InventedPatient {
  struct Visit {
    var measure: Measure
    var day: Day
    var variant: String
    var pairs: [(item: String, value: String)]
  }

  var patient: Patient
  var diagnoses: [Diagnosis]
  var courses: [TreatmentCourse]
  var visits: [Visit]

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
    let weeks = { (days: Int?, other: Int) in days.map { ($0 + 6) / 7 } ?? other }
    let trajectory = Trajectory(
      scenario.shape, first: weeks(expectation?.firstEffectDays, 2),
      assess: max(1, weeks(expectation?.assessByDays, 6)),
      deadline: max(2, weeks(expectation?.deadlineDays, 12)), using: &random)
    let start = asOf - (trajectory.startWeeksAgo * 7 + random.number(in: 0...3))
    let sex: Sex = random.isTrue(percent: 50) ? .female : .male
    let id = String(number)
    patient = Patient(
      id: .init("D" + String(repeating: "0", count: max(0, 4 - id.count)) + id),
      familyName: random.pick(Self.familyNames),
      givenName: random.pick(sex == .female ? Self.femaleNames : Self.maleNames),
      birthDate: asOf - random.number(in: 9000...28_000), sex: sex)
    let diagnosed = start - random.number(in: 10...120)
    diagnoses = [
      Diagnosis(
        disease: disease.id, diagnosedOn: diagnosed,
        onsetOn: diagnosed - random.number(in: 60...700))
    ]
    let dose = Self.doses[therapy.id.text]
    courses = [
      TreatmentCourse(
        therapy: therapy.id, start: start, stop: trajectory.stopWeek.map { start + $0 * 7 },
        intent: scenario.intent, dose: dose.map { Rational($0.0) }, unit: dose?.1 ?? "",
        intervalDays: dose?.2)
    ]
    visits = Self.visits(trajectory, disease, library, start: start, until: asOf, using: &random)
  }

  /// Usual regimens, so that the record looks like one.
  private static let doses: [String: (Int, String, Int)] = [
    "ivig": (2, "g/kg", 21), "prednisone": (60, "mg", 1), "efgartigimod": (10, "mg/kg", 7),
    "azathioprine": (150, "mg", 1), "rituximab": (1000, "mg", 180), "scig": (20, "g", 7),
    "pyridostigmine": (240, "mg", 1),
  ]

  private static func visits(
    _ trajectory: Trajectory, _ disease: Disease, _ library: Library, start: Day, until asOf: Day,
    using random: inout SeededGenerator
  ) -> [Visit] {
    let composite = disease.composite.flatMap { library.measure($0)?.composite }
    var ids = disease.counted.map(\.measure)
    var groups: Set<String> = []
    ids = disease.counted.filter { groups.insert($0.groupKey).inserted }.map(\.measure)
    for component in composite?.components ?? []
    where !component.anyOf.contains(where: ids.contains) {
      ids.append(component.anyOf[0])
    }
    let measures = ids.compactMap(library.measure)
    let watched = disease.watched.compactMap(library.measure).filter { $0.value != nil }
    var visits: [Visit] = []
    let planned = (trajectory.hasBaseline ? [(week: 0, better: 0)] : []) + trajectory.visits
    for (number, visit) in planned.enumerated() {
      let shift = visit.week == 0 ? -random.number(in: 0...9) : random.number(in: -3...3)
      let day = min(start + visit.week * 7 + shift, asOf)
      for (position, measure) in measures.enumerated() {
        // Real clinics miss a measure now and then, never the whole first visit.
        if number > 0, position > 0, random.isTrue(percent: 8) { continue }
        let better = trajectory.isMixed && position % 2 == 1 ? -visit.better : visit.better
        visits += one(measure, day, trajectory.severity, better, using: &random)
      }
      for measure in watched {
        let better = trajectory.hurtsMore && number > 0 ? -160 : 0
        visits += one(measure, day, 400, better, using: &random)
      }
    }
    return visits
  }

  private static func one(
    _ measure: Measure, _ day: Day, _ severity: Int, _ better: Int,
    using random: inout SeededGenerator
  ) -> [Visit] {
    let answers = InventedAnswers(measure: measure)
    let baseline = answers.value(severity: severity)
    let wanted = answers.value(baseline, betterBy: better)
    let separate = measure.variants.first { $0.comparing == .separate }
    let given = measure.variants.filter { $0.comparing != .separate && $0.defaultValue == nil }
      .map { "\($0.key)=\($0.values.first ?? "standard")" }
    return (separate?.values.map { "\(separate?.key ?? "")=\($0)" } ?? [""]).map { own in
      let variant = ([own] + given).filter { !$0.isEmpty }.joined(separator: ";")
      return Visit(
        measure: measure, day: day, variant: variant,
        pairs: answers.pairs(near: wanted, using: &random))
    }
  }
}
