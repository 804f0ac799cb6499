internal import Outcomes

/// What to rule out before a missing response is read as one, in words.
struct ExplanationWords {
  let course: CourseJudgement
  let library: Library

  static func question(_ question: Explanation.Question) -> String {
    switch question {
    case .shortTrial: "Too short a trial?"
    case .lowDose: "Too low a dose?"
    case .missedDoses: "Missed doses?"
    case .wearingOff: "Scores taken when the effect wears off?"
    case .noRoom: "A baseline with no room?"
    case .insensitiveMeasure: "An insensitive measure?"
    case .damage: "Irreversible damage?"
    case .steroidMyopathy: "Steroid myopathy?"
    case .illness: "Intercurrent illness?"
    case .fluctuation: "A baseline taken in a fluctuation?"
    case .earlyWorsening: "Early worsening on a steroid?"
    }
  }

  /// The answer in a word or two, then what it rests on.
  func answer(_ found: Explanation) -> String {
    let reason = reason(found.reason, found.answer)
    return switch found.answer {
    case .yes: "Yes\(reason)"
    case .possible: "Possible. \(reason)"
    case .lessLikely: "Less likely. \(reason)"
    case .noSign: "No sign. \(reason)"
    case .no: "No. \(reason)"
    case .recorded: "Recorded: \(reason)"
    case .cannotTell: "The record cannot answer this\(reason)"
    case .notKnown: "Not known for this therapy in this disease."
    }
  }

  private func reason(_ reason: Explanation.Reason, _ answer: Explanation.Answer) -> String {
    switch reason {
    case .noExpectation: "."
    case .trial(let weeks, let deadline, let isStopped):
      (givenOnce(isStopped)
        ?? (isStopped
          ? ". The course was stopped after \(Wording.weeks(weeks))"
          : "\(Wording.weeks(weeks)) on treatment"))
        + "; a response is expected by week \(deadline.plain(1))."
    case .dose(let usual): dose(usual)
    case .plan(let days):
      ": it holds no single doses"
        + (days.map { ", only the plan (\(TreatmentText.interval($0)))" } ?? "") + "."
    case .cycle(let days):
      days.map {
        ": it does not hold on which day of the cycle of \($0) days a score "
          + "was taken. Measure at the same day of each cycle."
      } ?? ": it holds no day of the treatment cycle."
    case .noBaseline: ": there is no baseline."
    case .room(let lacking):
      lacking.isEmpty
        ? "Every counted measure with a baseline had room to improve."
        : ", for "
          + lacking.map { "\(label($0)) (baseline \($0.baseline?.value.plain() ?? ""))" }
          .joined(separator: ", ") + ": left out of the index."
    case .agreement(let moved, let still, let unseen): agreement(moved, still, unseen, answer)
    case .delay(let days): delay(days)
    case .noSteroid:
      "No steroid of \(Wording.weeks(Conventions.steroidDays / 7)) or more is recorded."
    case .steroid(let exposure): steroid(exposure, answer)
    case .note(let note): "." + (note.isEmpty ? "" : " Note with the course: \"\(note)\".")
    case .before(let spreads): before(spreads)
    case .askedIllness(let visits):
      asked(
        visits, "another illness", none: "no other illness", visits.filter { $0.illness == true })
    case .askedDoses(let visits):
      asked(
        visits, "missed or late doses", none: "no missed or late dose",
        visits.filter { $0.missedDoses == true })
    case .askedCycle(let visits, let days): cycle(visits, days)
    case .worsening(let until):
      until.map {
        "Worsening is known until \($0); scores up to then are shown, not judged."
      } ?? ""
    }
  }

  /// What is given once is a trial by itself, however short; nil: it is not, or was not to its end.
  private func givenOnce(_ isStopped: Bool) -> String? {
    guard course.isGivenOnce, !isStopped else { return nil }
    let given = course.course
    guard let last = given.stop, last != given.start else {
      return "It is given once: what began on \(given.start) is the trial"
    }
    return "It is given once: the doses from \(given.start) to \(last) are the trial"
  }

