// Long on purpose: every number of our own and its reason, to be read as one list.

/// The numbers of our own that judging, flags and their evidence rest on.
///
/// What was published stands with its source in the definitions; what stands here is a convention,
/// each with its unit and its reason. The code uses these names, never the figures.
package enum Conventions {
  /// Days; where a disease says nothing else.
  package static let baselineDaysBefore = 90
  /// Days; where a disease says nothing else.
  package static let baselineDaysAfter = 7
  /// Days.
  package static let daysBetweenFollowUps = 7

  /// How many of the latest follow-ups are judged.
  package static let judgedFollowUps = 3
  /// Meaningful changes, better or worse.
  package static let mostChange = Rational(2)
  /// Meaningful changes; of a measure and of the response index.
  package static let response = Rational(1)
  /// Meaningful changes.
  package static let partial = Rational(1, over: 2)
  /// Meaningful changes.
  package static let worse = Rational(-1)
  /// Worsening thresholds below the best follow-up.
  package static let declineAtOnce = Rational(2)

  /// Meaningful changes, where stability is expected.
  package static let possiblyWorse = Rational(-1, over: 2)
  /// More than one group in this number.
  package static let decliningOneIn = 2
  /// Days.
  package static let daysBeforeDeadline = 7
  /// Percent of patients who respond.
  package static let frequentBelow = Rational(50)

  /// Monitoring intervals of the disease.
  package static let monitoringIntervals = Rational(3, over: 2)
  /// Days.
  package static let activeDays = 182

  /// Thresholds that a baseline must be away from the best score to show a response.
  package static let roomInThresholds = Rational(3, over: 2)
  /// Of the room at the baseline that a response regains at least.
  package static let shareOfRoom = Rational(1, over: 4)
  /// Thresholds that one unit of a course is at most.
  package static let unitInThresholds = Rational(2)
  /// Meaningful changes; an index above it is firm, from 1/2 up to it narrow.
  package static let firmAbove = Rational(3, over: 2)
  /// Days beyond the effect-duration between two courses of one series.
  package static let seriesGapDays = 28
  /// Days after the deadline within which a late visit still answers.
  package static let lateVisitDays = 56
  /// The same as a share of the deadline, where that is longer.
  package static let lateVisitShare = Rational(1, over: 4)

  /// Days between the reference of a diagnosis and a score that may be compared with it.
  package static let daysAfterReference = 84
  /// Days between the first and the last of the latest scores of a diagnosis.
  package static let daysBetweenLatestScores = 28
  /// Days after the first dose from which a diagnosis can be worse than before treatment.
  package static let daysOnTreatment = 182
  /// Drugs that must have failed.
  package static let failedTherapies = 2
  /// Days after which an ended course without a new score is history.
  package static let pastDays = 364
  /// Times the baseline of a laboratory value.
  package static let laboratoryRise = Rational(2)

  /// Days around the week that a published criterion names.
  package static let criterionDays = 56
  /// Days before the first dose that belong to an attack.
  package static let daysBeforeAttack = 14

  /// Days on a steroid.
  package static let steroidDays = 56
  /// Upper limits of normal.
  package static let enzymeLimit = Rational(1)
  /// Days before the baseline.
  package static let unstableBaselineDays = 182
  /// Days between two doses.
  package static let shortestCycle = 7
  /// Days between the assessments that are thought through.
  package static let nextAssessmentDays = 28
  /// How many assessments are thought through.
  package static let nextAssessments = 3
  /// Days shown before and after a course.
  package static let chartMarginDays = 182
  /// Share of the range of the total, where the measure says nothing else.
  package static let unusualShare = Rational(1, over: 2)
}

/// One of them with its reason, for reading.
package struct Convention: Sendable {
  package let id: String
  package let value: Rational
  package let unit: String
  package let reason: String
  package let verification: Verification
  /// Section, or section and row, of response.md that speaks of it; `-` where none does.
  package let row: String

  init(_ id: String, _ value: Rational, _ unit: String, _ reason: String, row: String = "-") {
    self.id = id
    self.value = value
    self.unit = unit
    self.reason = reason
    verification = .convention
    self.row = row
  }

  init(_ id: String, _ value: Int, _ unit: String, _ reason: String, row: String = "-") {
    self.init(id, Rational(value), unit, reason, row: row)
  }
}

