import Reporting

/// What stands beside the evidence of a flag: what else is open, what would turn it off, and what was
/// decided before.
enum FlagSide {
  static func write(_ page: FlagMarkup, to html: inout HTMLWriter) {
    let evidence = page.evidence
    writeFlags("Also open", evidence.others.filter { $0.closed == nil }, page, to: &html)
    if !evidence.turnOff.isEmpty {
      let items: [Markup] = evidence.turnOff.map { "<p class=\"small\">\(sentence: $0)</p>\n" }
      html.markup("<section class=\"card\"><h2>What would turn it off</h2>\n\(items)</section>\n")
    }
    writeReviews(page, to: &html)
    writeFlags("Closed flags", evidence.others.filter { $0.closed != nil }, page, to: &html)
  }

  private static func writeFlags(
    _ title: String, _ flags: [FlagEvidence.Other], _ page: FlagMarkup, to html: inout HTMLWriter
  ) {
    guard !flags.isEmpty else { return }
    let rows = flags.map { flag -> Markup in
      let closed: Markup? = flag.closed.map { "<span class=\"under\">\(sentence: $0)</span>" }
      let sign: Markup? =
        flag.closed == nil
        ? "<span class=\"sev \(flag.severity.rawValue)\"><span class=\"unseen\">\(flag.severity.rawValue)</span></span> "
        : nil
      guard page.way != nil else { return "<li>\(sign)\(sentence: flag.brief)\(closed)</li>\n" }
      return
        "<li>\(sign)<a href=\"\(page.address(flag.subject))\">\(sentence: flag.brief)</a>\(closed)</li>\n"
    }
    html.markup(
      "<section class=\"card\"><h2>\(title)</h2>\n<ul class=\"facts\">\n\(rows)</ul></section>\n")
  }

  private static func writeReviews(_ page: FlagMarkup, to html: inout HTMLWriter) {
    let rows = page.evidence.reviews.map { decided -> Markup in
      let on: Markup? =
        decided.on.isEmpty ? nil : "<span class=\"under\">On: \(sentence: decided.on)</span>"
      return """
        <li class="small">\(sentence: decided.text) <a class="no-print" \
        href="\(page.path)/flag/decisions/\("\(decided.review.number)")">what it saw\
        <span class="unseen">: decision \("\(decided.review.number)")</span></a>\(on)</li>

        """
    }
    let list: Markup =
      rows.isEmpty
      ? "<p class=\"small\">Never.</p>" : "<ul class=\"facts\">\n\(rows)</ul>"
    html.markup("<section class=\"card\"><h2>Reviewed before</h2>\n\(list)</section>\n")
  }
}