  private func asked(
    _ visits: [VisitNote], _ what: String, none: String, _ told: [VisitNote]
  ) -> String {
    let count = Wording.counted(visits.count, "visit")
    if told.isEmpty {
      let last = visits.last.map { visits.count == 1 ? " on \($0.day)" : ", the last on \($0.day)" }
      return "Asked at \(count)\(last ?? ""): \(none)."
    }
    let days = told.map { visit in
      "\(visit.day)" + (visit.note.isEmpty ? "" : " (\"\(visit.note)\")")
    }
    return "Asked at \(count): \(what) on \(days.joined(separator: ", "))."
  }

  private func cycle(_ visits: [VisitNote], _ days: Int?) -> String {
    let told = visits.map { "\($0.daysSinceDose ?? 0) on \($0.day)" }.joined(separator: ", ")
    let plan = days.map { "; doses are planned \(TreatmentText.interval($0))" } ?? ""
    let differ = Set(visits.map(\.daysSinceDose)).count > 1
    return "days since the last dose: \(told)\(plan)."
      + (differ ? " Measure at the same day of each cycle." : "")
  }

  private func label(_ judged: MeasureJudgement) -> String {
    Wording.label(judged.measure, variant: judged.variant)
  }

  private func changes(_ judged: [MeasureJudgement]) -> String {
    judged.map {
      "\(label($0)) \(Wording.signed(($0.evaluation.change ?? .zero).shownChange, places: 2))"
    }
    .joined(separator: ", ")
  }

  private func dose(_ usual: String?) -> String {
    let regimen = usual.map { " Usual: \($0.withoutFinalStop)." } ?? ""
    guard course.course.dose != nil, let given = TreatmentText.regimen(course.course) else {
      return ": no dose is recorded." + regimen
    }
    return "\(given)." + regimen
  }

  private func agreement(
    _ moved: [MeasureJudgement], _ still: [MeasureJudgement], _ unseen: [MeasureJudgement],
    _ answer: Explanation.Answer
  ) -> String {
    let judged = moved + still
    let text =
      if judged.isEmpty {
        ": no counted measure could be judged."
      } else if judged.count == 1 {
        "\(label(judged[0])) is the only measure that could be judged."
      } else if !moved.isEmpty && !still.isEmpty {
        "\(changes(moved)) moved while \(changes(still)) did not."
      } else {
        "The \(judged.count) measures agree: \(changes(judged))."
      }
    let names = unseen.map(label).joined(separator: ", ")
    return text + (unseen.isEmpty ? "" : " Without a baseline or a follow-up: \(names).")
  }

  private func delay(_ days: Int?) -> String {
    let test =
      switch course.disease?.group {
      case .neuropathy?: " Nerve conduction studies can."
      case .muscle?: " Imaging of the muscles can."
      case .junction?, .other?, nil: ""
      }
    let onset = days.map {
      " Symptoms began \(Wording.weeks($0 / 7)) before the first dose."
    }
    return ".\(onset ?? "")\(test)"
  }

  private func steroid(_ exposure: SteroidExposure, _ answer: Explanation.Answer) -> String {
    let name = exposure.course.therapy?.short ?? exposure.course.course.therapy.text
    let since = "\(name) since \(exposure.course.course.start)"
    if exposure.examined.isEmpty { return ": \(since), no examined measure was judged." }
    if exposure.weaker.isEmpty {
      return "\(since), but no examined measure is worse than its baseline."
    }
    let weaker = changes(exposure.weaker)
    guard let enzyme = exposure.enzyme else {
      return ": \(since), \(weaker), and no CK is recorded since the first dose."
    }
    let short = library.short(enzyme.measure)
    let level = "\(short) \(enzyme.ratio.plain(1)) times the upper limit on \(enzyme.day)"
    return "\(since), \(weaker), \(answer == .lessLikely ? "but " : "")\(level)."
  }

  private func before(_ spreads: [BaselineSpread]) -> String {
    let weeks = Wording.weeks(Conventions.unstableBaselineDays / 7)
    if spreads.isEmpty { return ": no earlier score within \(weeks) of the baseline." }
    return spreads.map { spread in
      let (lowest, highest) = (spread.lowest.plain(), spread.highest.plain())
      let earlier = spread.lowest == spread.highest ? lowest : "\(lowest) to \(highest)"
      return "\(label(spread.judged)) \(earlier) in the \(weeks) before, "
        + "\(spread.baseline.plain()) at the baseline"
    }.joined(separator: "; ") + "."
  }
}
