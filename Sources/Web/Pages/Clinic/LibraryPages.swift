import Clinic
import Outcomes
import Registry
import Reporting

/// The definitions in force, each figure with its source and how far it was checked.
enum LibraryPages {
  static let routes: [Route] = [
    .get("measures", for: .everyone, label: "Library") { try list($0) },
    .get("measures/:id", for: .everyone) { try card($0) },
  ]

  private static func list(_ request: PageRequest) throws -> PageAnswer {
    let definitions = request.site.desk.definitions
    var html = HTMLWriter()
    html.markup(
      "<p class=\"lead\">The instruments, diseases and therapies that Recheck knows, with the source of every figure.</p>\n<p><a href=\"#diseases\">Diseases</a> · <a href=\"#therapies\">Therapies</a></p>\n"
    )
    let titles: [(DefinitionKind, String, String)] = [
      (.measures, "instruments", "Measures"), (.diseases, "diseases", "Diseases"),
      (.therapies, "therapies", "Therapies"),
    ]
    for (kind, id, label) in titles {
      html.markup("<h2 id=\"\(id)\">\(label)</h2>\n")
      let drawn = definitions.table(of: kind)
      var table = TableMarkup(drawn.table, label: label)
      table.keys = drawn.textKeys
      table.address = { row in "/measures/\(row[0].text)" }
      table.write(to: &html)
    }
    return request.page(try request.frame("Measures"), html)
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
    BackLink.write("To all definitions", "/measures", to: &html)
    return request.page(try request.frame("Definition"), html)
  }

  private static func write(_ card: MeasureCard, to html: inout HTMLWriter) {
    lead(card.title, card.about, to: &html)
    list("About", card.facts, to: &html)
    list("What is one meaningful change", card.thresholds?.items, to: &html)
    list("Levels", card.statuses?.items, to: &html)
    list("Composite", card.composite?.items, to: &html)
    list("Not verified", card.unverified?.items, to: &html)
    if card.hasItems {
      html.markup("<h2>Items</h2>\n<dl class=\"items\">")
      for item in card.items {
        html.markup("<dt>\(item.label.text)</dt>\(item.options.map { "<dd>\($0.text)</dd>" })\n")
      }
      html.markup("</dl>\n")
    }
    list("Licence", [card.licence], to: &html)
    list("Sources", card.sources?.items, to: &html)
    list("Codes", card.codes?.items, to: &html)
  }

  private static func write(_ card: DiseaseCard, to html: inout HTMLWriter) {
    lead(card.title, card.note, to: &html)
    list("About", card.facts, to: &html)
    list("Judged by", card.counted?.items, to: &html)
    list("Published criteria, beside the verdict", card.criteria?.items, to: &html)
    if let expectations = card.expectationTable {
      html.markup("<h2>Expected responses</h2>\n")
      TableMarkup(expectations, label: "Expected responses").write(to: &html)
      html.markup(
        "<p class=\"aside\">First effect, assessment and deadline in weeks from the first dose.</p>\n"
      )
    }
    list("To reconsider when the response is missing", card.reconsider?.items, to: &html)
    list("Codes", card.codes?.items, to: &html)
  }

  private static func write(_ card: TherapyCard, to html: inout HTMLWriter) {
    lead(card.title, nil, to: &html)
    list("About", card.facts, to: &html)
    for window in card.windows {
      html.markup("<h2>\(window.disease)</h2>\n")
      items(window.points, to: &html)
    }
  }

  private static func lead(_ title: String, _ about: ReportLine?, to html: inout HTMLWriter) {
    html.markup("<p class=\"lead\"><strong>\(title)</strong></p>\n")
    if let about { html.markup("<p class=\"reading\">\(about.text)</p>\n") }
  }

  private static func list(_ title: String, _ lines: [ReportLine]?, to html: inout HTMLWriter) {
    guard let lines, !lines.isEmpty else { return }
    html.markup("<h2>\(title)</h2>\n")
    items(lines, to: &html)
  }

  private static func items(_ lines: [ReportLine], to html: inout HTMLWriter) {
    html.markup("<ul class=\"reading\">\n\(lines.map { "<li>\($0.text)</li>\n" })</ul>\n")
  }
}
