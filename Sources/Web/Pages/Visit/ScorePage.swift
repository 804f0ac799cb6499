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
    .get(path, for: .clinical) { request in
      let score = try await request.score()
      return try await page(request, score, form(score, request), FormProblems())
    },
    .post(path, for: .clinical, fields: .checkedByPage) { request in
      try await GonePage.unlessGone(request) { try await correct(request) }
    },
    .post(path + "/withdraw", for: .clinical, fields: .named(WithdrawForm.names)) { request in
      try await GonePage.unlessGone(request) { try await withdraw(request) }
    },
  ]

  private static func withdraw(_ request: PageRequest) async throws -> PageAnswer {
    let score = try await request.score()
    var problems = FormProblems()
    try await WithdrawForm.withdraw(.score, score, request, &problems)
    guard problems.isEmpty else {
      return try await page(request, score, form(score, request), problems)
    }
    return request.done("Score withdrawn,", at: try request.path(of: request.patient()))
  }

  private static func correct(_ request: PageRequest) async throws -> PageAnswer {
    let score = try await request.score()
    let before = score.seen.fact.score
    guard let measure = request.library.measure(before.measure) else { throw WebFault.notFound }
    try request.form.allow(
      only: ChangeForm.names.union(measure.fields.flatMap { [$0.id, $0.id + ":reason"] })
        .union(["day", "reason"]).union(before.isTotalOnly ? [ScoreForm.total] : []))
    let form = form(score, request)
    var problems = FormProblems()
    let mustLook = form.add(to: &problems)
    let day = request.form.neededDay("day", "The day of the visit", &problems)
    let reason = request.form["reason"]
    if reason.isEmpty { problems.add("reason", "Say why the score is corrected.") }
    let changed = measure.fields.filter { form.isChanged(.item($0.id)) }
    guard problems.isEmpty, !mustLook, let day else {
      return try await page(request, score, form, problems)
    }
    // A value and a reason together are sent on as they are: they are refused together.
    let sent = request.form
    let pairs = changed.flatMap { field in
      let entered = sent.entered(field.id)
      return (entered.isEmpty ? [""] : entered).map { (item: field.id, value: $0) }
    }
    let total = [(item: ScoreForm.total, value: sent[ScoreForm.total])]
    let totals = form.isChanged(.total) ? total : []
    let (number, seen) = (score.now.number, score.seen.version)
    do {
      try await request.atDesk { desk in
        _ = try desk.correctScore(
          number, seen: seen, pairs: pairs + totals, day: day == before.day ? nil : day,
          reason: reason)
      }
    } catch let refusal as EntryRefusal {
      for fault in refusal.faults { problems.add(fault.item, fault.description) }
      return try await page(request, score, form, problems)
    } catch {
      try problems.add(refused: error, [.visitDay: "day"], request)
      return try await page(request, score, form, problems)
    }
    return request.done("Corrected", at: try request.path(of: request.patient()))
  }

  /// A form that withdraws sends none of these fields.
  private static func form(
    _ score: SeenFact<RecordedScore>, _ request: PageRequest
  ) -> ChangeForm {
    let sent = request.form
    let measure = request.library.measure(score.now.fact.score.measure)
    return ChangeForm(score, request, measure: measure) { field in
      switch field {
      case .day: sent.contains("day") ? sent["day"] : nil
      case .total: sent.contains(ScoreForm.total) ? sent[ScoreForm.total] : nil
      case .item(let id):
        sent.contains(id) || sent.contains(id + ":reason") ? sent.answer(id) : nil
      case .family, .given, .born, .sex, .responsible, .disease, .otherName, .diagnosed, .onset,
        .ended, .therapy,
        .start, .stop, .stopReason, .intent, .dose, .unit, .interval, .rater, .note:
        nil
      }
    }
  }

  private static func address(_ request: PageRequest) throws -> String {
    try request.path(of: request.patient(), "scores/" + request.parameter("score"))
  }

  private static func page(
    _ request: PageRequest, _ fact: SeenFact<RecordedScore>, _ change: ChangeForm,
    _ problems: FormProblems
  ) async throws -> PageAnswer {
    let patient = try await request.registered()
    let score = fact.now.fact.score
    let number = fact.now.number
    let history = try await request.atDesk { try $0.history(ofScore: number) }
    var html = HTMLWriter()
    let measure = request.library.measure(score.measure)
    let label = measure.map { Wording.label($0, variant: score.variant) } ?? score.measure.text
    let total = Wording.marked(score.total?.plain() ?? "no total", score)
    html.markup("<p class=\"lead\">\(label) \(total) on \(score.day.iso)</p>\n<h2>History</h2>\n")
    TableMarkup(history, label: "Versions of this score").write(to: &html)
    if let measure {
      html.markup("<h2>Correct it</h2>\n")
      html.form(
        try form(change, measure, isTotalOnly: score.isTotalOnly, request, problems))
    }
    try WithdrawForm.write(
      "For a score of another patient or day. It counts no more and stays in the history.",
      at: try address(request), version: fact.now.version, request, problems, to: &html)
    BackLink.write("To the patient", try request.path(of: patient.id), to: &html)
    let frame = try await request.frame("Score", of: patient, noting: "score")
    return request.page(frame, html, problems)
  }

  private static func form(
    _ change: ChangeForm, _ measure: Measure, isTotalOnly: Bool, _ request: PageRequest,
    _ problems: FormProblems
  ) throws -> PlainForm {
    let day = TextField.date("day", "Day of the visit")
      .filled(change.value(.day), problems).noting(change.note(.day))
    let reason = TextField("reason", "Reason for the correction")
      .filled(request.form["reason"], problems)
    let total: [FormField] =
      isTotalOnly
      ? [
        .text(
          TextField(ScoreForm.total, "Total, recorded without its items")
            .filled(change.value(.total), problems).noting(change.note(.total)))
      ] : []
    let items = measure.fields.map { field in
      item(
        field, change.value(.item(field.id)), note: change.note(.item(field.id)), problems)
    }
    return try PlainForm(
      request, action: address(request), lead: change.lead, button: "Save the correction",
      fields: [.text(day)] + total + items + [.text(reason)] + change.closing(problems))
  }

  private static func item(
    _ field: Field, _ now: String, note: String?, _ problems: FormProblems
  ) -> FormField {
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
          (empty + all + reasons).map { Choice($0.0, $0.1, chosen: $0.0 == now) }
        ).noting(note))
    case .number(let range):
      var text = TextField(field.id, field.label)
      text.hint =
        "\(range.minimum.plain(4)) to \(range.maximum.plain(4)) \(range.unit), or not-done, unable, refused, not-applicable"
      return .text(text.filled(now, problems).noting(note))
    }
  }
}
