extension PatientJudgement {
  /// Every question about a course whose response is missing, answered.
  package func explanations(of course: CourseJudgement, library: Library) -> [Explanation] {
    let rules = ExplanationRules(course: course, patient: self, library: library)
    return Explanation.Question.allCases.map { question in
      let found = rules.answer(question)
      return Explanation(question: question, answer: found.answer, reason: found.reason)
    }
  }
}

/// How the record answers the questions about one course.
private struct ExplanationRules {
  let course: CourseJudgement
  let patient: PatientJudgement
  let library: Library

  typealias Found = (answer: Explanation.Answer, reason: Explanation.Reason)

  func answer(_ question: Explanation.Question) -> Found {
    switch question {
    case .shortTrial: shortTrial
    case .lowDose:
      (course.course.dose == nil ? .cannotTell : .recorded, .dose(usual: course.therapy?.regimen))
    case .missedDoses: missedDoses
    case .wearingOff: wearingOff
    case .noRoom: noRoom
    case .insensitiveMeasure: insensitiveMeasure
    case .damage: (.cannotTell, .delay(days: delay))
    case .steroidMyopathy: steroidMyopathy
    case .illness: illness
    case .fluctuation: fluctuation
    case .earlyWorsening: earlyWorsening
    }
  }

  private var shortTrial: Found {
    guard let expectation = course.expectation else { return (.cannotTell, .noExpectation) }
    let start = course.course.start
    let last = min(course.course.stop ?? patient.asOf, patient.asOf)
    let due = start + expectation.deadlineDays
    let isStopped = course.stop.map { !$0.isAdequate } ?? false
    return (
      isStopped ? .yes : patient.asOf < due ? .possible : .no,
      .trial(
        weeks: (last - start) / 7, deadline: expectation.deadline, isStopped: isStopped)
    )
  }

  private var missedDoses: Found {
    let interval = course.course.intervalDays
    let asked = visits.filter { $0.missedDoses != nil }
    if asked.isEmpty { return (.cannotTell, .plan(intervalDays: interval)) }
    let isMissed = asked.contains { $0.missedDoses == true }
    return (isMissed ? .possible : .noSign, .askedDoses(asked))
  }

  private var wearingOff: Found {
    let interval = course.course.intervalDays
    let cycle = interval.flatMap { $0 > Conventions.shortestCycle ? $0 : nil }
    let asked = visits.filter { $0.daysSinceDose != nil }
    if asked.isEmpty { return (.cannotTell, .cycle(days: cycle)) }
    return (.recorded, .askedCycle(asked, days: cycle))
  }

  private var illness: Found {
    let asked = visits.filter { $0.illness != nil }
    if asked.isEmpty { return (.cannotTell, .note(course.course.note)) }
    let isIll = asked.contains { $0.illness == true }
    return (isIll ? .possible : .noSign, .askedIllness(asked))
  }

  /// Those since the first dose that the course is judged on.
  private var visits: [VisitNote] {
    let end = course.window?.horizon ?? patient.asOf
    return patient.record.visitNotes.filter { $0.day >= course.course.start && $0.day <= end }
  }

  private var noRoom: Found {
    let withBaseline = course.measures.filter { $0.baseline != nil }
    if withBaseline.isEmpty { return (.cannotTell, .noBaseline) }
    let lacking = withBaseline.filter { $0.verdict == .floor }
    return (lacking.isEmpty ? .no : .yes, .room(lacking: lacking))
  }

  private var insensitiveMeasure: Found {
    let judged = course.measures.filter { $0.evaluation.isEvaluable && $0.evaluation.change != nil }
    func moved(_ judged: MeasureJudgement) -> Bool {
      (judged.evaluation.change ?? .zero) >= Conventions.partial
    }
    let (better, still) = (judged.filter(moved), judged.filter { !moved($0) })
    let unseen = course.measures.filter { $0.verdict == .noBaseline || $0.verdict == .noFollowUp }
    let differ = judged.count == 1 || !better.isEmpty && !still.isEmpty
    return (
      judged.isEmpty ? .cannotTell : differ ? .possible : .noSign,
      .agreement(moved: better, still: still, unseen: unseen)
    )
  }

  private var delay: Int? {
    patient.record.diagnosis(for: course.course)?.onsetOn.map { max(0, course.course.start - $0) }
  }

  private var steroidMyopathy: Found {
    guard let exposure else { return (.no, .noSteroid) }
    let answer: Explanation.Answer =
      if exposure.examined.isEmpty {
        .cannotTell
      } else if exposure.weaker.isEmpty {
        .noSign
      } else if let enzyme = exposure.enzyme {
        enzyme.ratio <= Conventions.enzymeLimit ? .possible : .lessLikely
      } else {
        .cannotTell
      }
    return (answer, .steroid(exposure))
  }

  private var exposure: SteroidExposure? {
    let start = course.course.start
    let steroid = patient.courses.first { other in
      let end = other.course.stop ?? patient.asOf
      let reached = other.course.start + Conventions.steroidDays
      return other.therapy?.isSteroid == true && end >= reached && end >= start
        && reached <= course.window?.horizon ?? patient.asOf
    }
    guard let steroid else { return nil }
    let examined = course.measures.filter {
      $0.measure.measureClass == .objective && $0.evaluation.change != nil
    }
    let enzymes = Set(library.measures.filter(\.isMuscleEnzyme).map(\.id))
    let latest = patient.record.scores
      .filter { enzymes.contains($0.measure) && $0.day >= start && $0.total != nil }
      .max { $0.day < $1.day }
    return SteroidExposure(
      course: steroid, examined: examined,
      weaker: examined.filter { ($0.evaluation.change ?? .zero) < .zero },
      enzyme: latest.flatMap { score in score.total.map { (score.measure, $0, score.day) } })
  }

  private var fluctuation: Found {
    var unstable: [BaselineSpread] = []
    var steady: [BaselineSpread] = []
    for judged in course.measures where judged.series.composite == nil {
      guard let baseline = judged.baseline, let points = judged.series.improvementPoints else {
        continue
      }
      let before = patient.record.scores.filter {
        $0.measure == judged.measureID && $0.variant == baseline.score.variant
          && $0.day < baseline.day && baseline.day - $0.day <= Conventions.unstableBaselineDays
          && judged.measure.comparable($0.version, baseline.score.version)
      }.compactMap { judged.series.yardstick.point($0)?.value }
      guard let lowest = before.min(), let highest = before.max() else { continue }
      let spread = BaselineSpread(
        judged: judged, lowest: lowest, highest: highest, baseline: baseline.value)
      if max(highest, baseline.value) - min(lowest, baseline.value) >= points {
        unstable.append(spread)
      } else {
        steady.append(spread)
      }
    }
    if !unstable.isEmpty { return (.possible, .before(unstable)) }
    return (steady.isEmpty ? .cannotTell : .noSign, .before(steady))
  }

  private var earlyWorsening: Found {
    let until = course.window?.earlyWorseningUntil
    return (
      until.map { patient.asOf <= $0 ? .possible : .no } ?? .notKnown, .worsening(until: until)
    )
  }
}
