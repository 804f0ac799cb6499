import Reporting

/// What a flag rests on, in the order of the text page: scores before the verdict.
enum EvidenceMarkup {
  /// - Parameter path: of the patient's pages, where the other flags are linked; nil: they are not.
  static func writeHead(
    _ evidence: FlagEvidence, _ path: String?, to html: inout HTMLWriter
  ) {
    if let decision = evidence.decision {
      html.markup("<p class=\"lead\">\(sentence: decision)</p>\n")
    }
    let severity = evidence.flag?.severity.rawValue ?? "note"
    html.markup(
      """
      <section class="card headline \(severity)">
      <p class="lead"><strong>\(sentence: evidence.headline)</strong></p>
      \(evidence.status.map { "<p>\(sentence: $0)</p>\n" })\
      <p class="aside">\(evidence.diagnoses.map { "\(sentence: $0). " })As of \(evidence.asOf).</p>
      </section>

      """)
    if let news = evidence.news {
      html.markup(
        """
        <section class="card">
        <h2>New since the last review</h2>
        <ul>
        \(items([news.closed] + news.since))</ul>
        </section>

        """)
    }
    let (open, closed) = (
      evidence.others.filter { $0.closed == nil }, evidence.others.filter { $0.closed != nil }
    )
    if !open.isEmpty { writeFlags("Also open", open, path, to: &html) }
    if !closed.isEmpty { writeFlags("Closed flags", closed, path, to: &html) }
  }

  private static func writeFlags(
    _ title: String, _ flags: [FlagEvidence.Other], _ path: String?, to html: inout HTMLWriter
  ) {
    let rows = flags.map { flag -> Markup in
      let closed: Markup? = flag.closed.map { "<span class=\"under\">\(sentence: $0)</span>" }
      guard let path else { return "<li>\(sentence: flag.headline)\(closed)</li>\n" }
      let address = "\(path)/flag?flag=" + FormFields.encode(flag.subject.text)
      return "<li><a href=\"\(address)\">\(sentence: flag.headline)</a>\(closed)</li>\n"
    }
    html.markup("<h2>\(title)</h2>\n<ul class=\"facts\">\n\(rows)</ul>\n")
  }

  /// Each counted measure with its values and what they amount to, and the response index.
  static func writeScores(_ evidence: FlagEvidence, to html: inout HTMLWriter) {
    html.markup("<div class=\"measures\">\n")
    for scores in evidence.measures {
      html.markup("<section class=\"card\"><h3>\(scores.title)</h3>\n")
      if let table = scores.table { TableMarkup(table, label: scores.title).write(to: &html) }
      html.markup("<ul>\n\(items(scores.points))</ul></section>\n")
    }
    let index = evidence.index
    if !index.rows.isEmpty {
      html.markup("<section class=\"card\"><h3>Response index</h3>\n")
      TableMarkup(index, label: "Response index").write(to: &html)
      html.markup(
        "<p class=\"aside\">0 is as at the baseline, 1 is one meaningful change better.</p></section>\n"
      )
    }
    html.markup("</div>\n")
  }

  /// - Parameter path: of the patient's pages.
  static func writeWhy(
    _ evidence: FlagEvidence, _ path: String, to html: inout HTMLWriter
  ) {
    if let composite = evidence.composite { writeComposite(composite, to: &html) }
    writeList("Laboratory values, never judged", evidence.laboratory, to: &html)
    writeList("Verdict, and why", evidence.verdict, to: &html)
    writeList("Published criteria, beside the verdict", evidence.criteria, to: &html)
    writeList("Rule out first", evidence.ruleOut, to: &html)
    writeList("To reconsider, with what to look for", evidence.reconsider, to: &html)
    writeList("Also considered here", evidence.ownRows, to: &html)
    if let reevaluation = evidence.reevaluation {
      let address = "\(path)/reevaluation?disease=" + FormFields.encode(reevaluation.disease.text)
      let link: Markup =
        "<a class=\"no-print\" href=\"\(address)\">Say what was ruled out, asked for or found</a>"
      html.markup("<p>\(reevaluation.summary.map { "\(sentence: $0) " })\(link)</p>\n")
    }
    writeList("What would turn the flag off", evidence.turnOff, to: &html)
    writeReviews(evidence.reviews, path, to: &html)
  }

  private static func writeReviews(
    _ reviews: [FlagEvidence.Decided], _ path: String, to html: inout HTMLWriter
  ) {
    guard !reviews.isEmpty else { return }
    let rows = reviews.map { decided -> Markup in
      let on: Markup? =
        decided.on.isEmpty ? nil : "<span class=\"under\">On: \(sentence: decided.on)</span>"
      return """
        <li>\(sentence: decided.text) <a class="no-print" \
        href="\(path)/flag/decisions/\("\(decided.review.number)")">what it saw\
        <span class="unseen">: decision \("\(decided.review.number)")</span></a>\(on)</li>

        """
    }
    html.markup("<h2>Earlier reviews</h2>\n<ul class=\"reading\">\n\(rows)</ul>\n")
  }

  private static func writeComposite(_ composite: CompositeEvidence, to html: inout HTMLWriter) {
    let title = "Components of the composite"
    html.markup("<h2>\(title)</h2>\n<p class=\"reading\">\(sentence: composite.lead)</p>\n")
    TableMarkup(composite.table, label: title).write(to: &html)
    if !composite.points.isEmpty {
      html.markup("<ul class=\"reading\">\n\(items(composite.points))</ul>\n")
    }
  }

  private static func writeList(
    _ title: String, _ points: [String], to html: inout HTMLWriter
  ) {
    guard !points.isEmpty else { return }
    html.markup("<h2>\(title)</h2>\n<ul class=\"reading\">\n\(items(points))</ul>\n")
  }

  private static func items(_ sentences: [String]) -> [Markup] {
    sentences.map { "<li>\(sentence: $0)</li>\n" }
  }
}
