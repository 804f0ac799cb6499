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

  private static func page(_ request: PageRequest) async throws -> Answer {
    let id = try request.patient()
    let library = request.library
    let (judged, (numbers, changes)) = try await request.judge(id) { desk, _ in
      (try FactNumbers(of: id, desk), try desk.treatmentChanges(of: id))
    }
    let record = judged.record
    var html = HTMLWriter()
    PatientMarkup.writeHead(judged, numbers, try request.path(of: id), request.library, to: &html)
    if let chart = SVGChart(patient: judged, library: library, changes: changes) {
      html.markup("<h2 id=\"course\">Course</h2>\n")
      ChartFigure.write(chart, to: &html)
    }
    PatientMarkup.writeCourses(judged, numbers, try request.path(of: id), to: &html)
    PatientMarkup.writeReviews(record.reviews, library, to: &html)
    let grid = ScoreGrid(record, library: library)
    html.markup("<h2 id=\"scores\">Scores by visit</h2>\n")
    if grid.rows.isEmpty {
      html.markup("<p>No score is recorded.</p>\n")
    } else {
      ScoreGridMarkup.write(grid, try request.path(of: id, "scores"), to: &html)
    }
    let frame = try await request.frame("Patient", of: record.patient, noting: "chart")
    return request.page(frame, html)
  }

  private static func history(_ request: PageRequest) async throws -> Answer {
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

extension PageRequest {
  /// The judgement of a patient at the desk's day, and what else is asked of the desk with it; 404
  /// for one who is not registered.
  func judge<Value: Sendable>(
    _ id: Patient.ID, _ body: @escaping @Sendable (Desk, PatientJudgement) throws -> Value
  ) async throws -> (PatientJudgement, Value) {
    do {
      return try await atDesk { desk in
        let judged = try desk.judge(id)
        return (judged, try body(desk, judged))
      }
    } catch DeskRefusal.unknownPatient {
      throw WebFault.notFound
    }
  }

  func judge(_ id: Patient.ID) async throws -> PatientJudgement {
    try await judge(id) { _, _ in }.0
  }
}

/// A link to where one came from.
enum BackLink {
  static func write(_ label: String, _ address: String, to html: inout HTMLWriter) {
    html.markup("<p class=\"no-print\"><a href=\"\(address)\">\(label)</a></p>\n")
  }
}

/// A chart in its frame, which scrolls where the screen is narrow.
enum ChartFigure {
  static func write(_ chart: SVGChart, to html: inout HTMLWriter) {
    html.markup(
      "<figure class=\"chart-figure\"><div class=\"chart-scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Chart\">"
    )
    html.chart(chart.markup)
    html.markup(
      """
      </div><figcaption>Time runs to scale. A line joins two scores only where the time between them is \
      no longer than one and a half monitoring intervals; the shaded band reaches from the baseline to \
      one meaningful change. All values stand in the table of scores.</figcaption></figure>

      """)
  }
}
