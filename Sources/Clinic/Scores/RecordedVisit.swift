package import Outcomes
import Registry
import Reporting

/// Everything that is recorded of one patient on one day.
package struct RecordedVisit: Sendable {
  /// One score, and what it says beside the earlier ones.
  package struct Line: Sendable {
    package let number: Int
    /// `INCAT 4 points`.
    package let text: String
    /// `Since 2026-01-12: 7 to 5, better by 2.`; nil: it is the first.
    package let sinceLast: String?
    /// One for each running treatment that it is compared under.
    package let sinceBaseline: [String]
    /// Why a complete score is not judged.
    package let remark: String?
  }

  package let patient: Patient
  package let day: Day
  package let lines: [Line]
  package let note: VisitNote?
  /// What of the core set is not recorded of that day, in printed names.
  package let notEntered: [String]
  /// The running treatments with their verdicts as of the desk's day.
  package let courses: [(treatment: String, verdict: String)]
  /// Stands for what is recorded now; a change of it is refused where it is not the same any more.
  package let seen: String

  /// Nothing is recorded, or nothing any more.
  package var isEmpty: Bool { lines.isEmpty && note?.isEmpty ?? true }

  /// `INCAT 4 points`, `MMT-8: no total`.
  static func total(_ score: Score, _ measure: Measure) -> String {
    let label = Wording.label(measure, variant: measure.separateVariant(score.variant))
    let shown = measure.shown(total: score.total, answers: score.answers)
    guard !shown.isEmpty else { return "\(label): no total" }
    let part = measure.tablePart.flatMap { part in
      score.part.map { value in
        ", \(measure.subscores.first { $0.id == part }?.name.lowercased() ?? part) \(value.plain())"
      }
    }
    let unit = measure.unit.isEmpty ? "" : " \(measure.unit)"
    return Wording.marked("\(label) \(shown)\(unit)\(part ?? "")", score)
  }
}

extension Desk {
  /// What is recorded of a patient on a day, beside what was recorded earlier.
  package func recordedVisit(_ id: Patient.ID, on day: Day) throws -> RecordedVisit {
    let record = try record(of: id)
    let judged = library.judge(record, asOf: asOf)
    let running = judged.courses.filter { $0.course.stop == nil }
    let scores = record.scores.filter { $0.day == day }
    let core = try (visitSet(of: record) + leftOut(of: record)).compactMap { library.measure($0) }
      .filter { $0.scoring.rule != .composite }.flatMap { try blocks(of: $0, in: record, day) }
    return RecordedVisit(
      patient: record.patient, day: day,
      lines: scores.map { line($0, record, running) },
      note: record.visitNote(on: day).flatMap { $0.isEmpty ? nil : $0 },
      notEntered: core.filter(\.recorded.isEmpty).map(\.short),
      courses: running.map { (Wording.treatment($0), Wording.verdict($0)) },
      seen: try file.read { try Self.seen(of: id, on: day, $0) })
  }

  private func line(
    _ score: Score, _ record: PatientRecord, _ running: [CourseJudgement]
  ) -> RecordedVisit.Line {
    guard let measure = library.measure(score.measure) else {
      return RecordedVisit.Line(
        number: score.number, text: "\(score.measure) \(score.total?.plain() ?? "no total")",
        sinceLast: nil, sinceBaseline: [], remark: nil)
    }
    let previous = record.scores.filter {
      $0.measure == score.measure && $0.variant == score.variant && $0.day < score.day
    }.max { $0.day < $1.day }
    let unjudged = measure.tablePart != nil && score.part == nil && score.total != nil
    return RecordedVisit.Line(
      number: score.number, text: RecordedVisit.total(score, measure),
      sinceLast: previous.map { ScoreText.change(measure, to: score.total, since: $0) },
      sinceBaseline: running.compactMap { sinceBaseline(score, $0) },
      remark: unjudged ? Self.centileNeeded(measure, score) : nil)
  }

  /// `48 of 48 points; judged only with the centile of the licensed table`.
  private static func centileNeeded(_ measure: Measure, _ score: Score) -> String {
    let most = measure.range.upperBound.plain()
    return "\(score.total?.plain() ?? "") of \(most) \(measure.unit);"
      + " judged only with the \(measure.tablePart ?? "") of the licensed table."
  }

  private func sinceBaseline(_ score: Score, _ course: CourseJudgement) -> String? {
    let found = course.measures.first { judged in
      judged.measureID == score.measure
        && judged.measure.separateVariant(judged.variant)
          == judged.measure.separateVariant(score.variant)
    }
    let therapy = Wording.therapy(course.course, course.therapy)
    guard let found, let baseline = found.baseline else { return nil }
    if baseline.score.number == score.number { return "This is the baseline of \(therapy)." }
    guard
      let follow = found.series.followUps.first(where: { $0.point.score.number == score.number })
    else { return nil }
    let change = follow.improvement
    let words =
      change.isZero
      ? "unchanged" : "\(change.isNegative ? "worse" : "better") by \(change.magnitude.plain())"
    return "Since the baseline of \(therapy) (\(baseline.day)): \(words)."
  }

  /// The scores and the note of a day with their versions.
  static func seen(of id: Patient.ID, on day: Day, _ reading: Reading) throws -> String {
    let owner = try reading.survivor(of: id) ?? id
    let scores = try reading.scores(of: owner).filter { $0.fact.score.day == day }
      .map { "\($0.number):\($0.version)" }
    let notes = try reading.visits(of: owner).filter { $0.fact.day == day }.map(\.number)
    return (scores + ["n\(notes.max() ?? 0)"]).joined(separator: " ")
  }
}
