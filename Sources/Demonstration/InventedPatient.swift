import Outcomes

/// One patient of the demonstration clinic: nobody's data.
struct InventedPatient {
  var patient: Patient
  var diagnoses: [Diagnosis]
  var courses: [TreatmentCourse]
  var visits: [InventedVisit]
  var reviews: [Review]
  var considerations: [Consideration] = []
  var notes: [VisitNote] = []

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
    let earlier = scenario.before.flatMap(library.therapy)
    let earlierWeeks = Weeks(
      earlier.flatMap { library.expectation(of: $0, in: disease, intent: .induction) })
    // The earlier therapy is given long enough to be judged, and stopped two weeks before this one.
    let first = earlier == nil ? start : start - (earlierWeeks.deadline + 8) * 7
    self.init(number: number, disease, before: first, using: &random)
    courses = Self.given(
      therapy, in: disease, start: start, stop: trajectory.stopWeek.map { start + $0 * 7 },
      scenario.intent, until: asOf)
    let inventing = InventedVisits(
      disease, library, severity: trajectory.severity, using: &random)
    if let earlier {
      courses =
        Self.given(
          earlier, in: disease, start: first, stop: start - 14, because: .noEffect, until: asOf)
        + courses
      visits = inventing.along(
        [(0, 0), (earlierWeeks.assess, 10), (earlierWeeks.deadline + 2, 0)], of: trajectory,
        start: first, until: start, using: &random)
    }
    let planned = (trajectory.hasBaseline ? [(week: 0, better: 0)] : []) + trajectory.visits
    visits += inventing.along(planned, of: trajectory, start: start, until: asOf, using: &random)
    if scenario.before != nil, let begun = InventedReevaluation.halfDone[disease.id.text] {
      considerations = begun.considerations(of: disease.id, until: asOf - 14)
      // Asked at every visit since the second drug began.
      notes = Set(visits.map(\.day)).sorted().filter { $0 >= start }.map {
        VisitNote(day: $0, illness: false, missedDoses: false)
      }
    }
    switch scenario.vague {
    case .start: courses[0].startGiven = PartialDay(courses[0].start, .month)
    case .diagnosis: diagnoses[0].diagnosedGiven = .unknown
    case .birth: patient.bornGiven = patient.birthDate.map { PartialDay($0, .year) }
    case nil: break
    }
  }

  init?(
    number: Int, _ story: Story, library: Library, asOf: Day, using random: inout SeededGenerator
  ) {
    guard let disease = library.disease(story.disease) else { return nil }
    let trajectory = Trajectory(story)
    let first = asOf - story.weeksAgo * 7
    self.init(number: number, disease, before: first, using: &random)
    for treatment in story.treatments {
      guard let therapy = library.therapy(treatment.therapy) else { return nil }
      courses += Self.given(
        therapy, in: disease, start: first + treatment.from * 7,
        stop: treatment.to.map { first + $0 * 7 }, because: treatment.because, until: asOf)
    }
    let inventing = InventedVisits(
      disease, library, severity: trajectory.severity, using: &random)
    visits = inventing.along(
      trajectory.visits, of: trajectory, start: first, until: asOf, using: &random)
    if let revision = story.revision {
      let day = first + revision.week * 7
      revise(revision, on: day)
      considerations =
        revision.reevaluation?.considerations(of: disease.id, until: day) ?? []
    }
  }

  /// The person and the diagnosis, a little before the first treatment.
  private init(
    number: Int, _ disease: Disease, before first: Day, using random: inout SeededGenerator
  ) {
    let sex: Sex = random.isTrue(percent: 50) ? .female : .male
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
    // Few remember the day on which a chronic disease began.
    if disease.chronic, let onset = diagnoses[0].onsetOn {
      diagnoses[0].onsetGiven = PartialDay(onset, number % 4 == 0 ? .year : .month)
    }
    (courses, visits, reviews) = ([], [], [])
  }

  /// The review that ended the diagnosis, and the one that followed.
  private mutating func revise(_ revision: Story.Revision, on day: Day) {
    diagnoses[0].endedOn = day
    diagnoses.append(
      Diagnosis(disease: revision.disease, otherName: revision.name, diagnosedOn: day))
    diagnoses[1].onsetGiven = diagnoses[0].onsetGiven
    reviews = [
      Review(
        subjects: [
          courses.count > 1
            ? .init(
              kind: .diagnosisUnanswered, therapy: nil, start: nil, disease: diagnoses[0].disease)
            : .init(
              kind: .missingResponse, therapy: courses[0].therapy, start: courses[0].start)
        ], decision: .diagnosisRevised, revisedTo: revision.disease, note: revision.note,
        physician: "Dr Example", day: day, entry: 0)
    ]
  }

  /// One course, or the cycles of one, as they are usually given.
  private static func given(
    _ therapy: Therapy, in disease: Disease, start: Day, stop: Day?,
    because: TreatmentCourse.StopReason? = nil, _ intent: TreatmentCourse.Intent = .induction,
    until last: Day
  ) -> [TreatmentCourse] {
    let regimen = UsualCare.regimen(therapy.id, in: disease.id)
    func course(_ start: Day, _ stop: Day?, _ because: TreatmentCourse.StopReason?)
      -> TreatmentCourse
    {
      TreatmentCourse(
        therapy: therapy.id, start: start, stop: stop, stopReason: because, intent: intent,
        dose: regimen.map { Rational($0.dose) }, unit: regimen?.unit ?? "",
        intervalDays: regimen?.every)
    }
    guard stop == nil, let lasting = regimen?.lasting else { return [course(start, stop, because)] }
    let starts =
      regimen?.again.map { Array(stride(from: 0, through: last - start, by: $0)) } ?? [0]
    return starts.map { offset in
      let end = start + offset + lasting
      return end <= last ? course(start + offset, end, .planned) : course(start + offset, nil, nil)
    }
  }
}
