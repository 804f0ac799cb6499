/// What can look like a missing response and is none, answered as far as the record goes.
package struct Explanation: Sendable {
  /// In the order of the evidence table of pseudo-non-response: the most easily corrected first.
  ///
  /// Its text names the row of a re-evaluation; it never changes, and no alternative has it.
  package enum Question: String, CaseIterable, Sendable {
    case shortTrial = "short-trial"
    case lowDose = "low-dose"
    case missedDoses = "missed-doses"
    case wearingOff = "wearing-off"
    case noRoom = "no-room"
    case insensitiveMeasure = "insensitive-measure"
    case damage
    case steroidMyopathy = "steroid-weakness"
    case illness, fluctuation
    case earlyWorsening = "early-worsening"
  }

  package enum Answer: Sendable {
    case yes, possible, lessLikely, noSign, no
    /// The record says what there is; whether it is enough, a physician has to tell.
    case recorded
    case cannotTell
    /// Nothing of the kind is known of the therapy.
    case notKnown
  }

  /// What the answer rests on.
  package enum Reason: Sendable {
    case noExpectation
    /// Whole weeks on treatment, and the week by which a response is expected.
    case trial(weeks: Int, deadline: Rational, isStopped: Bool)
    /// The usual regimen of the therapy.
    case dose(usual: String?)
    /// Days between doses as planned.
    case plan(intervalDays: Int?)
    /// Days of a cycle that is longer than a week.
    case cycle(days: Int?)
    case noBaseline
    /// The measures whose baseline leaves no room for a meaningful change.
    case room(lacking: [MeasureJudgement])
    /// The judged measures that are at least partly better, the others, and those without a
    /// baseline or a follow-up.
    case agreement(
      moved: [MeasureJudgement], still: [MeasureJudgement], unseen: [MeasureJudgement])
    /// Days from the first symptoms to the first dose.
    case delay(days: Int?)
    case noSteroid
    case steroid(SteroidExposure)
    /// What was noted with the course.
    case note(String)
    /// The measures that the answer rests on; empty: none was scored before.
    case before([BaselineSpread])
    /// Up to which day a worsening is known.
    case worsening(until: Day?)
    /// The visits since the first dose at which it was asked for another illness, by day.
    case askedIllness([VisitNote])
    /// Those at which it was asked for missed doses.
    case askedDoses([VisitNote])
    /// Those at which the days since the last dose were noted; days of a cycle longer than a week.
    case askedCycle([VisitNote], days: Int?)
  }

  package let question: Question
  package let answer: Answer
  package let reason: Reason
}

/// A steroid that was given long enough to weaken muscle, with what speaks for it or against it.
package struct SteroidExposure: Sendable {
  package let course: CourseJudgement
  /// Examined measures with a change.
  package let examined: [MeasureJudgement]
  /// Those of them that are worse than their baseline.
  package let weaker: [MeasureJudgement]
  /// The latest muscle enzyme since the first dose, as a multiple of its upper limit.
  package let enzyme: (measure: Measure.ID, ratio: Rational, day: Day)?
}

/// The scores of a measure in the weeks before its baseline.
package struct BaselineSpread: Sendable {
  package let judged: MeasureJudgement
  package let lowest: Rational
  package let highest: Rational
  package let baseline: Rational
}
