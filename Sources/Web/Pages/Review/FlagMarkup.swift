import Clinic
import Outcomes
import Reporting

/// What a flag rests on: the first screen, from the headline to the chart.
struct FlagMarkup {
  let evidence: FlagEvidence
  /// Of the patient's pages.
  let path: String
  /// The list that the page was opened from; nil where nothing is linked.
  let way: ReviewWay?
  var notes = SourceNotes()

  init(_ evidence: FlagEvidence, _ path: String, _ way: ReviewWay?) {
    self.evidence = evidence
    self.path = path
    self.way = way
  }

  /// The address of one of the patient's flags.
  func address(_ flag: Review.Subject) -> String {
    "\(path)/flag?" + (way?.query(flag: flag) ?? "flag=" + FormFields.encode(flag.text))
  }

  /// - Parameter decides: the page holds a decision to jump to.
  mutating func writeHead(decides: Bool, to html: inout HTMLWriter) {
    if let decision = evidence.decision {
      html.markup("<p class=\"lead\">\(sentence: decision)</p>\n")
    }
    let severity = evidence.flag?.severity.rawValue ?? "note"
    var facts = evidence.diagnoses.map { $0 + "." }
    if let last = evidence.lastScore { facts.append("Last score \(last).") }
    if let status = evidence.status { facts.append(status.withFinalStop) }
    let link: Markup? =
      decides ? " <a class=\"to-decision no-print\" href=\"#close\">To the decision</a>" : nil
    let figures = evidence.figures.map { figure -> Markup in
      let source: Markup? = figure.source.map { "<sup>\(notes.number($0))</sup>" }
      return
        "<div><b>\(figure.value)</b><span>\(sentence: figure.meaning)\(source)</span></div>\n"
    }
    let all: Markup? =
      figures.isEmpty ? nil : "<div class=\"facts\">\n\(figures)</div>\n"
    let cautions = evidence.cautions.map { caution -> Markup in
      """
      <p class="caution-line"><b>Caution:</b> \(sentence: caution.text.withFinalStop)\
      <sup>\(notes.number(caution.evidence))</sup></p>

      """
    }
    html.markup(
      """
      <section class="card headline \(severity)">
      <h1>\(sentence: evidence.headline)</h1>
      <p>\(sentence: facts.joined(separator: " "))\(link)</p>
      \(all)\(cautions)</section>

      """)
    if let news = evidence.news {
      let items: [Markup] = ([news.closed] + news.since).map { "<li>\(sentence: $0)</li>\n" }
      html.markup(
        "<section class=\"card news\"><h2>New since the last review</h2>\n<ul>\n\(items)</ul></section>\n"
      )
    }
  }

  /// All immunotherapies under the diagnosis, the one in question marked.
  func writeTherapies(to html: inout HTMLWriter) {
    guard !evidence.therapies.isEmpty else { return }
    let rows = evidence.therapies.map { row -> Markup in
      let regimen: Markup? = row.regimen.map { " \($0)" }
      let name: Markup =
        if let flag = row.flag, way != nil {
          "<a href=\"\(address(flag))\">\(row.name)</a>"
        } else if row.isShown { "<b>\(row.name)</b>" } else { "\(row.name)" }
      let adequate = row.isAdequate.map { $0 ? "yes" : "no" } ?? "–"
      return """
        <tr\(" class=\"here\"", if: row.isShown)><th scope="row" data-label="Therapy"><span>\(name)\
        <span class="regimen">\(regimen)</span></span></th>\
        <td class="nowrap" data-label="From – to">\(row.from) – \(row.to)</td>\
        <td class="num" data-label="Weeks">\(row.weeks)</td><td data-label="Adequate">\(adequate)</td>\
        <td class="num" data-label="Index">\(row.index?.shownChange.decimal(2) ?? "–")</td>\
        <td data-label="Verdict">\(row.verdict)</td></tr>

        """
    }
    let name = evidence.course?.disease?.short ?? evidence.diagnosis?.disease.short
    html.markup(
      """
      <h2>All immunotherapies\(name.map { " under \($0)" })</h2>
      <div class="card bare"><table class="plain stacking therapies">
      <thead><tr><th scope="col">Therapy</th><th scope="col">From – to</th><th scope="col" class="num">Weeks</th>\
      <th scope="col">Adequate</th><th scope="col" class="num">Index</th><th scope="col">Verdict</th></tr></thead>
      <tbody>
      \(rows)</tbody></table></div>

      """)
  }

