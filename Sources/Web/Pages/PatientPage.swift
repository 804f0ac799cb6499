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
    let judged = try await request.judge(id)
    let numbers = try await FactNumbers(of: id, request)
    let record = judged.record
    var html = HTMLWriter()
    try html.template(
      "patient", try PatientView(judged, numbers, request), request.site.templates)
    let changes = try await request.atDesk { try $0.treatmentChanges(of: id) }
    if let chart = SVGChart(patient: judged, library: library, changes: changes) {
      html.markup("<h2 id=\"course\">Course</h2>\n")
      ChartFigure.write(chart, to: &html)
    }
    try html.template(
      "patient-courses", try CoursesView(judged, numbers, request), request.site.templates)
    let grid = ScoreGrid(record, library: library)
    html.markup("<h2 id=\"scores\">Scores by visit</h2>\n")
    if grid.rows.isEmpty {
      html.markup("<p>No score is recorded.</p>\n")
    } else {
      try ScoreGridMarkup.write(grid, try request.path(of: id, "scores"), to: &html)
    }
    let frame = try await request.frame("Patient", of: record.patient, noting: "chart")
    return try request.page(frame, html)
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
    try BackLink.write("Back to the patient", try request.path(of: patient.id), to: &html)
    let frame = try await request.frame(
      "History of corrections", of: patient, noting: "history")
    return try request.page(frame, html)
  }
}

extension PageRequest {
  /// The judgement of a patient at the desk's day; 404 for one who is not registered.
  func judge(_ id: Patient.ID) async throws -> PatientJudgement {
    do {
      return try await atDesk { try $0.judge(id) }
    } catch DeskRefusal.unknownPatient {
      throw WebFault.notFound
    }
  }
}

/// A link to where one came from.
enum BackLink {
  static func write(_ label: StaticString, _ address: String, to html: inout HTMLWriter) throws {
    html.markup("<p class=\"no-print\"><a href=\"")
    html.text(address)
    html.markup("\">")
    html.markup(label)
    html.markup("</a></p>\n")
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

private struct PatientView {
  let path: String
  let asOf: String
  let flags: [FlagLineView]
  let hasFlags: Bool
  let diagnoses: [DiagnosisView]
  let hasDiagnoses: Bool

  init(_ judged: PatientJudgement, _ numbers: FactNumbers, _ request: PageRequest) throws {
    path = try request.path(of: judged.record.patient.id)
    asOf = judged.asOf.iso
    flags = judged.openFlags.map { FlagLineView($0, judged) }
    hasFlags = !flags.isEmpty
    let path = path
    diagnoses = judged.record.diagnoses.map { diagnosis in
      DiagnosisView(
        text: RecordText.diagnosis(diagnosis, request.library),
        note: diagnosis.note.isEmpty ? nil : diagnosis.note,
        address: numbers.running(diagnosis).map { "\(path)/diagnoses/\($0)" })
    }
    hasDiagnoses = !diagnoses.isEmpty
  }
}

private struct FlagLineView {
  let severity: String
  let word: String
  let text: String

  init(_ flag: Flag, _ judged: PatientJudgement) {
    severity = flag.severity.rawValue
    word = flag.severity.rawValue.prefix(1).uppercased() + flag.severity.rawValue.dropFirst()
    text = Wording.headline(flag, in: judged)
  }
}

private struct DiagnosisView {
  let text: String
  let note: String?
  let address: String?
}

private struct CoursesView {
  let courses: [CourseView]
  let hasCourses: Bool
  let reviews: [String]
  let hasReviews: Bool
  let path: String

  init(_ judged: PatientJudgement, _ numbers: FactNumbers, _ request: PageRequest) throws {
    let path = try request.path(of: judged.record.patient.id)
    self.path = path
    courses = judged.courses.reversed().map {
      CourseView($0, path: path, number: numbers.number($0.course))
    }
    hasCourses = !courses.isEmpty
    reviews = judged.record.reviews.sorted { ($0.day, $0.entry) > ($1.day, $1.entry) }
      .map { Wording.review($0, library: request.library) }
    hasReviews = !reviews.isEmpty
  }
}

private struct CourseView {
  let therapy: String
  let dates: String
  let intent: String
  let dose: String
  let verdict: String
  let index: String
  let address: String?
  let isRunning: Bool

  init(_ judged: CourseJudgement, path: String, number: Int?) {
    let course = judged.course
    therapy = Wording.treatment(judged)
    dates = "\(course.start) to " + (course.stop.map { "\($0)" } ?? "now")
    intent = Wording.intent(course.intent)
    dose =
      course.dose.map { dose in
        "\(dose.plain(4)) \(course.unit)" + (course.intervalDays.map { ", every \($0) days" } ?? "")
      } ?? ""
    verdict = Wording.verdict(judged)
    index = judged.index.map { $0.decimal(2) } ?? ""
    address = number.map { "\(path)/treatments/\($0)" }
    isRunning = course.stop == nil
  }
}
