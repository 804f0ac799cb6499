import Clinic
import Outcomes
import Reporting

/// Entering a visit: the core set of the patient's diseases as one form, nothing pre-filled.
enum VisitPage {
  private static let path = "patients/:patient/visits"
  /// One for each patient and day.
  static let draft = DraftName("visit", days: ["date", VisitFields.opened])

  static let routes: [Route] = [
    .get(path, for: .clinical, query: ["date", "measures"]) { try await open($0) },
    .post(path, for: .clinical, fields: .checkedByPage, draft: draft) { request in
      let form = request.form
      let isShown = !form[VisitFields.show].isEmpty || !form[VisitFields.clear].isEmpty
      return try await isShown ? showAnew(request) : save(request)
    },
    .draft(draft, of: path, for: .clinical),
    .post(path + "/running", for: .clinical, fields: .checkedByPage, use: .repeatedly) {
      try await running($0)
    },
    .post(path + "/discard", for: .clinical, fields: .named(["date"])) { request in
      try await request.discardDraft(draft.key(request.form))
      return .redirect(
        try request.path(of: request.patient(), "visits?date=\(request.form["date"])"))
    },
  ]

  private static func open(_ request: PageRequest) async throws -> PageAnswer {
    var problems = FormProblems()
    let day = DateText.day(request.query, "date", &problems) ?? request.today
    refuse(day, after: request.today, &problems)
    let draft = try await request.draft(draft.key(day))
    let kept = draft?.fields ?? .none
    let chosen = request.query.contains("measures") ? request.query : kept
    let (visit, entered) = try await settled(request, day: day, kept, measures: chosen)
    return try await page(request, visit, entered, problems, draftSaved: draft?.saved)
  }

  private static func refuse(_ day: Day, after today: Day, _ problems: inout FormProblems) {
    guard day > today else { return }
    problems.add("date", "\(day) lies after today (\(today)). Correct the date.")
  }

  /// The form as it was sent, for another day, with a further measure or without what was cleared;
  /// nothing is saved.
  private static func showAnew(_ request: PageRequest) async throws -> PageAnswer {
    var problems = FormProblems()
    var form = request.form
    let before = Day(iso: form[VisitFields.opened])
    let typed = form.neededDay("date", "The day of the visit", &problems)
    let day = typed ?? before ?? request.today
    refuse(day, after: request.today, &problems)
    let (visit, settled) = try await settled(request, day: day, form)
    let cleared = VisitFields.names(ofPart: settled[VisitFields.clear], visit)
    let passing: Set<String> = [VisitFields.add, VisitFields.show, VisitFields.clear]
    form = try settled.without(passing.union(cleared ?? []))
    // Entered for another day by mistake: the draft goes along, over none that is there already.
    let isMoved = before.map { $0 != day } ?? false
    let there = isMoved ? try await request.draft(draft.key(day)) : nil
    if there == nil {
      do {
        if VisitFields.holdsEntry(form) {
          try await request.keepDraft(draft.key(day), form)
        } else {
          try await request.discardDraft(draft.key(day))
        }
        if isMoved, let before { try await request.discardDraft(draft.key(before)) }
      } catch { try problems.add(refused: error, request) }
    }
    var answer = try await page(
      request, visit, form, problems, otherDraft: there?.saved)
    answer.storedNothing = true
    return answer
  }

