import Clinic
import Outcomes
import Registry
import Reporting

/// The definitions in force, each figure with its source and how far it was checked.
enum LibraryPages {
  static let routes: [Route] = [
    .get("measures", for: .everyone, label: "Library", query: ["kind"]) { try list($0) },
    .get("measures/:id", for: .everyone) { try card($0) },
  ]

  private static func list(_ request: PageRequest) throws -> PageAnswer {
    let definitions = request.site.desk.definitions
    let kind = DefinitionKind(rawValue: request.query["kind"]) ?? .measures
    let tables = DefinitionKind.allCases.map { ($0, definitions.table(of: $0)) }
    let chips = tables.map { other, drawn -> Markup in
      """
      <a class="chip" href="/measures?kind=\(other.rawValue)"\(" aria-current=\"true\"", if: other == kind)>\
      \(name(other)) · \(drawn.table.rows.count)</a>

      """
    }
    var html = HTMLWriter()
    html.markup("<nav class=\"chips\" aria-label=\"Kinds of definitions\">\n\(chips)</nav>\n")
    for (other, drawn) in tables where other == kind {
      // The name leads to the definition, with the id that files and commands use below it.
      let shown = drawn.table.selecting(
        ["name", "id"] + drawn.textKeys.filter { $0 != "name" && $0 != "id" })
      var table = TableMarkup(worded(shown), label: name(kind))
      table.keys = shown.columns.map(\.key).filter { $0 != "id" }
      table.address = { row in "/measures/\(row[1].text)" }
      table.under = { row in row[1].text }
      table.write(to: &html)
    }
    var frame = try request.frame("Library")
    frame.beside = "<p>What Recheck knows and judges by, with the source of every figure</p>\n"
    return request.page(frame, html)
  }

  private static func name(_ kind: DefinitionKind) -> String {
    switch kind {
    case .measures: "Measures"
    case .diseases: "Diseases"
    case .therapies: "Therapies"
    }
  }

  /// `higher-is-worse` as `higher is worse`.
  private static func worded(_ table: Table) -> Table {
    var table = table
    guard let place = table.columns.firstIndex(where: { $0.key == "direction" }) else {
      return table
    }
    for row in table.rows.indices {
      table.rows[row][place] = .text(table.rows[row][place].text.replacing("-", with: " "))
    }
    return table
  }

  private static func card(_ request: PageRequest) throws -> PageAnswer {
    let id = try request.parameter("id")
    let library = request.library
    var html = HTMLWriter()
    if let measure = library.measure(.init(id)) {
      write(MeasureCard(measure), to: &html)
    } else if let disease = library.disease(.init(id)) {
      write(DiseaseCard(disease, library: library), to: &html)
    } else if let therapy = library.therapy(.init(id)) {
      write(TherapyCard(therapy, library: library), to: &html)
    } else {
      throw WebFault.notFound
    }
    BackLink.write("To the library", "/measures", to: &html)
    var frame = try request.frame("Definition")
    frame.hasOwnHeading = true
    return request.page(frame, html)
  }

  private static func write(_ card: MeasureCard, to html: inout HTMLWriter) {
    open(card.title.text, card.about, to: &html)
    list("What is one meaningful change", card.thresholds?.items, to: &html)
    list("Levels", card.statuses?.items, to: &html)
    list("Composite", card.composite?.items, to: &html)
    list("Not verified", card.unverified?.items, to: &html)
    if card.hasItems {
      let items = card.items.map { item -> Markup in
        "<div><dt>\(item.label.text)</dt>\(item.options.map { "<dd>\($0.text)</dd>" })</div>\n"
      }
      html.markup(
        "<section class=\"card\"><h2>Items</h2>\n<dl class=\"items\">\(items)</dl></section>\n")
    }
    beside(
      [
        ("About", card.facts), ("Licence", [card.licence]), ("Sources", card.sources?.items),
        ("Codes", card.codes?.items),
      ], to: &html)
  }

  private static func write(_ card: DiseaseCard, to html: inout HTMLWriter) {
    open(card.title.text, card.note, to: &html)
    list("Judged by", card.counted?.items, to: &html)
    list("Published criteria, beside the verdict", card.criteria?.items, to: &html)
    if let expectations = card.expectationTable {
      html.markup(
        "<h2>Expected responses <span class=\"small\">weeks from the first dose</span></h2>\n")
      TableMarkup(expectations, label: "Expected responses").write(to: &html)
    }
    list("To reconsider when the response is missing", card.reconsider?.items, to: &html)
    beside([("About", card.facts), ("Codes", card.codes?.items)], to: &html)
  }

  private static func write(_ card: TherapyCard, to html: inout HTMLWriter) {
    open(card.title.text, nil, to: &html)
    for window in card.windows { list(window.disease, window.points, to: &html) }
    beside([("About", card.facts)], to: &html)
  }

  /// The heading, and the column of what is read first.
  private static func open(_ title: String, _ about: ReportLine?, to html: inout HTMLWriter) {
    html.markup("<div class=\"titles\"><h1>\(title)</h1></div>\n<div class=\"two\">\n<div>\n")
    if let about { html.markup("<p class=\"card\">\(about.text)</p>\n") }
  }

  /// Closes that column; what is looked up stands beside it.
  private static func beside(
    _ parts: [(title: String, lines: [ReportLine]?)], to html: inout HTMLWriter
  ) {
    html.markup("</div>\n<div class=\"side flowing\">\n")
    for part in parts { list(part.title, part.lines, to: &html) }
    html.markup("</div>\n</div>\n")
  }

  private static func list(_ title: String, _ lines: [ReportLine]?, to html: inout HTMLWriter) {
    guard let lines, !lines.isEmpty else { return }
    html.markup(
      """
      <section class="card"><h2>\(title)</h2>
      <ul class="reading">
      \(lines.map { "<li>\($0.text)</li>\n" })</ul></section>

      """)
  }
}
