import Clinic
import Exchange
import Reporting

/// What the files would become, before anything is stored.
enum ImportPreviewPage {
  /// More rows of a table are counted, not shown.
  static let mostRows = 200

  static func page(
    _ request: PageRequest, _ key: String, _ kept: KeptUploads.Kept, _ found: ImportPreview,
    _ problems: FormProblems
  ) throws -> PageAnswer {
    let outcome = found.outcome
    let preview = MappingPreview(outcome, request.library) { ImportPages.why($0) }
    var html = HTMLWriter()
    html.markup("<div class=\"two import\">\n<div>\n")
    if !outcome.leftOut.isEmpty {
      write(
        preview.refusedCells, to: &html,
        lead:
          "None of these is stored, nor what depends on them. Correct them in the file, let the mapping say what they mean, or leave them out.",
        way: Markup("<a href=\"/import/\(key)/left-out\">Download the list</a>"))
    }
    if !preview.differingTotals.table.rows.isEmpty { write(preview.differingTotals, to: &html) }
    if !found.corrected.isEmpty {
      write(
        preview.cells("Recorded otherwise, to be corrected", found.corrected), to: &html,
        lead: "What is recorded stays in the history.")
    }
    write(preview.scoresOfPatients, to: &html)
    write(preview.firstScores, to: &html)
    write(preview.wordsAndMeanings, to: &html)
    html.markup("\(ImportResultPage.vanished(outcome.vanished))")
    html.markup("</div>\n<div class=\"side flowing\" id=\"confirm\">\n")
    try confirm(request, key, outcome, problems, to: &html)
    try ways(request, key, kept, found, to: &html)
    html.markup(about(kept, preview, outcome, key))
    try cancel(request, key, to: &html)
    html.markup("</div>\n</div>\n")
    var frame = try request.frame("Preview of the import", notice: request.takeNotice())
    frame.beside = "<p>Nothing is stored yet. <a href=\"#confirm\">To the confirmation</a></p>\n"
    return request.page(frame, html, problems)
  }

  /// A table with its heading; none where it has no rows.
  static func write(
    _ part: MappingPreview.Part, to html: inout HTMLWriter, lead: String? = nil,
    way: Markup? = nil
  ) {
    let rows = part.table.rows
    guard !rows.isEmpty else { return }
    html.markup(
      """
      <section class="import-part"><h2>\(part.title) <span class="tag">\(rows.count)</span></h2>
      \(lead.map { "<p>\($0) \(way)</p>\n" })
      """)
    TableMarkup(
      Table(columns: part.table.columns, rows: Array(rows.prefix(mostRows))), label: part.title
    ).write(to: &html)
    if rows.count > mostRows {
      html.markup("<p class=\"aside\">And \(rows.count - mostRows) more.</p>\n")
    }
    html.markup("</section>\n")
  }

  private static func confirm(
    _ request: PageRequest, _ key: String, _ outcome: MappedOutcome, _ problems: FormProblems,
    to html: inout HTMLWriter
  ) throws {
    guard outcome.storesSomething else {
      html.markup(
        """
        <section class="card"><h2>Nothing to store</h2>
        <p>\(outcome.leftOut.isEmpty ? "All of it is recorded already." : "What is not refused is recorded already, or there is none.")</p></section>

        """)
      return
    }
    var fields: [FormField] = [.hidden(name: "preview", value: outcome.mark.text)]
    if !outcome.leftOut.isEmpty {
      fields.append(
        .confirm(
          ChoiceField(
            "leave-out", "", problems,
            [
              Choice(
                "yes", "Leave out \(Wording.counted(outcome.leftOut.count, "refused cell"))",
                chosen: request.route.path.hasSuffix("store") && request.form["leave-out"] == "yes")
            ])))
    }
    html.form(
      try PlainForm(
        request, action: "/import/\(key)/store", button: outcome.stored.button, fields: fields))
  }

