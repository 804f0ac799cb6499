import Clinic
import Outcomes
import Registry

/// The answer to a change of what was withdrawn since the form was made, or belongs to another
/// patient now: who did it and when, and what was typed, so that nothing is lost.
enum GonePage {
  /// Lets a page answer; where what it is about is gone, answers in its place.
  static func unlessGone(
    _ request: PageRequest, _ page: () async throws -> PageAnswer
  ) async throws -> PageAnswer {
    do {
      return try await page()
    } catch DeskRefusal.changedMeanwhile(let meanwhile) where meanwhile.now == nil {
      return try await answer(request, meanwhile)
    }
  }

  private static func answer(
    _ request: PageRequest, _ meanwhile: ChangedMeanwhile
  ) async throws -> PageAnswer {
    let words = MeanwhileWords(words: request.words)
    var problems = FormProblems()
    for line in words.lines(meanwhile) { problems.add("", line) }
    if request.route.method != .get {
      problems.add("", "Nothing of yours was saved: there is nothing left to change here.")
    }
    var html = HTMLWriter()
    write(typed(request, meanwhile, words), to: &html)
    let patient = try await request.registered()
    let next = meanwhile.survivor ?? patient.id
    BackLink.write(
      next == patient.id ? "To the patient" : "To \(next)", try request.path(of: next), to: &html)
    let frame = try await request.frame("No longer here", of: patient, noting: "changed meanwhile")
    return request.page(frame, html, problems)
  }

  /// Label and text of everything that was typed.
  static func typed(
    _ request: PageRequest, _ meanwhile: ChangedMeanwhile, _ words: MeanwhileWords
  ) -> [(label: String, text: String)] {
    let measure = words.measure(meanwhile.subject)
    let hidden = ChangeForm.names.union([FormNonce.field])
    return request.form.order.compactMap { name in
      let text = request.form[name]
      if text.isEmpty || hidden.contains(name) { return nil }
      return (label(name, words, measure), text)
    }
  }

  static func write(_ typed: [(label: String, text: String)], to html: inout HTMLWriter) {
    guard !typed.isEmpty else { return }
    html.markup("<h2>What you had entered</h2>\n<ul class=\"facts\">\n")
    for line in typed { html.markup("<li>\(line.label): \(sentence: line.text)</li>\n") }
    html.markup("</ul>\n")
  }

  private static let fields: [FactField] = [
    .family, .given, .born, .sex, .disease, .diagnosed, .onset, .ended, .therapy, .start, .stop,
    .stopReason, .intent, .dose, .unit, .interval, .day, .note,
  ]

  private static func label(
    _ name: String, _ words: MeanwhileWords, _ measure: Measure?
  ) -> String {
    let item = name.hasSuffix(":reason") ? String(name.dropLast(":reason".count)) : name
    if measure?.fieldPositions[item] != nil { return words.label(.item(item), of: measure) }
    if let field = fields.first(where: { $0.name == name }) { return words.label(field) }
    if name.hasSuffix("reason") { return "Reason" }
    if name.hasSuffix("-on") { return "Day" }
    return name
  }
}
