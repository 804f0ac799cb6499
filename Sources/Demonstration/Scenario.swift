import Outcomes

/// The course of one invented patient under one treatment.
struct Scenario {
  enum Shape: CaseIterable {
    case responding, missing, partial, worsening, lost, declining, mixed
    case tooEarly, due, assessmentDue, assessmentOverdue, noBaseline, notEvaluable, stopped
    case symptomatic, stable, slipping, maintenanceWorse, unmonitored, painOnly
    case reportedOnly, enzymeRising
  }

  /// What is not known to the day.
  enum Vague { case start, diagnosis, birth }

  var disease: Disease.ID
  var therapy: Therapy.ID
  var shape: Shape
  var intent: TreatmentCourse.Intent = .induction
  /// A therapy that was given before without a response.
  var before: Therapy.ID?
  var vague: Vague?
}

/// How one patient of the demonstration is invented.
enum Invention {
  case usual(Scenario)
  case story(Story)

  private var disease: Disease.ID {
    switch self {
    case .usual(let scenario): scenario.disease
    case .story(let story): story.disease
    }
  }

  private var therapies: [Therapy.ID] {
    switch self {
    case .usual(let scenario): [scenario.therapy]
    case .story(let story): story.treatments.map(\.therapy)
    }
  }

  /// The patients of the demonstration, in a fixed order: every verdict and flag in the first
  /// diseases, then one in each further disease.
  static func all(in library: Library) -> [Invention] {
    var all: [Invention] = []
    func add(
      _ disease: String, _ therapy: String, _ shapes: [Scenario.Shape],
      _ intent: TreatmentCourse.Intent = .induction, before: String? = nil,
      vague: Scenario.Vague? = nil
    ) {
      all += shapes.map {
        .usual(
          Scenario(
            disease: .init(disease), therapy: .init(therapy), shape: $0, intent: intent,
            before: before.map { .init($0) }, vague: vague))
      }
    }
    add(
      "cidp", "ivig",
      [.missing, .responding, .partial, .lost, .assessmentOverdue, .painOnly, .stopped])
    add(
      "mg", "prednisone", [.due, .responding, .worsening, .tooEarly, .assessmentDue, .missing])
    add("dm", "ivig", [.responding], vague: .birth)
    add("dm", "ivig", [.missing, .noBaseline])
    add("cidp", "scig", [.stable], .maintenance, vague: .diagnosis)
    add("cidp", "scig", [.slipping, .maintenanceWorse], .maintenance)
    add("mg", "efgartigimod", [.declining, .mixed])
    add("cidp", "rituximab", [.missing], before: "ivig")
    all.append(.story(.relapse))
    add("mg", "azathioprine", [.tooEarly])
    all.append(.story(.fluctuation))
    add("mg", "azathioprine", [.unmonitored], vague: .start)
    add("dm", "prednisone", [.partial, .responding])
    all.append(.story(.turnToCIDP))
    add("mg", "pyridostigmine", [.symptomatic], .symptomatic)
    all.append(.story(.hereditaryAmyloidosis))
    add("cidp", "prednisone", [.notEvaluable])
    add("mg", "efgartigimod", [.responding])
    all.append(.story(.stoppedWithoutEffect))
    add("dm", "rituximab", [.tooEarly])
    add("dm", "rituximab", [.missing], before: "prednisone")
    for (disease, therapy, shape) in UsualCare.firstTreatments {
      if let story = Story.ofDisease[disease] {
        all.append(.story(story))
      } else {
        add(disease, therapy, [shape])
      }
    }
    return all.filter { invention in
      library.disease(invention.disease) != nil
        && invention.therapies.allSatisfy { library.therapy($0) != nil }
    }
  }
}

/// When a response is due, in weeks from the first dose.
struct Weeks {
  let assess: Int
  let deadline: Int

  /// - Parameter expectation: nil: of a therapy that is not judged.
  init(_ expectation: Expectation?) {
    func weeks(_ days: Int?, _ other: Int) -> Int { days.map { ($0 + 6) / 7 } ?? other }
    assess = max(1, weeks(expectation?.assessByDays, 6))
    deadline = max(2, weeks(expectation?.deadlineDays, 12))
  }
}