  /// Measures by dates, folded: the chart shows the same.
  mutating func writeValues(to html: inout HTMLWriter) {
    guard let values = evidence.values, !values.days.isEmpty else { return }
    let days = values.days.enumerated().map { position, day -> Markup in
      let gap: Markup? =
        values.left > 0 && position == 2 ? "<br><span>then \(values.left) more</span>" : nil
      return "<th scope=\"col\" class=\"num\"><time>\(day.iso)</time>\(gap)</th>"
    }
    let rows = values.rows.map { row -> Markup in
      let source: Markup? = row.source.map { "<sup>\(notes.number($0))</sup>" }
      let cells: [Markup] = row.values.map { "<td class=\"num\">\($0 ?? "–")</td>" }
      let change = row.change.map { Wording.signed($0, places: 2) } ?? "–"
      return """
        <tr><th scope="row">\(row.name)\(source)</th>\(cells)<td class="num">\(row.betterFrom ?? "–")</td>\
        <td class="num">\(change)</td><td class="nowrap">\(row.verdict)</td></tr>

        """
    }
    html.markup(
      """
      <details class="values"><summary><h2>Values</h2></summary>
      <div class="wide" role="region" tabindex="0" aria-label="Values"><table class="plain values">
      <thead><tr><th scope="col">Measure</th>\(days)<th scope="col" class="num">better from</th>\
      <th scope="col" class="num">change</th><th scope="col">judged</th></tr></thead>
      <tbody>
      \(rows)</tbody></table></div></details>

      """)
  }

  /// Everything that the verdict rests on, sentence by sentence, folded.
  func writeVerdict(to html: inout HTMLWriter) {
    let parts: [(String, [String])] =
      [("Verdict", evidence.verdict)]
      + evidence.measures.map { ($0.title, $0.points) }
      + [
        ("Published criteria, beside the verdict", evidence.criteria),
        ("Laboratory values, never judged", evidence.laboratory),
      ]
    let said: [Markup] = parts.filter { !$0.1.isEmpty }.map { title, points in
      let items: [Markup] = points.map { "<li>\(sentence: $0)</li>\n" }
      return "<h3>\(title)</h3>\n<ul class=\"reading\">\n\(items)</ul>\n"
    }
    if let composite = evidence.composite { writeComposite(composite, to: &html) }
    guard !said.isEmpty else { return }
    html.markup(
      "<details class=\"why\"><summary><h2>Verdict, and why</h2></summary>\n<div class=\"card\">\(said)</div></details>\n"
    )
  }

  private func writeComposite(_ composite: CompositeEvidence, to html: inout HTMLWriter) {
    let title = "Components of the composite"
    html.markup("<h2>\(title)</h2>\n<p class=\"reading\">\(sentence: composite.lead)</p>\n")
    TableMarkup(composite.table, label: title).write(to: &html)
    if !composite.points.isEmpty {
      let items: [Markup] = composite.points.map { "<li>\(sentence: $0)</li>\n" }
      html.markup("<ul class=\"reading\">\n\(items)</ul>\n")
    }
  }

  func writeSources(to html: inout HTMLWriter) {
    guard !notes.list.isEmpty else { return }
    let items: [Markup] = notes.list.map { "<li>\($0)</li>\n" }
    html.markup(
      """
      <details class="folded sources-list"><summary><h2>Sources</h2></summary>
      <ol class="sources">
      \(items)</ol></details>

      """)
  }
}