extension Conventions {
  /// In the order of response.md, then what only evidence and entry use.
  package static let all: [Convention] = [
    Convention(
      "baseline-days-before", baselineDaysBefore, "days",
      "a score of the last three months still describes the patient at the first dose; a default "
        + "that a disease may change", row: "2"),
    Convention(
      "baseline-days-after", baselineDaysAfter, "days",
      "a score of the first week is still from before an effect; a default that a disease may change",
      row: "2"),
    Convention(
      "days-between-follow-ups", daysBetweenFollowUps, "days",
      "scores closer together are one visit: the later one counts", row: "2"),
    Convention(
      "judged-follow-ups", judgedFollowUps, "follow-ups",
      "single scores fluctuate; the mean of up to three is steadier and still recent",
      row: "3"),
    Convention(
      "most-change", mostChange, "meaningful changes",
      "one measure must not outweigh all others, for better or worse", row: "3"),
    Convention(
      "response", response, "meaningful changes",
      "one published meaningful change is a response", row: "3.5, 4.9"),
    Convention(
      "partial", partial, "meaningful changes",
      "half a meaningful change is partly better; below it a response is missing once it is due",
      row: "3.7, 4.19"),
    Convention(
      "worse", worse, "meaningful changes",
      "one meaningful change worse is a worsening", row: "3.6, 4.3, 4.6"
    ),
    Convention(
      "decline-at-once", declineAtOnce, "worsening thresholds",
      "so much below the best follow-up is a decline at the first score; a smaller one needs two",
      row: "3"),
    Convention(
      "possibly-worse", possiblyWorse, "meaningful changes",
      "where stability is expected, half a meaningful change worse is looked at",
      row: "4.4"),
    Convention(
      "declining-groups", Rational(1) / decliningOneIn, "of the groups",
      "a response declines as a whole when more than half of its groups do",
      row: "4.8"),
    Convention(
      "days-before-deadline", daysBeforeDeadline, "days",
      "a visit a few days early is that visit", row: "4.18"),
    Convention(
      "frequent-below", frequentBelow, "% who respond",
      "where fewer than half respond, a missing response is expected to be frequent",
      row: "4"),
    Convention(
      "monitoring-intervals", monitoringIntervals, "monitoring intervals",
      "a visit may slip by half an interval before its scores are called overdue",
      row: "6"),
    Convention(
      "active-days", activeDays, "days",
      "a disease counts as active for 26 weeks after a score that leaves room for a meaningful change",
      row: "6"),
    Convention(
      "room-in-thresholds", roomInThresholds, "thresholds",
      "who starts closer to the best score cannot show a response beyond the noise",
      row: "3.3"),
    Convention(
      "share-of-room", shareOfRoom, "of the room",
      "a response is the published change, and at least a quarter of what could be regained",
      row: "3"),
    Convention(
      "unit-in-thresholds", unitInThresholds, "thresholds",
      "who keeps the published change is never below 1/2 by that measure",
      row: "3"),
    Convention(
      "firm-above", firmAbove, "meaningful changes",
      "in simulated clinics a response above it is missing in one course of ten",
      row: "4"),
    Convention(
      "series-gap-days", seriesGapDays, "days",
      "four weeks after an effect ended the same drug goes on; later it begins anew",
      row: "4"),
    Convention(
      "late-visit-days", lateVisitDays, "days",
      "a visit planned for the deadline may be eight weeks late", row: "2"),
    Convention(
      "late-visit-share", lateVisitShare, "of the deadline",
      "where a response may take long, visits are further apart", row: "2"),
    Convention(
      "days-after-reference", daysAfterReference, "days",
      "twelve weeks: earlier scores still describe the beginning", row: "5"),
    Convention(
      "days-between-latest-scores", daysBetweenLatestScores, "days",
      "scores of one bad week are no state", row: "5"),
    Convention(
      "days-on-treatment", daysOnTreatment, "days",
      "half a year of treatment before the whole is called worse", row: "5.2"),
    Convention(
      "failed-therapies", failedTherapies, "drugs",
      "one drug may fail by itself; the second asks for the diagnosis", row: "5.1"),
    Convention(
      "past-days", pastDays, "days",
      "a year after the stop without a score the patient needs a visit first",
      row: "6"),
    Convention(
      "laboratory-rise", laboratoryRise, "times the baseline",
      "a doubling at two visits is more than the noise of a laboratory value",
      row: "6"),
    Convention(
      "criterion-days", criterionDays, "days",
      "visits rarely fall on the week that a criterion names; the last score within 8 weeks of it counts"
    ),
    Convention(
      "days-before-attack", daysBeforeAttack, "days",
      "weakness begins up to two weeks before the first dose", row: "9"),
    Convention(
      "steroid-days", steroidDays, "days",
      "a steroid of 8 weeks or more may weaken muscle by itself"),
    Convention(
      "enzyme-limit", enzymeLimit, "x upper limit",
      "weakness with a normal enzyme fits steroid myopathy better than active disease"),
    Convention(
      "unstable-baseline-days", unstableBaselineDays, "days",
      "scores of the 26 weeks before the baseline show whether it was taken in a fluctuation"),
    Convention(
      "shortest-cycle", shortestCycle, "days",
      "with doses further apart than a week, the day in the cycle on which a score was taken matters"
    ),
    Convention(
      "next-assessment-days", nextAssessmentDays, "days",
      "what would turn a flag off is thought through for assessments four weeks apart"),
    Convention(
      "next-assessments", nextAssessments, "assessments",
      "no further than the follow-ups that are judged together"),
    Convention(
      "chart-margin-days", chartMarginDays, "days",
      "a chart shows half a year before a course and after it, so that its change can be seen"),
    Convention(
      "unusual-share", unusualShare, "of the range",
      "a larger step since the last score is asked about at entry; a default that a measure may change"
    ),
  ]
}