/// Weeks after the start, and how many responses better than the baseline (in hundredths; below 0
/// meaningful changes worse).
struct Trajectory {
  var startWeeksAgo: Int
  var stopWeek: Int?
  var hasBaseline = true
  /// 500 is a patient as most are; more is worse.
  var severity: Int
  /// Ascending by week.
  var visits: [(week: Int, better: Int)]
  /// How far a single score may stray, in hundredths of a meaningful change.
  var noise = 25
  /// Every second measure goes the other way.
  var isMixed = false
  /// Watched symptoms get worse.
  var hurtsMore = false
  /// What is examined, one instrument, stays as it was.
  var isReportedOnly = false
  /// The muscle enzyme rises while all else goes its way.
  var enzymeRises = false
  /// How many days a visit may lie beside its week.
  var spread = 3
  /// How often a measure is left out at a visit, in percent.
  var gaps = 8

  init(_ story: Story) {
    (startWeeksAgo, severity, visits) = (story.weeksAgo, 500, story.visits)
    (noise, spread, gaps) = (0, 0, 0)
  }

  init(_ shape: Scenario.Shape, _ weeks: Weeks, using random: inout SeededGenerator) {
    let (assess, late) = (weeks.assess, weeks.deadline + 2)
    let long = [assess, late, late + 12, late + 24]
    severity = random.number(in: 420...580)
    startWeeksAgo = late + 26 + random.number(in: 0...8)
    func wobble(_ better: Int) -> Int { better + random.number(in: -15...15) }
    func flat(_ weeks: [Int], _ better: Int) -> [(week: Int, better: Int)] {
      weeks.map { ($0, wobble(better)) }
    }
    switch shape {
    case .responding: visits = [(max(1, assess / 2), wobble(60))] + flat(long, 180)
    case .unmonitored:
      visits = flat(long, 180)
      startWeeksAgo = late + 24 + 60
    case .missing: visits = flat(long, 5)
    case .partial: visits = flat(long, 70)
    case .worsening: visits = flat(long, -160)
    case .lost:
      visits = flat(long, 170) + flat([late + 36, late + 48, late + 60], 0)
      startWeeksAgo = late + 64
    case .declining:
      severity = 600
      visits = flat([assess, late], 400) + flat([late + 12, late + 24], 230)
    case .mixed:
      visits = flat(long, 170)
      isMixed = true
    case .tooEarly:
      startWeeksAgo = max(1, assess - 2)
      visits = assess > 6 ? flat([assess / 2], 20) : []
    case .due:
      startWeeksAgo = max(assess, weeks.deadline - 2)
      visits = flat([assess], 10)
    case .assessmentDue:
      startWeeksAgo = max(assess, weeks.deadline - 2)
      visits = []
    case .assessmentOverdue: visits = flat([max(1, assess / 2)], 20)
    case .noBaseline:
      hasBaseline = false
      visits = flat(long, 120)
    case .notEvaluable:
      severity = 8
      visits = flat(long, 0)
    case .stopped:
      // Before an adequate trial.
      stopWeek = max(1, weeks.deadline / 6)
      visits = flat([max(1, weeks.deadline / 6)], 0)
    case .symptomatic: visits = flat(long, 40)
    case .stable: visits = flat(long, 0)
    // Two of the last three visits are worse: less than a meaningful change on average.
    case .slipping:
      visits = [(assess, 0), (late, -95), (late + 12, -95), (late + 24, -10)]
      noise = 5
    case .maintenanceWorse: visits = flat(long, -160)
    case .reportedOnly:
      visits = flat(long, 270)
      isReportedOnly = true
      noise = 0
    case .enzymeRising:
      visits = flat(long, 180)
      enzymeRises = true
    case .painOnly:
      visits = flat(long, 150)
      hurtsMore = true
    }
    visits = visits.filter { $0.week <= startWeeksAgo }
  }
}
