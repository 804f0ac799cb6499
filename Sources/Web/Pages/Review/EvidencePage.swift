import Clinic
import Outcomes
import Registry
import Reporting

/// The page that a physician decides from: what `review show` prints, the first screen with the
/// decision beside it.
///
/// Each flag of a patient has one, and so has what a decision saw.
enum EvidencePage {
  static let routes: [Route] = [
    .get("patients/:patient/flag", for: .clinical, query: ["flag", ReviewWay.field]) { request in
      try await page(request, FormProblems())
    },
    .post(
      "patients/:patient/flag", for: .physicians, fields: .named(DecisionForm.fields)
    ) { try await Decisions.close($0) },
    .post(
      "patients/:patient/flag/open", for: .physicians, fields: .named(["flag", "note", "seen"])
    ) { try await Decisions.open($0) },
    .get("patients/:patient/flag/decisions/:decision", for: .clinical) { request in
      try await decision(request)
    },
  ]

  /// Which flag an address or a form is about.
  static func choice(_ fields: FormFields) throws -> FlagChoice {
    let text = fields["flag"]
    if text.isEmpty { return .headline }
    guard let subject = Review.Subject(text: text) else { throw WebFault.notFound }
    return .subject(subject)
  }

  static func page(
    _ request: PageRequest, _ problems: FormProblems
  ) async throws -> PageAnswer {
    let id = try request.patient()
    let path = try request.path(of: id)
    let choice = try choice(request.form.isEmpty ? request.query : request.form)
    // Before what is shown: a change in between is then refused, never overlooked.
    let seen = try await request.atDesk { try $0.seenUpTo(of: id) }
    let (judged, (evidence, changes)) = try await request.judge(id) { desk, judged in
      // A flag that is raised no more leaves the page to the most urgent one.
      let flag = try? desk.flag(choice, of: judged)
      return (
        FlagEvidence(judged, library: desk.library, about: flag),
        try desk.treatmentChanges(of: id)
      )
    }
    let way = try await request.reviewWay(judged.record.patient.id)
    let isPhysician = try request.account.role == .physician
    let decides = isPhysician && evidence.flag?.status.isOpen == true
    var html = HTMLWriter()
    var page = FlagMarkup(evidence, path, way)
    writeFirst(&page, judged, changes, request.library, decides: decides, to: &html)
    html.markup("<aside class=\"side\">\n")
    if let flag = evidence.flag {
      if !isPhysician {
        html.markup("<p class=\"card no-print\">A physician decides on this flag.</p>\n")
      } else if flag.status.isOpen {
        try DecisionForm(
          judged: judged, flag: flag, seen: seen, request: request, problems: problems
        ).write(to: &html)
      } else {
        html.markup("<h2 id=\"open\" class=\"no-print\">Open again</h2>\n")
        html.form(try DecisionForm.reopening(judged, flag, seen: seen, request, problems))
      }
    }
    FlagSide.write(page, to: &html)
    html.markup("</aside>\n")
    try writeRest(&page, judged, request, isOpen: true, to: &html)
    BackLink.write("To the patient", path, to: &html)
    var frame = try await request.frame(
      "Review of the response", of: judged.record.patient, noting: "flag")
    frame.hasOwnHeading = true
    frame.identity?.jump = try request.jump(way)
    frame.identity?.physician = judged.record.patient.physician
    return request.page(frame, html, problems)
  }

