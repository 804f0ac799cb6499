internal import Outcomes

/// What to rule out before a missing response is read as one, each answered as far as the record
/// goes.
///
/// The order and the pointers follow the evidence table of pseudo-non-response.
struct AlternativeExplanations {
  let course: CourseJudgement
  let patient: PatientJudgement
  let library: Library

  /// Question and answer, the most easily corrected first.
  var answers: [(question: String, answer: String)] {
    [
      ("Too short a trial?", tooShort), ("Too low a dose?", dose), ("Missed doses?", missedDoses),
      ("Scores taken when the effect wears off?", wearingOff), ("A baseline with no room?", floor),
      ("An insensitive measure?", insensitiveMeasure), ("Irreversible damage?", damage),
      ("Steroid myopathy?", steroidMyopathy), ("Intercurrent illness?", illness),
      ("A baseline taken in a fluctuation?", fluctuation),
      ("Early worsening on a steroid?", earlyWorsening),
    ]
  }

  private static let cannotAnswer = "The record cannot answer this"

  private func label(_ judged: MeasureJudgement) -> String {
    Wording.label(judged.measure, variant: judged.variant)
  }

  private var tooShort: String {
    guard let expectation = course.expectation else { return "\(Self.cannotAnswer)." }
    let last = min(course.course.stop ?? patient.asOf, patient.asOf)
    let weeks = Wording.weeks((last - course.course.start) / 7)
    let due = "a response is expected by week \(expectation.deadline.plain(1))"
    if let stop = course.course.stop, stop < course.course.start + expectation.deadlineDays {
      return "Yes. The course was stopped after \(weeks); \(due)."
    }
    return patient.asOf < course.course.start + expectation.deadlineDays
      ? "Possible. \(weeks) on treatment; \(due)." : "No. \(weeks) on treatment; \(due)."
  }

  private var dose: String {
    let regimen = course.therapy.map { " Usual: \($0.regimen.withoutFinalStop)." } ?? ""
    guard course.course.dose != nil, let given = TreatmentText.regimen(course.course) else {
      return "\(Self.cannotAnswer): no dose is recorded." + regimen
    }
    return "Recorded: \(given)." + regimen
  }

  private var missedDoses: String {
    let plan = course.course.intervalDays.map { ", only the plan (\(TreatmentText.interval($0)))" }
    return "\(Self.cannotAnswer): it holds no single doses\(plan ?? "")."
  }

  private var wearingOff: String {
    guard let interval = course.course.intervalDays, interval > 7 else {
      return "\(Self.cannotAnswer): it holds no day of the treatment cycle."
    }
    return
      "\(Self.cannotAnswer): it does not hold on which day of the cycle of \(interval) days a score "
      + "was taken. Measure at the same day of each cycle."
  }

  private var floor: String {
    let withBaseline = course.measures.filter { $0.baseline != nil }
    if withBaseline.isEmpty { return "\(Self.cannotAnswer): there is no baseline." }
    let full = withBaseline.filter { $0.verdict == .floor }
    if full.isEmpty { return "No. Every counted measure with a baseline had room to improve." }
    let names = full.map { "\(label($0)) (baseline \($0.baseline?.value.plain() ?? ""))" }
    return "Yes, for \(names.joined(separator: ", ")): left out of the index."
  }

  private var insensitiveMeasure: String {
    let judged = course.measures.filter { $0.evaluation.isEvaluable && $0.evaluation.change != nil }
    let absent = course.measures.filter { $0.verdict == .noBaseline || $0.verdict == .noFollowUp }
      .map(label)
    let lacking =
      absent.isEmpty ? "" : " Without a baseline or a follow-up: \(absent.joined(separator: ", "))."
    let moved = judged.filter { ($0.evaluation.change ?? .zero) >= .half }
    let still = judged.filter { ($0.evaluation.change ?? .zero) < .half }
    if judged.isEmpty {
      return "\(Self.cannotAnswer): no counted measure could be judged." + lacking
    }
    if judged.count == 1 {
      return "Possible. \(label(judged[0])) is the only measure that could be judged." + lacking
    }
    if !moved.isEmpty && !still.isEmpty {
      return "Possible. \(changes(moved)) moved while \(changes(still)) did not." + lacking
    }
    return "No sign. The \(judged.count) measures agree: \(changes(judged))." + lacking
  }

