import Clinic
import Outcomes
import Registry
import Reporting

/// One patient: open flags, the chart, courses with their verdicts, scores by visit.
enum PatientPage {
  static let routes: [Route] = [
    .get("patients/:patient", for: .clinical) { try await page($0) },
    .get("patients/:patient/history", for: .clinical) { try await history($0) },
  ]

  private static func page(_ request: PageRequest) async throws -> PageAnswer {
    let id = try request.patient()
    let library = request.library
    let judged: PatientJudgement
    let (numbers, changes): (FactAddresses, [TreatmentChange])
    do {
      (judged, (numbers, changes)) = try await request.judge(id) { desk, _ in
        (try FactAddresses(of: id, desk), try desk.treatmentChanges(of: id))
      }
    } catch let unsound as UnsoundRecord {
      return try await UnsoundPage.page(request, unsound)
    }
    let record = judged.record
    let path = try request.path(of: id)
    var html = HTMLWriter()
    html.markup("<div class=\"two\">\n<div>\n")
    try await UnfinishedEntries.write(request, of: id, to: &html)
    PatientMarkup.writeFlags(judged, path, to: &html)
    PatientMarkup.writeCourses(judged, numbers, path, library, to: &html)
    if let chart = SVGChart(patient: judged, library: library, changes: changes) {
      html.markup("<h2 id=\"course\">Course</h2>\n")
      ChartFigure.write(chart, to: &html)
    }
    html.markup("</div>\n<div class=\"side flowing\">\n")
    PatientMarkup.writeDiagnoses(judged, numbers, path, library, to: &html)
    PatientMarkup.writeReviews(record.reviews, library, to: &html)
    PatientMarkup.writeVisitNotes(record.visitNotes, to: &html)
    PatientMarkup.writeAdministration(path, to: &html)
    html.markup("</div>\n</div>\n")
    let grid = ScoreGrid(record, library: library)
    html.markup("<h2 id=\"scores\">Scores by visit</h2>\n")
    if grid.rows.isEmpty {
      html.markup("<p>No score is recorded.</p>\n")
    } else {
      ScoreGridMarkup.write(grid, path, to: &html)
    }
    var frame = try await request.frame("Patient", of: record.patient, noting: "chart")
    frame.beside = PatientMarkup.actions(path)
    frame.identity?.remark = PatientMarkup.remark(record, library)
    frame.identity?.physician = record.patient.physician
    return request.page(frame, html)
  }

  private static func history(_ request: PageRequest) async throws -> PageAnswer {
    let patient = try await request.registered()
    let table = try await request.atDesk { try $0.corrections(of: patient.id) }
    var html = HTMLWriter()
    html.markup(
      "<p class=\"lead\">What was changed after it was entered. Nothing is ever overwritten.</p>\n")
    if table.rows.isEmpty {
      html.markup("<p>Nothing of this patient was changed.</p>\n")
    } else {
      TableMarkup(table, label: "Corrections").write(to: &html)
    }
    try await MergePages.writeMerges(request, of: patient.id, to: &html)
    BackLink.write("Back to the patient", try request.path(of: patient.id), to: &html)
    let frame = try await request.frame(
      "History of corrections", of: patient, noting: "history")
    return request.page(frame, html)
  }
}