  private static func save(_ request: PageRequest) async throws -> PageAnswer {
    let id = try request.patient()
    let sent = request.form
    var problems = FormProblems()
    guard let day = sent.neededDay("date", "The day of the visit", &problems) else {
      let (visit, form) = try await settled(
        request, day: Day(iso: sent[VisitFields.opened]) ?? request.today, sent)
      return try await page(request, visit, form, problems)
    }
    let (visit, form) = try await settled(request, day: day, sent)
    // Fields of measures that came along for another day may still be there, empty.
    let unknown = Set(form.order).subtracting(VisitFields.names(visit))
    try form.without(Set(unknown.filter { form[$0].isEmpty }))
      .allow(only: VisitFields.names(visit))
    do {
      let rater = form["rater"]
      let prepared = try await request.atDesk { desk in
        try desk.prepareVisit(visit, rater: rater) { form.entered($0) }
      }
      let asked = VisitQuestions(form, noted: visit.noted, day: day, &problems)
      guard problems.isEmpty else { return try await page(request, visit, form, problems) }
      guard !prepared.isEmpty || asked != nil else {
        problems.add("", "Nothing was entered. Answer at least one item of one instrument.")
        return try await page(request, visit, form, problems)
      }
      let questions = prepared.flatMap(\.questions)
      guard questions.isEmpty || form["confirm"] == "yes" else {
        for question in questions { problems.add("confirm", question) }
        return try await page(request, visit, form, problems, asksToConfirm: true)
      }
      try await request.atDesk {
        try $0.record(prepared, visit: asked.map { ($0.note, $0.seen) }, of: id)
      }
    } catch DeskRefusal.changedMeanwhile(let meanwhile) {
      MeanwhileWords(words: request.words).add(
        meanwhile, "Nothing was saved yet: see below what is noted of this visit now.",
        to: &problems)
      let (now, again) = try await settled(request, day: day, form)
      return try await page(request, now, again, problems)
    } catch let refusal as VisitRefusal {
      for problem in refusal.problems {
        let link = try problem.score.map { number in
          WayLink(
            address: try request.path(of: id, "scores/\(number)"), label: "Correct it")
        }
        problems.add(problem.field, problem.message, link: link)
      }
      return try await page(request, visit, form, problems)
    } catch {
      try problems.add(refused: error, at: "date", RecordFault.Field.visit, request)
      return try await page(request, visit, form, problems)
    }
    await request.discardDraft(ofSaved: draft.key(day))
    if let opened = Day(iso: form[VisitFields.opened]), opened != day {
      await request.discardDraft(ofSaved: draft.key(opened))
    }
    return request.done(at: try request.path(of: id, "visits/\(day.iso)"))
  }

  /// A line for each block that can say something: its id and what it amounts to so far.
  private static func running(_ request: PageRequest) async throws -> PageAnswer {
    var problems = FormProblems()
    let day = DateText.day(request.form, "date", &problems) ?? request.today
    let (visit, form) = try await settled(request, day: day, request.form)
    let lines = try await request.atDesk { desk in
      visit.blocks.compactMap { block in
        desk.runningTotal(block, of: visit.patient) { form.entered($0) }
          .map { "\(block.id)\t\($0)\n" }
      }
    }
    return PageAnswer(
      status: .ok, headers: [.contentType: "text/plain; charset=utf-8"],
      body: .text(lines.joined()))
  }

  /// The form of that day, and what was typed as it asks for it.
  ///
  /// - Parameter measures: where the measures beside the usual ones are named, if not among the fields.
  private static func settled(
    _ request: PageRequest, day: Day, _ fields: FormFields, measures: FormFields? = nil
  ) async throws -> (VisitForm, FormFields) {
    let id = try request.patient()
    let extra = VisitFields.measures(in: measures ?? fields)
    do {
      let visit = try await request.atDesk { try $0.visitForm(id, day: day, extra: extra) }
      return try fields.settled(on: visit)
    } catch DeskRefusal.unknownPatient {
      throw WebFault.notFound
    }
  }

  private static func page(
    _ request: PageRequest, _ visit: VisitForm, _ entered: FormFields, _ problems: FormProblems,
    draftSaved: String? = nil, otherDraft: String? = nil, asksToConfirm: Bool = false
  ) async throws -> PageAnswer {
    let view = try VisitView(
      visit, entered, problems, request, draftSaved: draftSaved, otherDraft: otherDraft,
      asksToConfirm: asksToConfirm)
    let frame = try await request.frame(
      "Enter a visit", of: visit.patient, noting: "visit form")
    var html = HTMLWriter()
    html.markup(view.drafts)
    try await UnfinishedEntries.write(
      request, of: visit.patient.id, besides: visit.day, to: &html)
    html.markup(view.opening)
    if visit.blocks.isEmpty {
      html.markup(
        "<p class=\"lead\">No running diagnosis has a core set. Choose a measure below, or add a diagnosis first.</p>\n"
      )
    }
    var needsFocus = view.isNew
    let shared = visit.shared
    var once = shared.map { SharedCard($0, entered, problems) }
    let cards = visit.blocks.map { block -> VisitBlock in
      var card = VisitBlock(block, entered, problems, shared: shared)
      if let before = once.firstIndex(where: { $0.firstBlock == block.id }), needsFocus {
        once[before].hasFocus = true
      } else {
        card.hasFocus = needsFocus
      }
      if card.showsItems { needsFocus = false }
      return card
    }
    let scores = try request.path(of: visit.patient.id, "scores")
    let leftOut = cards.filter(\.isLeftOut)
    html.markup("\(VisitBlock.all(cards.filter { !$0.isLeftOut }, once, scores))")
    html.markup("\(view.leftOut(leftOut, "\(VisitBlock.all(leftOut, [], scores))"))")
    html.markup(view.closing(totals: cards.compactMap(\.total)))
    return request.page(frame, html, problems)
  }
}