  /// Choices after which there is another preview.
  private static func ways(
    _ request: PageRequest, _ key: String, _ kept: KeptUploads.Kept, _ found: ImportPreview,
    to html: inout HTMLWriter
  ) throws {
    let changed = found.outcome.leftOut.count { $0.isRecordedOtherwise }
    let alike = found.outcome.leftOut.count { $0.isAlikePerson }
    var fields: [FormField] = []
    if changed > 0 || kept.updates {
      fields.append(
        .confirm(
          ChoiceField(
            "update", "", FormProblems(),
            [
              Choice(
                "yes", "Make corrections of what is recorded otherwise, where the file is right",
                chosen: kept.updates)
            ])))
    }
    if alike > 0 || kept.evenIfSimilar {
      fields.append(
        .confirm(
          ChoiceField(
            "similar", "", FormProblems(),
            [
              Choice(
                "yes", "Similar patients are different persons: I compared them",
                chosen: kept.evenIfSimilar)
            ])))
    }
    guard !fields.isEmpty else { return }
    html.form(
      try PlainForm(
        request, action: "/import/\(key)/ways", button: "Preview again", fields: fields))
  }

  private static func about(
    _ kept: KeptUploads.Kept, _ preview: MappingPreview, _ outcome: MappedOutcome, _ key: String
  ) -> Markup {
    """
    <section class="card"><h2>What was read</h2>
    <ul>
    \(kept.files.map { "<li>\($0.name) <span class=\"aside\">SHA-256 <code>\(String($0.hash.prefix(12)))</code></span></li>\n" })\
    <li>\(kept.meaningText)</li>
    \(preview.rowTexts.map { "<li>\($0)</li>\n" })</ul>
    <p>\(lines: outcome.stored.previewText)</p>
    <p><a href="/import/\(key)/preview">Download all of the preview as CSV</a></p>
    \(kept.isOwnLayouts ? nil : "<p><a href=\"/import/\(key)/mapping\">Change the mapping</a></p>\n" as Markup)</section>

    """
  }

  static func cancel(_ request: PageRequest, _ key: String, to html: inout HTMLWriter) throws {
    let action = "/import/\(key)/cancel"
    html.markup(
      """
      <form class="import-cancel" method="post" action="\(action)">
      <input type="hidden" name="nonce" value="\(try request.nonce(for: action))">
      <button class="plain">Give up: store nothing</button></form>

      """)
  }

  /// Files that do not fit the mapping, or nothing of which can be stored.
  static func refused(
    _ request: PageRequest, _ key: String, _ kept: KeptUploads.Kept, _ lines: [String]
  ) throws -> PageAnswer {
    var html = HTMLWriter()
    html.markup(
      """
      <div class="narrow"><p class="lead">\(kept.isOwnLayouts ? "The file is not in one of our own layouts, or has faults that leave nothing to be read." : "The file does not fit the mapping.") Nothing was stored.</p>
      <ul class="import-faults">
      \(lines.prefix(mostRows).map { "<li>\($0)</li>\n" })</ul>
      \(lines.count > mostRows ? "<p class=\"aside\">And \(lines.count - mostRows) more.</p>\n" : nil)\
      <p><a class="button" href="/import">Choose another file or mapping</a>
      \(kept.isOwnLayouts ? nil : "<a class=\"button second\" href=\"/import/\(key)/mapping\">Change the mapping</a>" as Markup)</p>

      """)
    try cancel(request, key, to: &html)
    html.markup("</div>\n")
    var answer = request.page(try request.frame("The file cannot be read so"), html)
    answer.status = .unprocessableContent
    return answer
  }
}

extension KeptUploads.Kept {
  var isOwnLayouts: Bool { if case .ownLayouts = meaning { true } else { false } }

  var meaningText: String {
    switch meaning {
    case .ownLayouts: "In our own layouts"
    case .mapping(let name, _, _): "Under the mapping “\(name)”"
    case .unsaid: "Without a mapping yet"
    }
  }
}

extension ImportOutcome {
  /// `Store 74 scores of 12 patients`.
  fileprivate var button: String {
    let scores = (stored[.scores] ?? 0) + (corrected[.scores] ?? 0)
    if scores > 0 {
      return
        "Store \(Wording.counted(scores, "score")) of \(Wording.counted(patientsWithScores, "patient"))"
    }
    let facts = ImportLayout.allCases.reduce(0) {
      $0 + (stored[$1] ?? 0) + (corrected[$1] ?? 0)
    }
    return "Store \(Wording.counted(facts, "fact")) without scores"
  }
}
