import Clinic
import Outcomes
import Registry
import Reporting

/// The page that a physician decides from: what `recheck review show` gives, scores before the
/// verdict, and the decision in place.
enum EvidencePage {
  static let routes: [Route] = [
    .get("patients/:patient/flag", for: .clinical) { request in
      try await page(request, FormProblems())
    },
    .post(
      "patients/:patient/flag", for: .physicians,
      fields: .named(["about", "decision", "revised-to", "until", "note", "seen"])
    ) { try await close($0) },
  ]

  private static func close(_ request: PageRequest) async throws -> Answer {
    let id = try request.patient()
    let form = request.form
    var problems = FormProblems()
    let judged = try await request.judge(id)
    if form["seen"] != "\(lastEntry(judged))" {
      problems.add(
        "", "The record has changed since you opened this page. Look at it again, then decide.")
    }
    let decision = Review.Decision(rawValue: form["decision"])
    if decision == nil { problems.add("decision", "Choose a decision.") }
    if form["note"].isEmpty { problems.add("note", "Say in a note what the decision rests on.") }
    let until = DateText.day(form, "until", &problems)
    let disease = form["revised-to"]
    if decision == .diagnosisRevised, disease.isEmpty {
      problems.add("revised-to", "Say to which disease the diagnosis was revised.")
    }
    if decision == .deferred, form["until"].isEmpty {
      problems.add("until", "Say until which day the decision is deferred.")
    }
    guard problems.isEmpty, let decision else { return try await page(request, problems) }
    let about = form["about"]
    let note = form["note"]
    do {
      let closed = try await request.atDesk { desk in
        try desk.closeFlags(
          of: id, decision: decision, note: note,
          revisedTo: disease.isEmpty ? nil : Disease.ID(disease), deferredUntil: until,
          only: about.isEmpty ? nil : about)
      }
      return request.done(
        "\(Wording.counted(closed.count, "flag")) closed,", at: try request.path(of: id))
    } catch {
      try problems.add(refused: error, at: "decision")
      return try await page(request, problems)
    }
  }

  /// The position of the latest evidence in the clinic file.
  private static func lastEntry(_ judged: PatientJudgement) -> Int {
    let record = judged.record
    return (record.scores.map(\.entry) + record.courses.map(\.entry) + record.reviews.map(\.entry))
      .max() ?? 0
  }

  private static func page(
    _ request: PageRequest, _ problems: FormProblems
  ) async throws -> Answer {
    let id = try request.patient()
    let site = request.site
    let judged = try await request.judge(id)
    let text = try await request.atDesk { FlagPage(judged, library: $0.library) }
    let course = (judged.headline ?? judged.openFlags.first).flatMap { judged.course(of: $0) }
    var html = HTMLWriter()
    try html.template("flag", FlagHeadView(text, judged), site.templates)
    if let course {
      let changes = try await request.atDesk { try $0.treatmentChanges(of: id) }
      try writeScores(course, judged, changes, request, to: &html)
    }
    try html.template("flag-why", FlagWhyView(text), site.templates)
    if !judged.openFlags.isEmpty {
      if try request.account.role == .physician {
        html.markup("<h2 id=\"close\" class=\"no-print\">Decide</h2>\n")
        try html.template(
          "form", CloseView(form: try form(judged, request, problems)), site.templates)
      } else {
        html.markup("<p class=\"no-print\">A physician decides on this flag.</p>\n")
      }
    }
    try BackLink.write("To the patient", try request.path(of: id), to: &html)
    var frame = try await request.frame(
      "Review of the response", of: judged.record.patient, noting: "flag")
    frame.show(problems)
    let bytes = try site.templates.page(frame, body: html.bytes)
    var answer = Answer.html(bytes)
    if !problems.isEmpty { answer.status = .unprocessableContent }
    return answer
  }

