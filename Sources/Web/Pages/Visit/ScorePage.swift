import Clinic
import Outcomes
import Registry
import Reporting

/// One score: its versions, and its correction.
///
/// The answers that stand now are filled in, because a correction changes them; everything else
/// must be said anew.
enum ScorePage {
  private static let path = "patients/:patient/scores/:score"

  static let routes: [Route] = [
    .get(path, for: .clinical) { try await page($0, FormProblems()) },
    .post(path, for: .clinical, fields: .checkedByPage) { try await correct($0) },
    .post(path + "/withdraw", for: .clinical, fields: .named([WithdrawForm.field])) {
      try await withdraw($0)
    },
  ]

  private static func withdraw(_ request: PageRequest) async throws -> PageAnswer {
    let stored = try await stored(request)
    var problems = FormProblems()
    try await WithdrawForm.withdraw(.score, stored.number, request, &problems)
    guard problems.isEmpty else { return try await page(request, problems) }
    return request.done("Score withdrawn,", at: try request.path(of: request.patient()))
  }

  private static func correct(_ request: PageRequest) async throws -> PageAnswer {
    let stored = try await stored(request)
    guard let measure = request.library.measure(stored.fact.score.measure) else {
      throw WebFault.notFound
    }
    let form = request.form
    try form.allow(
      only: Set(measure.fields.flatMap { [$0.id, $0.id + ":reason"] } + ["day", "reason"]))
    var problems = FormProblems()
    let day = form.neededDay("day", "The day of the visit", &problems)
    if form["reason"].isEmpty { problems.add("reason", "Say why the score is corrected.") }
    guard problems.isEmpty, let day else { return try await page(request, problems) }
    let before = Answers(compact: stored.fact.score.answers, of: measure)
    var changes: [(item: String, value: String)] = []
    for (field, answer) in zip(measure.fields, before.slots) {
      let (now, stood) = (form.entered(field.id), answer.map { [$0.text] } ?? [])
      guard now != stood, form.contains(field.id) || !now.isEmpty else { continue }
      // An emptied field takes its answer away.
      changes += (now.isEmpty ? [""] : now).map { (item: field.id, value: $0) }
    }
    let pairs = changes
    do {
      try await request.atDesk { desk in
        _ = try desk.correctScore(
          stored.number, pairs: pairs, day: day == stored.fact.score.day ? nil : day,
          reason: form["reason"])
      }
    } catch let refusal as EntryRefusal {
      for fault in refusal.faults { problems.add(fault.item, fault.description) }
      return try await page(request, problems)
    } catch {
      try problems.add(refused: error, [.visitDay: "day"])
      return try await page(request, problems)
    }
    return request.done("Corrected", at: try request.path(of: request.patient()))
  }

  private static func address(_ request: PageRequest) throws -> String {
    try request.path(of: request.patient(), "scores/" + request.parameter("score"))
  }

  private static func stored(_ request: PageRequest) async throws -> FactVersion<RecordedScore> {
    let id = try request.patient()
    let number = Int(try request.parameter("score"))
    let found = try await request.atDesk { desk in
      try desk.file.read { try $0.scores(of: id) }.first { $0.number == number }
    }
    guard let found else { throw WebFault.notFound }
    return found
  }

  private static func page(_ request: PageRequest, _ problems: FormProblems) async throws
    -> PageAnswer
  {
    let patient = try await request.registered()
    let stored = try await stored(request)
    let score = stored.fact.score
    let history = try await request.atDesk { try $0.history(ofScore: stored.number) }
    var html = HTMLWriter()
    let measure = request.library.measure(score.measure)
    let label = measure.map { Wording.label($0, variant: score.variant) } ?? score.measure.text
    let total = score.total?.plain() ?? "no total"
    html.markup("<p class=\"lead\">\(label) \(total) on \(score.day.iso)</p>\n<h2>History</h2>\n")
    TableMarkup(history, label: "Versions of this score").write(to: &html)
    if let measure {
      html.markup("<h2>Correct it</h2>\n")
      html.form(try form(stored, measure, request, problems))
    }
    try WithdrawForm.write(
      "For a score of another patient or day. It counts no more and stays in the history.",
      at: try address(request), request, problems, to: &html)
    BackLink.write("To the patient", try request.path(of: patient.id), to: &html)
    let frame = try await request.frame("Score", of: patient, noting: "score")
    return request.page(frame, html, problems)
  }

  private static func form(
    _ stored: FactVersion<RecordedScore>, _ measure: Measure, _ request: PageRequest,
    _ problems: FormProblems
  ) throws -> PlainForm {
    let form = request.form
    // A form that withdraws sends none of these fields.
    let isNew = form["day"].isEmpty && !form.contains("day")
    let day = TextField.date("day", "Day of the visit")
      .filled(isNew ? stored.fact.score.day.iso : form["day"], problems)
    let reason = TextField("reason", "Reason for the correction").filled(form["reason"], problems)
    let answers = Answers(compact: stored.fact.score.answers, of: measure)
    let items = zip(measure.fields, answers.slots).map { field, answer in
      item(field, isNew ? answer?.text ?? "" : form.answer(field.id), problems)
    }
    return try PlainForm(
      request, action: address(request), button: "Save the correction",
      fields: [.text(day)] + items + [.text(reason)])
  }

  private static func item(_ field: Field, _ now: String, _ problems: FormProblems) -> FormField {
    let reasons = MissingReason.allCases.map { ($0.rawValue, $0.rawValue) }
    switch field.kind {
    case .options(let options):
      let all = options.map {
        ($0.value, $0.text == $0.value ? $0.value : "\($0.value) \($0.text)")
      }
      let empty = now.isEmpty ? [("", "no answer")] : []
      return .select(
        ChoiceField(
          field.id, field.label, problems,
          (empty + all + reasons).map { Choice($0.0, $0.1, chosen: $0.0 == now) }))
    case .number(let range):
      var text = TextField(field.id, field.label)
      text.hint =
        "\(range.minimum.plain(4)) to \(range.maximum.plain(4)) \(range.unit), or not-done, unable, refused, not-applicable"
      return .text(text.filled(now, problems))
    }
  }
}
