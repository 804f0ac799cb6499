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

  /// The scenarios of the demonstration, in a fixed order: every verdict of the three first diseases,
  /// then one course in each further disease.
  static func all(in library: Library) -> [Scenario] {
    var scenarios: [Scenario] = []
    func add(
      _ disease: String, _ therapy: String, _ shapes: [Shape],
      _ intent: TreatmentCourse.Intent = .induction
    ) {
      scenarios += shapes.map {
        Scenario(disease: .init(disease), therapy: .init(therapy), shape: $0, intent: intent)
      }
    }
    add(
      "cidp", "ivig",
      [.missing, .responding, .partial, .lost, .assessmentOverdue, .painOnly, .stopped])
    add("mg", "prednisone", [.due, .responding, .worsening, .tooEarly, .assessmentDue, .missing])
    add("dm", "ivig", [.responding, .missing, .noBaseline])
    add("cidp", "scig", [.stable, .slipping, .maintenanceWorse], .maintenance)
    add("mg", "efgartigimod", [.declining, .mixed, .responding])
    add("cidp", "rituximab", [.tooEarly, .missing])
    add("mg", "azathioprine", [.tooEarly, .due, .unmonitored])
    add("dm", "prednisone", [.partial, .responding, .assessmentDue])
    add("mg", "pyridostigmine", [.symptomatic], .symptomatic)
    add("cidp", "prednisone", [.worsening, .notEvaluable, .responding])
    add("mg", "ivig", [.notEvaluable, .missing])
    add("dm", "rituximab", [.tooEarly, .missing])
    let shown = Set(scenarios.map(\.disease))
    let shapes: [Shape] = [.missing, .responding, .partial, .due]
    for (position, disease) in library.diseases.enumerated() where !shown.contains(disease.id) {
      let therapy = library.therapies.first { therapy in
        library.expectation(of: therapy, in: disease, intent: .induction)
          .map { $0.disease == disease.id || disease.variantOf == $0.disease } ?? false
          && therapy.isImmunotherapy
      }
      if let therapy {
        add(disease.id.text, therapy.id.text, [shapes[position % shapes.count]])
      }
    }
    return scenarios.filter {
      library.disease($0.disease) != nil && library.therapy($0.therapy) != nil
    }
  }
}

/// Weeks after the start, and how many meaningful changes better than the baseline (in hundredths).
struct Trajectory {
  var startWeeksAgo: Int
  var stopWeek: Int?
  var hasBaseline = true
  var severity: Int
  /// Ascending by week.
  var visits: [(week: Int, better: Int)]
  /// Every second measure goes the other way.
  var isMixed = false
  /// Watched symptoms get worse.
  var hurtsMore = false

  init(
    _ shape: Scenario.Shape, first: Int, assess: Int, deadline: Int,
    using random: inout SeededGenerator
  ) {
    let late = deadline + 2
    let long = [assess, late, late + 12, late + 24]
    severity = random.number(in: 400...650)
    startWeeksAgo = late + 26 + random.number(in: 0...8)
    func wobble(_ better: Int) -> Int { better + random.number(in: -15...15) }
    func flat(_ weeks: [Int], _ better: Int) -> [(week: Int, better: Int)] {
      weeks.map { ($0, wobble(better)) }
    }
    switch shape {
    case .responding, .unmonitored:
      visits = [(max(1, assess / 2), wobble(60))] + flat(long, 180)
      if shape == .unmonitored { startWeeksAgo = late + 24 + 60 }
    case .missing: visits = flat(long, 5)
    case .partial: visits = flat(long, 70)
    case .worsening: visits = flat(long, -160)
    case .lost:
      visits = flat(long, 170) + flat([late + 36, late + 48, late + 60], 0)
      startWeeksAgo = late + 64
    case .declining:
      visits = flat([assess, late], 400) + flat([late + 12, late + 24], 230)
    case .mixed:
      visits = flat(long, 170)
      isMixed = true
    case .tooEarly:
      startWeeksAgo = max(1, assess - 2)
      visits = assess > 6 ? flat([assess / 2], 20) : []
    case .due:
      startWeeksAgo = max(assess, deadline - 2)
      visits = flat([assess], 10)
    case .assessmentDue:
      startWeeksAgo = max(assess, deadline - 2)
      visits = []
    case .assessmentOverdue:
      visits = flat([max(1, assess / 2)], 20)
    case .noBaseline:
      hasBaseline = false
      visits = flat(long, 120)
    case .notEvaluable:
      severity = 8
      visits = flat(long, 0)
    case .stopped:
      stopWeek = max(1, deadline / 4)
      visits = flat([max(1, deadline / 4)], 0)
    case .symptomatic: visits = flat(long, 40)
    case .stable: visits = flat(long, 0)
    case .slipping: visits = flat(long, -70)
    case .maintenanceWorse: visits = flat(long, -150)
    case .painOnly:
      visits = flat(long, 150)
      hurtsMore = true
    }
    visits = visits.filter { $0.week <= startWeeksAgo }
  }
}
