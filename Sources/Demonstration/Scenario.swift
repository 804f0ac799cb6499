import Outcomes

/// The course of one invented patient under one treatment.
struct Scenario {
  enum Shape: CaseIterable {
    case responding, missing, partial, worsening, lost, declining, mixed
    case tooEarly, due, assessmentDue, assessmentOverdue, noBaseline, notEvaluable, stopped
    case symptomatic, stable, slipping, maintenanceWorse, unmonitored, painOnly
  }

  var disease: Disease.ID
  var therapy: Therapy.ID
  var shape: Shape
  var intent: TreatmentCourse.Intent = .induction
  /// A therapy that was given before without a response.
  var before: Therapy.ID?

  /// The scenarios of the demonstration, in a fixed order: every verdict in the three first diseases,
  /// then one course in each further disease.
  static func all(in library: Library) -> [Scenario] {
    var scenarios: [Scenario] = []
    func add(
      _ disease: String, _ therapy: String, _ shapes: [Shape],
      _ intent: TreatmentCourse.Intent = .induction, before: String? = nil
    ) {
      scenarios += shapes.map {
        Scenario(
          disease: .init(disease), therapy: .init(therapy), shape: $0, intent: intent,
          before: before.map { .init($0) })
      }
    }
    add(
      "cidp", "ivig",
      [.missing, .responding, .partial, .lost, .assessmentOverdue, .painOnly, .stopped])
    add(
      "mg", "prednisone", [.due, .responding, .worsening, .tooEarly, .assessmentDue, .missing])
    add("dm", "ivig", [.responding, .missing, .noBaseline])
    add("cidp", "scig", [.stable, .slipping, .maintenanceWorse], .maintenance)
    add("mg", "efgartigimod", [.declining, .mixed])
    add("cidp", "rituximab", [.missing], before: "ivig")
    add("cidp", "rituximab", [.tooEarly])
    add("mg", "azathioprine", [.tooEarly, .due, .unmonitored])
    add("dm", "prednisone", [.partial, .responding, .assessmentDue])
    add("mg", "pyridostigmine", [.symptomatic], .symptomatic)
    add("cidp", "prednisone", [.worsening, .notEvaluable])
    add("mg", "ivig", [.notEvaluable, .missing])
    add("dm", "rituximab", [.tooEarly])
    add("dm", "rituximab", [.missing], before: "prednisone")
    for (disease, therapy, shape) in UsualCare.firstTreatments { add(disease, therapy, [shape]) }
    return scenarios.filter {
      library.disease($0.disease) != nil && library.therapy($0.therapy) != nil
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

/// Weeks after the start, and how many meaningful changes better than the baseline (in hundredths).
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
    case .painOnly:
      visits = flat(long, 150)
      hurtsMore = true
    }
    visits = visits.filter { $0.week <= startWeeksAgo }
  }
}
