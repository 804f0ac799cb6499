/// The rows of response.md section 5, the first that holds.
struct DiagnosisVerdictTable {
  let isChronic: Bool
  /// Courses under the diagnosis, ascending by first dose.
  let courses: [CourseJudgement]
  let references: [DiagnosisReference]
  let index: Rational?
  let firstDose: Day?
  /// The last day on which any immunotherapy of the patient acts; nil while one does without end.
  let lastEffect: Day?
  /// A reference was taken while an earlier immunotherapy acted.
  let referenceWasTreated: Bool
  let asOf: Day

  var verdict: DiagnosisVerdict {
    if isUnanswered { return .unanswered }
    guard isChronic else { return .none }
    if let firstDose, asOf - firstDose >= Conventions.daysOnTreatment, let index, index <= -.one {
      return referenceWasTreated ? .worseThanFirstRecord : .worse
    }
    return isRelapse ? .relapse : .none
  }

  /// R5.1: at least two drugs failed, none had a response or kept the patient stable before the first
  /// failure, and the patient is not better than at the beginning.
  private var isUnanswered: Bool {
    let failed = courses.filter(\.hasFailed)
    guard failed.count >= Conventions.failedTherapies,
      Set(failed.map(\.course.therapy)).count >= Conventions.failedTherapies,
      let first = failed.map(\.course.start).min(), !courses.contains(where: \.hasResponded)
    else { return false }
    let keptStable = courses.contains { $0.verdict == .stable && $0.course.start < first }
    return !keptStable && (index.map { $0 < Conventions.partial } ?? true)
  }

  /// R5.3: no treatment acts any more, one had helped, and most groups decline since its effect ended.
  private var isRelapse: Bool {
    guard let lastEffect, lastEffect < asOf else { return false }
    guard courses.contains(where: { $0.hasResponded || $0.verdict == .stable }) else {
      return false
    }
    let groups = GroupedIndex(references.count) { place in
      GroupedChange(
        group: references[place].series.yardstick.groupNumber, change: .zero,
        isDeclining: references[place].declines(after: lastEffect))
    }
    return groups.mostDecline
  }
}
