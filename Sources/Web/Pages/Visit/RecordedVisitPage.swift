import Clinic
import Outcomes
import Reporting

/// One visit as it is recorded: what was saved, beside what was before; it can be withdrawn or moved
/// as a whole.
enum RecordedVisitPage {
  private static let path = "patients/:patient/visits/:day"
  private static let seen = "seen-visit"
  private static let reason = "reason"

  static let routes: [Route] = [
    .get(path, for: .clinical) { request in
      try await page(request, try await visit(request), FormProblems())
    },
    .post(path + "/withdraw", for: .clinical, fields: .named([seen, "withdraw-reason"])) {
      try await withdraw($0)
    },
    .post(
      path + "/move", for: .clinical, fields: .named([seen, reason, "to-patient", "to-day"])
    ) { try await move($0) },
  ]

  private static func visit(_ request: PageRequest) async throws -> RecordedVisit {
    let id = try request.patient()
    guard let day = Day(iso: try request.parameter("day")) else { throw WebFault.notFound }
    do {
      return try await request.atDesk { try $0.recordedVisit(id, on: day) }
    } catch DeskRefusal.unknownPatient {
      throw WebFault.notFound
    }
  }

  private static func withdraw(_ request: PageRequest) async throws -> PageAnswer {
    let visit = try await visit(request)
    let form = request.form
    var problems = FormProblems()
    if form["withdraw-reason"].isEmpty {
      problems.add("withdraw-reason", "Say why the visit is withdrawn.")
      return try await page(request, visit, problems)
    }
    let (id, day) = (visit.patient.id, visit.day)
    do {
      try await request.atDesk {
        try $0.withdrawVisit(
          id, on: day, seen: form[seen], reason: form["withdraw-reason"])
      }
    } catch {
      try problems.add(refused: error, at: "withdraw-reason", request)
      return try await page(request, visit, problems)
    }
    return request.done("Visit of \(day) withdrawn,", at: try request.path(of: id))
  }

  private static func move(_ request: PageRequest) async throws -> PageAnswer {
    let visit = try await visit(request)
    let form = request.form
    var problems = FormProblems()
    let day = form.neededDay("to-day", "The day of the visit", &problems)
    if form["to-patient"].isEmpty {
      problems.add(
        "to-patient", "An identifier is needed; that of this patient moves the day alone.")
    }
    if form[reason].isEmpty { problems.add(reason, "Say why the visit is moved.") }
    guard problems.isEmpty, let day else { return try await page(request, visit, problems) }
    let (id, from) = (visit.patient.id, visit.day)
    let target = Patient.ID(form["to-patient"])
    do {
      try await request.atDesk {
        try $0.moveVisit(
          id, on: from, to: target, on: day, seen: form[seen], reason: form[reason])
      }
    } catch let refusal as EntryRefusal {
      problems.add("to-patient", refusal.description)
      return try await page(request, visit, problems)
    } catch {
      try problems.add(refused: error, at: "to-patient", [.visitDay: "to-day"], request)
      return try await page(request, visit, problems)
    }
    return request.done("Visit moved,", at: try request.path(of: target, "visits/\(day.iso)"))
  }

  private static func page(
    _ request: PageRequest, _ visit: RecordedVisit, _ problems: FormProblems
  ) async throws -> PageAnswer {
    let home = try request.path(of: visit.patient.id)
    let frame = try await request.frame("Visit", of: visit.patient, noting: "visit")
    var html = HTMLWriter()
    html.markup("<p class=\"lead\">What is recorded of \(sentence: visit.day.iso).</p>\n")
    if visit.isEmpty {
      html.markup("<p>Nothing is recorded of this day.</p>\n")
    } else {
      html.markup("<ul class=\"recorded-visit\">\n\(visit.lines.map { line($0, home) })</ul>\n")
      if let note = visit.note {
        html.markup("<p>\(sentence: Wording.visit(note) + ".")</p>\n")
      }
    }
    if !visit.notEntered.isEmpty {
      html.markup(
        "<p class=\"not-entered\">Not entered: \(visit.notEntered.joined(separator: ", ")).</p>\n")
    }
    html.markup(
      """
      \(visit.courses.map { course in
        "<p><b>\(course.treatment)</b>: \(sentence: course.verdict), as of \(sentence: request.asOf.iso).</p>\n"
      })<p class="doing no-print"><a class="button" href="\(home)">To the patient</a>
      <a class="button second" href="\(home)/visits?date=\(visit.day.iso)">Add to this visit</a></p>

      """)
    if !visit.isEmpty {
      html.markup("<h2>Entered in error</h2>\n<div class=\"pair-of-forms\"><div>\n")
      html.form(try withdrawForm(request, visit, problems, home))
      html.markup("</div>\n<div>\n")
      html.form(try moveForm(request, visit, problems, home))
      html.markup("</div></div>\n")
    }
    return request.page(frame, html, problems)
  }

  private static func line(_ line: RecordedVisit.Line, _ home: String) -> Markup {
    let more = ([line.sinceLast].compactMap(\.self) + line.sinceBaseline).map { text -> Markup in
      " <span>\(sentence: text)</span>"
    }
    return """
      <li><a href="\(home)/scores/\(line.number)">\(line.text)</a>\(more)\
      \(line.remark.map { " <span class=\"remark\">\($0)</span>" })</li>

      """
  }

  private static func withdrawForm(
    _ request: PageRequest, _ visit: RecordedVisit, _ problems: FormProblems, _ home: String
  ) throws -> PlainForm {
    try PlainForm(
      request, action: "\(home)/visits/\(visit.day.iso)/withdraw",
      lead: "Withdraw the whole visit: it counts no more and stays in the history.",
      button: "Withdraw the visit",
      fields: [
        .text(
          TextField("withdraw-reason", "Reason")
            .filled(request.form["withdraw-reason"], problems)),
        .hidden(name: seen, value: visit.seen),
      ])
  }

  private static func moveForm(
    _ request: PageRequest, _ visit: RecordedVisit, _ problems: FormProblems, _ home: String
  ) throws -> PlainForm {
    let form = request.form
    var day = TextField.date("to-day", "To the day")
    day.type = "date"
    day.hint = nil
    return try PlainForm(
      request, action: "\(home)/visits/\(visit.day.iso)/move",
      lead: "Move the whole visit to another day, or to another patient.",
      button: "Move the visit",
      fields: [
        .text(
          TextField("to-patient", "To the patient, by identifier").filled(
            form.contains("to-patient") ? form["to-patient"] : visit.patient.id.text, problems)),
        .text(day.filled(form.contains("to-day") ? form["to-day"] : visit.day.iso, problems)),
        .text(TextField(reason, "Reason").filled(form[reason], problems)),
        .hidden(name: seen, value: visit.seen),
      ])
  }
}
