import Clinic
import Exchange
import Reporting

/// What was stored of an upload, and what was left out.
enum ImportResultPage {
  static func page(
    _ request: PageRequest, _ key: String, _ kept: KeptUploads.Kept, _ stored: StoredImport
  ) throws -> PageAnswer {
    var html = HTMLWriter()
    html.markup(
      """
      <div class="narrow">
      <p class="lead">\(lines: stored.summary)</p>
      <ul>
      \(stored.files.map { "<li class=\"breaks\">\($0)</li>\n" })</ul>
      <p class="aside">The file itself is not kept. Its name and hash stand in the history.</p>
      <p>\(Route.Access.clinical.allows(try request.account.role) ? "<a class=\"button\" href=\"/review\">To the review list</a>" : nil as Markup?)
      <a class="button second" href="/import">Import another file</a></p>
      </div>

      """)
    if !kept.leftOut.isEmpty {
      ImportPreviewPage.write(
        .leftOut(kept.leftOut), to: &html, lead: "None of these was stored.",
        way: Markup("<a href=\"/import/\(key)/left-out\">Download the list</a>"))
    }
    html.markup("\(vanished(stored.vanished))")
    return request.page(try request.frame("Import", notice: request.takeNotice()), html)
  }

  /// Facts of an earlier file of the same name that stand in it no more.
  static func vanished(_ facts: [VanishedFact]) -> Markup? {
    guard !facts.isEmpty else { return nil }
    return """
      <section class="import-part"><h2>In the file no more <span class="tag">\(facts.count)</span></h2>
      <p>Recorded from an earlier file of the same name. Nothing is withdrawn.</p>
      <ul>
      \(facts.prefix(ImportPreviewPage.mostRows).map { "<li>\(sentence: $0.text)</li>\n" })</ul></section>

      """
  }
}

extension VanishedFact {
  fileprivate var text: String {
    "\(patient): \(what)\(variant.isEmpty ? "" : " (\(variant))")\(day.isEmpty ? "" : " of \(day)")"
  }
}

extension MappingPreview.Part {
  /// Cells that were left out.
  fileprivate static func leftOut(_ cells: [RefusedCell]) -> MappingPreview.Part {
    MappingPreview.part("Left out", cells) { ImportPages.why($0) }
  }
}
