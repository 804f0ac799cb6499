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
    let lost = "Nothing of yours was saved: there is nothing left to change here."
    words.add(meanwhile, request.route.method == .get ? nil : lost, to: &problems)
    var html = HTMLWriter()
    write(typed(request, meanwhile), to: &html)
    let patient = try await request.registered()
    let next = meanwhile.survivor ?? patient.id
    BackLink.write(
      next == patient.id ? "To the patient" : "To \(next)", try request.path(of: next), to: &html)
    let frame = try await request.frame("No longer here", of: patient, noting: "changed meanwhile")
    return request.page(frame, html, problems)
  }

  /// Label and text of everything that was typed.
  static func typed(
    _ request: PageRequest, _ meanwhile: ChangedMeanwhile
  ) -> [(label: String, text: String)] {
    let measure = MeanwhileWords(words: request.words).measure(meanwhile.subject)
    let hidden = ChangeForm.names.union([FormNonce.field])
    return request.form.order.compactMap { name in
      let text = request.form[name]
      if text.isEmpty || hidden.contains(name) { return nil }
      return (label(name, measure), text)
    }
  }

  static func write(_ typed: [(label: String, text: String)], to html: inout HTMLWriter) {
    guard !typed.isEmpty else { return }
    html.markup("<h2>What you had entered</h2>\n<ul class=\"facts\">\n")
    for line in typed { html.markup("<li>\(line.label): \(sentence: line.text)</li>\n") }
    html.markup("</ul>\n")
  }

  private static func label(_ name: String, _ measure: Measure?) -> String {
    let item = name.hasSuffix(":reason") ? String(name.dropLast(":reason".count)) : name
    if measure?.fieldPositions[item] != nil { return FactField.item(item).label(of: measure) }
    if let field = FactField.named.first(where: { $0.name == name }) { return field.label() }
    if name.hasSuffix("reason") { return "Reason" }
    if name.hasSuffix("-on") { return "Day" }
    return name
  }
}