  /// Scores first: each counted measure with its values and what they amount to, the chart, the index.
  private static func writeScores(
    _ course: CourseJudgement, _ judged: PatientJudgement, _ changes: [TreatmentChange],
    _ request: PageRequest, to html: inout HTMLWriter
  ) throws {
    let figures = CourseFigures(course, in: judged)
    html.markup("<h2>Scores</h2>\n")
    let chart = SVGChart(
      course: course, in: judged, library: request.library, changes: changes)
    if let chart {
      ChartFigure.write(chart, to: &html)
    }
    html.markup("<div class=\"measures\">\n")
    for scores in figures.scores {
      html.markup("<section class=\"card\"><h3>")
      html.text(scores.title)
      html.markup("</h3>\n")
      if let table = scores.table { TableMarkup(table, label: scores.title).write(to: &html) }
      html.markup("<ul>")
      for point in scores.points {
        html.markup("<li>")
        html.text(point)
        html.markup("</li>")
      }
      html.markup("</ul></section>\n")
    }
    if !figures.index.rows.isEmpty {
      html.markup("<section class=\"card\"><h3>Response index</h3>\n")
      TableMarkup(figures.index, label: "Response index").write(to: &html)
      html.markup(
        "<p class=\"aside\">0 is as at the baseline, 1 is one meaningful change better.</p></section>\n"
      )
    }
    html.markup("</div>\n")
  }

  private static func form(
    _ judged: PatientJudgement, _ request: PageRequest, _ problems: FormProblems
  ) throws -> PlainForm {
    let form = request.form
    var kinds: [FlagKind] = []
    for flag in judged.openFlags where !kinds.contains(flag.kind) { kinds.append(flag.kind) }
    let about =
      [
        Choice(
          "", kinds.count == 1 ? "the open flag" : "all open flags", chosen: form["about"].isEmpty)
      ]
      + (kinds.count == 1
        ? []
        : kinds.map {
          Choice($0.rawValue, "only: \(Wording.phrase($0))", chosen: form["about"] == $0.rawValue)
        })
    let diseases = request.library.diseases.sorted { $0.short < $1.short }
    var until = TextField.date("until", "Deferred until (for “deferred” alone)")
    until.hint = "The flag opens again on that day. Year-month-day, such as 2026-03-12"
    return try PlainForm(
      request,
      lead:
        "A decision holds for the evidence on this page: a new or corrected score, a changed treatment or the end of a deferral opens the flag again.",
      button: "Close with this decision",
      fields: [
        .radios(
          ChoiceField(
            "decision", "Decision", problems,
            Review.Decision.allCases.map {
              Choice($0.rawValue, Wording.decision($0), chosen: form["decision"] == $0.rawValue)
            })),
        .select(ChoiceField("about", "What is decided on", problems, about)),
        .select(
          ChoiceField(
            "revised-to", "Revised to (for “diagnosis revised” alone)", problems,
            [Choice("", "", chosen: form["revised-to"].isEmpty)]
              + diseases.map {
                Choice($0.id.text, $0.name, chosen: form["revised-to"] == $0.id.text)
              })),
        .text(until.filled(form["until"], problems)),
        .area(TextField("note", "Note: what the decision rests on").filled(form["note"], problems)),
        .hidden("seen", "\(lastEntry(judged))"),
      ])
  }
}

private struct CloseView {
  let form: PlainForm
}

private struct FlagHeadView {
  let headline: String
  let status: String?
  let severity: String
  let asOf: String
  let diagnoses: [String]
  let news: [String]
  let hasNews: Bool
  let also: [String]
  let hasAlso: Bool

  init(_ page: FlagPage, _ judged: PatientJudgement) {
    headline = page.headline.asSentence
    status = page.status
    severity = (judged.headline ?? judged.openFlags.first)?.severity.rawValue ?? "note"
    asOf = page.asOf
    diagnoses = page.diagnoses
    news = page.news?.sentences ?? []
    hasNews = !news.isEmpty
    also = page.alsoOpen?.sentences ?? []
    hasAlso = !also.isEmpty
  }
}

/// The sections below the scores, in the order of the text page.
private struct FlagWhyView {
  struct Section {
    let title: String
    let items: [String]
  }
  let sections: [Section]

  init(_ page: FlagPage) {
    let all: [(String, ReportSection?)] = [
      ("Components of the composite", page.composite), ("Verdict, and why", page.verdict),
      ("Published criteria, beside the verdict", page.criteria),
      ("Rule out first", page.ruleOut), ("To reconsider, with what to look for", page.reconsider),
      ("What would turn the flag off", page.turnOff), ("Earlier reviews", page.reviews),
    ]
    sections = all.compactMap { title, section in
      section.map { Section(title: title, items: $0.sentences) }
    }
  }
}
