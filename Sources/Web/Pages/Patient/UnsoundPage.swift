import Clinic
import Outcomes
import Reporting

/// A record whose seals do not hold: shown as it stands, with a warning, and not judged.
enum UnsoundPage {
  static func page(_ request: PageRequest, _ unsound: UnsoundRecord) async throws -> PageAnswer {
    let library = request.library
    let record = try await request.atDesk { try $0.record(of: unsound.patient) }
    let path = try request.path(of: record.patient.id)
    var html = HTMLWriter()
    html.markup(
      """
      <p class="problems" role="alert">\(unsound.message)</p>
      <h2>Diagnoses</h2>
      <ul class="facts">
      \(record.diagnoses.map { "<li>\(TreatmentText.diagnosis($0, library))</li>\n" })</ul>
      <h2>Treatments</h2>
      <ul class="facts">
      \(record.courses.map { course in
        "<li>\(Wording.therapy(course, library.therapy(course.therapy))), \(TreatmentText.dates(course))</li>\n"
      })</ul>
      <h2 id="scores">Scores by visit</h2>

      """)
    let grid = ScoreGrid(record, library: library)
    if grid.rows.isEmpty {
      html.markup("<p>No score is recorded.</p>\n")
    } else {
      ScoreGridMarkup.write(grid, path, to: &html)
    }
    let frame = try await request.frame("Patient", of: record.patient, noting: "chart, not judged")
    return request.page(frame, html)
  }
}
