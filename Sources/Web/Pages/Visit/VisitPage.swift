import Clinic
import Outcomes
import Reporting

/// Entering a visit: the core set of the patient's diseases as one form, nothing pre-filled.
enum VisitPage {
  private static let path = "patients/:patient/visits"

  static let routes: [Route] = [
    .get(path, for: .clinical, query: ["date", "measures"]) { request in
      let draft = try await request.draft("visit")
      let entered = draft?.fields ?? .none
      return try await page(request, entered, FormProblems(), draftSaved: draft?.saved)
    },
    .post(path, for: .clinical, fields: .checkedByPage, draft: "visit") { try await save($0) },
    .draft("visit", of: path, for: .clinical),
    .post(path + "/discard", for: .clinical, fields: .named([])) { request in
      try await request.discardDraft("visit")
      return .redirect(try request.path(of: request.patient(), "visits"))
    },
  ]

  private static func save(_ request: PageRequest) async throws -> PageAnswer {
    let id = try request.patient()
    let form = request.form
    var problems = FormProblems()
    guard let day = form.neededDay("date", "The day of the visit", &problems) else {
      return try await page(request, form, problems)
    }
    let visit = try await self.visit(request, day: day, form)
    try form.allow(only: VisitView.names(visit))
    do {
      let rater = form["rater"]
      let prepared = try await request.atDesk { desk in
        try desk.prepareVisit(visit, rater: rater) { form.entered($0) }
      }
      let asked = VisitQuestions(form, noted: visit.noted, day: day, &problems)
      guard problems.isEmpty else { return try await page(request, form, problems) }
      guard !prepared.isEmpty || asked != nil else {
        problems.add("", "Nothing was entered. Answer at least one item of one instrument.")
        return try await page(request, form, problems)
      }
      let questions = prepared.flatMap(\.questions)
      guard questions.isEmpty || form["confirm"] == "yes" else {
        for question in questions { problems.add("confirm", question) }
        return try await page(request, form, problems, asksToConfirm: true)
      }
      try await request.atDesk {
        try $0.record(prepared, visit: asked.map { ($0.note, $0.seen) }, of: id)
      }
    } catch DeskRefusal.changedMeanwhile(let meanwhile) {
      MeanwhileWords(words: request.words).add(
        meanwhile, "Nothing was saved yet: see below what is noted of this visit now.",
        to: &problems)
      return try await page(request, form, problems)
    } catch let refusal as VisitRefusal {
      for problem in refusal.problems { problems.add(problem.field, problem.message) }
      return try await page(request, form, problems)
    } catch {
      try problems.add(refused: error, at: "date", RecordFault.Field.visit, request)
      return try await page(request, form, problems)
    }
    try await request.discardDraft("visit")
    return request.done(at: try request.path(of: id))
  }

  private static func visit(
    _ request: PageRequest, day: Day, _ fields: FormFields
  ) async throws -> VisitForm {
    let id = try request.patient()
    let extra = fields["measures"].split(separator: " ").map { Measure.ID(String($0)) }
    do {
      return try await request.atDesk { try $0.visitForm(id, day: day, extra: extra) }
    } catch DeskRefusal.unknownPatient {
      throw WebFault.notFound
    }
  }

  private static func page(
    _ request: PageRequest, _ entered: FormFields, _ problems: FormProblems,
    draftSaved: String? = nil, asksToConfirm: Bool = false
  ) async throws -> PageAnswer {
    var problems = problems
    // A date or a measure chosen in the address holds before that of the draft.
    let chosen = request.query.isEmpty ? entered : request.query
    let day = Day(iso: chosen["date"]) ?? request.today
    if day > request.today, request.route.method == .get {
      problems.add("date", "\(day) lies after today (\(request.today)). Correct the date.")
    }
    let visit = try await self.visit(request, day: day, chosen)
    let view = try VisitView(
      visit, entered, problems, request, measures: chosen["measures"], draftSaved: draftSaved,
      asksToConfirm: asksToConfirm)
    let frame = try await request.frame(
      "Enter a visit", of: visit.patient, noting: "visit form")
    var html = HTMLWriter()
    html.markup(view.choosing)
    if visit.blocks.isEmpty {
      html.markup(
        "<p class=\"lead\">No running diagnosis has a core set. Choose a measure above, or add a diagnosis first.</p>\n"
      )
    } else {
      html.markup(view.opening)
      for (position, block) in visit.blocks.enumerated() {
        write(block, entered, problems, hasFocus: view.isNew && position == 0, to: &html)
      }
      html.markup(view.closing)
    }
    return request.page(frame, html, problems)
  }

  private static func write(
    _ block: VisitForm.Block, _ entered: FormFields, _ problems: FormProblems, hasFocus: Bool,
    to html: inout HTMLWriter
  ) {
    let view = VisitView.Block(block, entered, problems)
    html.markup(view.opening)
    for (position, question) in block.form.questions.enumerated() {
      let name = block.name(question.id)
      VisitItem(
        question: question, name: name, typed: entered[name], chosen: entered.chosen(name),
        error: problems.message(for: name), hasFocus: hasFocus && position == 0
      ).write(to: &html)
    }
    html.markup(view.closing)
  }
}

extension FormFields {
  /// What was entered in a field: the value, and the reason why there is none.
  func entered(_ name: String) -> [String] {
    [self[name], self[name + ":reason"]].filter { !$0.isEmpty }
  }

  /// The radio button that was chosen: a reason where there is one, else an option.
  func chosen(_ name: String) -> String {
    let reason = self[name + ":reason"]
    return reason.isEmpty ? self[name] : reason
  }

  /// What was answered in a field: the value, else the reason why there is none.
  func answer(_ name: String) -> String {
    let value = self[name]
    return value.isEmpty ? self[name + ":reason"] : value
  }
}