  /// What a decision saw.
  private static func decision(_ request: PageRequest) async throws -> PageAnswer {
    let id = try request.patient()
    guard let number = Int(try request.parameter("decision")) else { throw WebFault.notFound }
    let seen: DecisionSeen
    do {
      seen = try await request.atDesk { try $0.decision(number, of: id) }
    } catch DeskRefusal.noSuchDecision, DeskRefusal.unknownPatient {
      throw WebFault.notFound
    }
    let path = try request.path(of: id)
    let evidence = FlagEvidence(
      seen.judged, library: request.library, about: seen.flag, decision: seen.review)
    var html = HTMLWriter()
    var page = FlagMarkup(evidence, path, nil)
    writeFirst(&page, seen.judged, [], request.library, decides: false, to: &html)
    html.markup(
      """
      <aside class="side">
      <section class="card"><h2>Signature</h2>
      <p>Signed by \(seen.review.physician) on \(sentence: String(seen.instant.prefix(10))) at \
      \(String(seen.instant.dropFirst(11).prefix(8))) UTC: \(Wording.decision(seen.review.decision)). \
      It means: \(PageRequest.signatureMeaning)</p></section>

      """)
    FlagSide.write(page, to: &html)
    html.markup("</aside>\n")
    try writeRest(&page, seen.judged, request, isOpen: false, to: &html)
    BackLink.write("To the evidence of today", path + "/flag", to: &html)
    var frame = try await request.frame(
      "What a decision saw", of: seen.judged.record.patient, noting: "decision")
    frame.hasOwnHeading = true
    frame.identity?.physician = seen.judged.record.patient.physician
    return request.page(frame, html, FormProblems())
  }

  /// The first screen; the side follows it.
  private static func writeFirst(
    _ page: inout FlagMarkup, _ judged: PatientJudgement, _ changes: [TreatmentChange],
    _ library: Library, decides: Bool, to html: inout HTMLWriter
  ) {
    html.markup("<div class=\"two flag\">\n<div class=\"first\">\n")
    page.writeHead(decides: decides, to: &html)
    page.writeTherapies(to: &html)
    if let course = page.evidence.course {
      let chart = SVGChart(
        course: course, under: page.evidence.flag.flatMap { judged.diagnosis(of: $0) }, in: judged,
        library: library, changes: changes)
      if let chart {
        html.markup(
          "<h2>Treatments and scores <span class=\"small\">as of \(sentence: page.evidence.asOf)</span></h2>\n"
        )
        ChartFigure.write(chart, to: &html)
      }
    }
    html.markup("</div>\n")
  }

  /// What is looked up: values, questions, the verdict's reasons, sources.
  private static func writeRest(
    _ page: inout FlagMarkup, _ judged: PatientJudgement, _ request: PageRequest, isOpen: Bool,
    to html: inout HTMLWriter
  ) throws {
    html.markup("<div class=\"rest\">\n")
    page.writeValues(to: &html)
    if let found = page.evidence.reevaluation {
      let questions = FlagQuestions(
        found, rule: page.evidence.flag?.kind.rule, course: page.evidence.course, judged,
        isOpen: isOpen)
      if isOpen {
        let address = try request.path(of: judged.record.patient.id, "reevaluation")
        let flag = page.evidence.flag.map { judged.subject(of: $0).text } ?? ""
        html.markup(
          """
          <form method="post" action="\(address)" class="asking">
          <input type="hidden" name="nonce" value="\(try request.nonce(for: address))">
          <input type="hidden" name="disease" value="\(found.disease.text)">
          <input type="hidden" name="flag" value="\(flag)">
          <input type="hidden" name="list" value="\(request.listFilter.text)">

          """)
        questions.write(&page.notes, to: &html)
        let more = address + "?disease=" + FormFields.encode(found.disease.text)
        html.markup(
          """
          <p class="doing no-print"><label>Found on <input class="status" name="day" type="text" value="\(request.today.iso)" \
          autocomplete="off"></label> <button class="button">Save where the rows stand</button>
          <a href="\(more)">Something else, and what was said before</a></p>
          \(found.summary.map { "<p class=\"small\">\(sentence: $0)</p>\n" })</form>

          """)
      } else {
        questions.write(&page.notes, to: &html)
      }
    }
    page.writeVerdict(to: &html)
    page.writeSources(to: &html)
    html.markup(
      "<p class=\"print signature\">Decision: ____________________________ Date and signature: ____________________________</p>\n</div>\n</div>\n"
    )
  }
}
