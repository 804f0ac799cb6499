package import Outcomes

/// A series of courses in one line, and its cycles.
extension TreatmentText {
  /// More cycles than this are cut in the middle.
  private static let mostCycles = 12

  /// `from 2024-01-05, running`; of a series `4 cycles since 2025-01-10, the last from 2025-09-02 to
  /// 2025-09-23`.
  package static func period(_ judged: CourseJudgement) -> String {
    let course = judged.course
    guard judged.isSeries, let last = judged.cycles.last else {
      return "from \(course.startGiven.text), \(stop(course) ?? "running")"
    }
    let lead =
      "\(Wording.counted(judged.cycles.count, "cycle")) since \(course.startGiven.text), the last "
      + "from \(last.startGiven.text)"
    guard let stop = stop(last) else { return lead + ", running" }
    return lead + " \(stop)" + (course.stop == nil ? ", an earlier one running" : "")
  }

  /// `2025-01-10 to 2025-01-31 (no effect)`, `2025-01-10 to now`.
  package static func dates(_ course: TreatmentCourse) -> String {
    "\(course.startGiven.text) \(stop(course) ?? "to now")"
  }

  /// `The 2 cycles: 2025-01-10 to 2025-01-31; 2025-02-28 to now; each 10 mg/kg weekly.`; that a
  /// cycle was given to its end is not said of each.
  static func cycles(_ judged: CourseJudgement) -> String {
    let regimens = judged.cycles.map { regimen($0) }
    let common = Set(regimens).count == 1 ? regimens[0] : nil
    var shown = zip(judged.cycles, regimens).map { cycle, regimen in
      var cycle = cycle
      if cycle.stopReason == .planned { cycle.stopReason = nil }
      return dates(cycle) + (common == nil ? regimen.map { ", \($0)" } ?? "" : "")
    }
    if shown.count > mostCycles {
      let left = shown.count - mostCycles + 1
      shown.replaceSubrange(3..<(3 + left), with: ["\(left) more"])
    }
    let all = shown + (common.map { ["each \($0)"] } ?? [])
    return "The \(Wording.counted(judged.cycles.count, "cycle")): \(all.joined(separator: "; "))."
  }
}