  private func changes(_ judged: [MeasureJudgement]) -> String {
    judged.map { "\(label($0)) \(Wording.signed($0.evaluation.change ?? .zero, places: 2))" }
      .joined(separator: ", ")
  }

  private var damage: String {
    let onset = patient.record.diagnosis(for: course.course)?.onsetOn
    let delay = onset.map {
      " Symptoms began \(Wording.weeks(max(0, course.course.start - $0) / 7)) before the first dose."
    }
    let test =
      switch course.disease?.group {
      case .neuropathy?: " Nerve conduction studies can."
      case .muscle?: " Imaging of the muscles can."
      case .junction?, nil: ""
      }
    return "\(Self.cannotAnswer).\(delay ?? "")\(test)"
  }

  private var steroidMyopathy: String {
    let steroids = patient.courses.filter {
      $0.therapy?.therapyClass == "corticosteroid"
        && ($0.course.stop ?? patient.asOf) - $0.course.start >= 56
        && ($0.course.stop ?? patient.asOf) >= course.course.start
        && $0.course.start + 56 <= (course.window?.horizon ?? patient.asOf)
    }
    guard let steroid = steroids.first else {
      return "No. No steroid of 8 weeks or more is recorded."
    }
    let name = steroid.therapy?.short ?? steroid.course.therapy.text
    let exposure = "\(name) since \(steroid.course.start)"
    let examined = course.measures.filter {
      $0.measure.measureClass == .objective && $0.evaluation.change != nil
    }
    let weaker = examined.filter { ($0.evaluation.change ?? .zero) < .zero }
    if examined.isEmpty {
      return "\(Self.cannotAnswer): \(exposure), no examined measure was judged."
    }
    if weaker.isEmpty {
      return "No sign. \(exposure), but no examined measure is worse than its baseline."
    }
    let enzyme = patient.record.scores
      .filter { $0.measure == Measure.ID("ck") && $0.day >= course.course.start && $0.total != nil }
      .max { $0.day < $1.day }
    guard let enzyme, let ratio = enzyme.total else {
      return
        "\(Self.cannotAnswer): \(exposure), \(changes(weaker)), and no CK is recorded since the first dose."
    }
    let level = "CK \(ratio.plain(1)) times the upper limit on \(enzyme.day)"
    return ratio <= .one
      ? "Possible. \(exposure), \(changes(weaker)), \(level)."
      : "Less likely. \(exposure), \(changes(weaker)), but \(level)."
  }

  private var illness: String {
    let note = course.course.note
    return "\(Self.cannotAnswer)." + (note.isEmpty ? "" : " Note with the course: \"\(note)\".")
  }

  private var fluctuation: String {
    var unstable: [String] = []
    var steady: [String] = []
    for judged in course.measures where judged.series.composite == nil {
      guard let baseline = judged.baseline, let points = judged.series.improvementPoints else {
        continue
      }
      let before = patient.record.scores.filter {
        $0.measure == judged.measure.id && $0.variant == baseline.score.variant
          && $0.day < baseline.day && baseline.day - $0.day <= 182
          && judged.measure.comparable($0.version, baseline.score.version)
      }.compactMap { judged.series.yardstick.point($0)?.value }
      guard let lowest = before.min(), let highest = before.max() else { continue }
      let earlier = lowest == highest ? lowest.plain() : "\(lowest.plain()) to \(highest.plain())"
      let text =
        "\(label(judged)) \(earlier) in the 26 weeks before, \(baseline.value.plain()) at the baseline"
      let spread = max(highest, baseline.value) - min(lowest, baseline.value)
      if spread >= points { unstable.append(text) } else { steady.append(text) }
    }
    if !unstable.isEmpty { return "Possible. \(unstable.joined(separator: "; "))." }
    if !steady.isEmpty { return "No sign. \(steady.joined(separator: "; "))." }
    return "\(Self.cannotAnswer): no earlier score within 26 weeks of the baseline."
  }

  private var earlyWorsening: String {
    guard let until = course.window?.earlyWorseningUntil else {
      return "Not known for this therapy in this disease."
    }
    let rule = "Worsening is known until \(until); scores up to then are shown, not judged."
    return patient.asOf <= until ? "Possible. \(rule)" : "No. \(rule)"
  }
}
