package import Outcomes

/// What the flag page shows of one course, as tables and plain sentences for other writers than the
/// text page: the same cells and the same words.
package struct CourseFigures: Sendable {
  package struct Scores: Sendable {
    /// `INCAT, points, higher is worse`.
    package var title: String
    /// Baseline and follow-ups; nil without a baseline.
    package var table: Table?
    /// Change against the threshold, its source, the published criterion.
    package var points: [String]
  }

  package let scores: [Scores]
  /// Date and index of every follow-up.
  package let index: Table

  package init(_ course: CourseJudgement, in patient: PatientJudgement) {
    scores = course.measures.map { judged in
      let direction = Wording.direction(judged.isHigherBetter ? .higherIsBetter : .higherIsWorse)
      let evidence = MeasureEvidence(judged: judged, course: course, record: patient.record)
      return Scores(
        title:
          "\(Wording.label(judged.measure, variant: judged.variant)), \(judged.unit), \(direction)",
        table: evidence.table, points: evidence.points)
    }
    index = Table(
      columns: [.init("date", "Date", .date), .init("index", "Response index", .number)],
      rows: course.indexHistory.map { [.day($0.day), .decimal($0.index, places: 2)] })
  }
}

extension ReportSection {
  /// The items without the text page's bullets and line breaks.
  package var sentences: [String] { items.map(\.asSentence) }
}

extension String {
  /// A wrapped point or paragraph of a text page as one line.
  package var asSentence: String {
    let words = split { $0 == " " || $0 == "\n" }
    return (words.first == "-" ? words.dropFirst() : words[...]).joined(separator: " ")
  }
}

/// A course, a diagnosis or a person in one line, for other writers than the text page.
package enum RecordText {
  /// `IVIG, from 2024-01-05, running; to bring improvement; 1 g/kg every 3 weeks`.
  package static func course(_ judged: CourseJudgement) -> String { TreatmentText.course(judged) }

  /// `CIDP since 2025-07-08, first symptoms 2024-12-03`.
  package static func diagnosis(_ diagnosis: Diagnosis, _ library: Library) -> String {
    TreatmentText.diagnosis(diagnosis, library)
  }
}
