import Clinic
import Foundation
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
    writeHead(judged, numbers, try request.path(of: id), request.library, to: &html)
    if let chart = SVGChart(patient: judged, library: library, changes: changes) {
      html.markup("<h2 id=\"course\">Course</h2>\n")
      ChartFigure.write(chart, to: &html)
    }
    writeCourses(judged, numbers, try request.path(of: id), to: &html)
    writeReviews(record.reviews, library, to: &html)
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

  /// What can be done, the diagnoses, and the open flags.
  private static func writeHead(
    _ judged: PatientJudgement, _ numbers: FactNumbers, _ path: String, _ library: Library,
    to html: inout HTMLWriter
  ) {
    html.markup(
      """
      <p class="doing no-print">
      <a class="button" href="\(path)/visits">Enter a visit</a>
      <a class="button second" href="\(path)/treatments">Start a treatment</a>
      <a class="button second" href="\(path)/diagnoses">Add a diagnosis</a>
      <a href="\(path)/history">History of corrections</a>
      <a href="\(path)/edit">Particulars</a>
      <a href="\(path)/merge">Registered twice?</a>
      </p>
      <ul class="facts">

      """)
    for diagnosis in judged.record.diagnoses {
      let text = TreatmentText.diagnosis(diagnosis, library)
      let change: Markup? = numbers.running(diagnosis).map { number in
        """
         <a class="no-print" href="\(path)/diagnoses/\(number)">revise or end<span class="unseen"> \(text)</span></a>
        """
      }
      let note: Markup? =
        diagnosis.note.isEmpty ? nil : "<span class=\"under\">\(diagnosis.note)</span>"
      html.markup("<li>\(sentence: text)\(change)\(note)</li>\n")
    }
    if judged.record.diagnoses.isEmpty {
      html.markup(
        "<li>No diagnosis is recorded: without one no response can be judged.</li>\n")
    }
    html.markup("</ul>\n")
    writeFlags(judged, path, to: &html)
  }

  private static func writeFlags(
    _ judged: PatientJudgement, _ path: String, to html: inout HTMLWriter
  ) {
    let flags = judged.openFlags
    guard !flags.isEmpty else {
      html.markup(
        "<p>No flag is open as of \(judged.asOf.iso). That says only that nothing recorded asks for a review.</p>\n"
      )
      return
    }
    html.markup(
      """
      <section class="card flags" aria-labelledby="flags-title">
      <h2 id="flags-title">To review</h2>
      <ul>
      \(flags.map { flag in
        """
        <li><span class="severity \(flag.severity.rawValue)">\(flag.severity.rawValue.capitalized)</span> \
        \(sentence: Wording.headline(flag, in: judged))</li>

        """
      })</ul>
      <p class="no-print"><a class="button" href="\(path)/flag">Look at the evidence</a></p>
      </section>

      """)
  }

  private static func writeCourses(
    _ judged: PatientJudgement, _ numbers: FactNumbers, _ path: String, to html: inout HTMLWriter
  ) {
    html.markup("<h2 id=\"treatments\">Treatments and response</h2>\n")
    guard !judged.courses.isEmpty else {
      html.markup("<p>No treatment is recorded.</p>\n")
      return
    }
    html.markup(
      """
      <div class="wide" role="region" tabindex="0" aria-label="Treatments">
      <table class="stacking">
      <thead><tr><th scope="col">Treatment</th><th scope="col">From, to</th><th scope="col">Intent</th>\
      <th scope="col">Dose</th><th scope="col" class="number">Index</th><th scope="col">Verdict</th>\
      <th scope="col" class="no-print">Change</th></tr></thead>
      <tbody>

      """)
    for course in judged.courses.reversed() {
      let address = numbers.number(course.course).map { "\(path)/treatments/\($0)" }
      html.markup(row(course, address))
    }
    html.markup(
      """
      </tbody>
      </table>
      </div>
      <p class="aside">Index: mean change of the counted measures; 1 is one meaningful change better than the baseline.</p>

      """)
  }

  private static func row(_ judged: CourseJudgement, _ address: String?) -> Markup {
    let course = judged.course
    let therapy = Wording.treatment(judged)
    let dates = "\(course.start) to " + (course.stop.map { "\($0)" } ?? "now")
    let dose = course.dose.map { TreatmentText.dose($0, course) }
    let change: Markup? = address.map { address in
      """
      <a href="\(address)">change\(" or stop", if: course.stop == nil)<span class="unseen"> \(therapy) \(dates)</span></a>
      """
    }
    return """
      <tr><th scope="row" data-label="Treatment">\(therapy)</th><td data-label="From, to">\(sentence: dates)</td>\
      <td data-label="Intent">\(Wording.intent(course.intent))</td><td data-label="Dose">\(dose ?? "")</td>\
      <td class="number" data-label="Index">\(judged.index.map { $0.decimal(2) } ?? "")</td>\
      <td data-label="Verdict">\(Wording.verdict(judged))</td>\
      <td data-label="Change" class="no-print">\(change)</td></tr>

      """
  }

  private static func writeReviews(
    _ reviews: [Review], _ library: Library, to html: inout HTMLWriter
  ) {
    guard !reviews.isEmpty else { return }
    html.markup("<h2>Reviews</h2>\n<ul class=\"facts\">\n")
    for review in reviews.sorted(by: { ($0.day, $0.entry) > ($1.day, $1.entry) }) {
      html.markup("<li>\(sentence: Wording.review(review, library: library))</li>\n")
    }
    html.markup("</ul>\n")
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
