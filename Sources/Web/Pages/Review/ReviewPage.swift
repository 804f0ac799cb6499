import Clinic
import Outcomes
import Reporting

/// The physician's list: one line per patient with an open flag, red before amber.
enum ReviewPage {
  static let routes: [Route] = [
    .get(
      "review", for: .clinical, label: "Review", query: ReviewFilter.fields.union(["page"])
    ) { try await page($0) },
    .post(BulkDeferral.path, for: .physicians, fields: .checkedByPage) {
      try await BulkDeferral.save($0)
    },
  ]

  /// Lines on one page; the keyboard goes through them.
  private static let linesPerPage = 100

  /// - Parameter sent: what was sent of a deferral that was not made.
  static func page(
    _ request: PageRequest, _ sent: BulkDeferral.Sent? = nil
  ) async throws -> PageAnswer {
    let lists = try await request.clinicLists()
    try await request.note(.view, to: "review list", of: nil)
    let filter = sent == nil ? ReviewFilter(request.query) : request.listFilter
    let decides = try request.account.role == .physician
    let reader = try await request.reviewReader()
    let shown = reader.shown(lists, filter)
    let pages = Pages(
      of: shown.count, each: linesPerPage, asked: sent?.page ?? request.query["page"])
    let lines = shown[pages.range]
    let notJudged = pages.number == 1 ? lists.notJudged.prefix(linesPerPage) : []
    let problems = sent?.problems(lines, lists) ?? FormProblems()
    var html = HTMLWriter()
    html.markup(
      """
      <div class="titles"><h1>Review</h1>
      <p>\(countText(shown.count, red: shown.red, of: lists.review.count))\(notJudgedText(lists)), as of \(sentence: request.asOf.iso). \
      <span class="script-only no-print"><kbd>j</kbd> <kbd>k</kbd> move, <kbd>Enter</kbd> opens\(" · <kbd>x</kbd> ticks, <kbd>d</kbd> defers", if: decides)</span></p></div>

      """)
    UnsoundRemark.count(lists, to: &html)
    writeChips(lists, filter, reader, request.library, to: &html)
    try await UnfinishedEntries.write(request, to: &html)
    if shown.isEmpty {
      html.markup(
        "<p>No patient has an open flag here. That is no finding: it says only that nothing recorded asks for a review.</p>\n"
      )
    }
    if !lines.isEmpty || !notJudged.isEmpty {
      let way = ReviewWay(filter)
      let deferral =
        decides && !lines.isEmpty
        ? try BulkDeferral(
          request, filter, page: pages.number, seen: lists.seen, sent, problems) : nil
      html.markup(
        """
        \(deferral?.opening)<div class="wide" role="region" tabindex="0" aria-label="Patients to review">
        <table class="stacking review" data-rows>
        <thead><tr><th scope="col">\(deferral.map { _ in BulkDeferral.all })Urgency</th><th scope="col">Patient</th><th scope="col">Diagnosis</th>\
        <th scope="col">Question</th><th scope="col">Response index</th><th scope="col" class="num">Now</th>\
        <th scope="col">Leading score</th><th scope="col">Reviewed</th></tr></thead>
        <tbody>

        """)
      for patient in notJudged { html.markup(try NotJudgedRow.markup(patient, request)) }
      for line in lines {
        let tick = try deferral?.tick(line, request)
        html.markup(try ReviewRow(line: line, request: request, way: way, tick: tick).markup)
      }
      html.markup("</tbody></table></div>\n\(deferral?.closing(lines))")
    }
    pages.write(to: &html) { filter.address(page: $0) }
    var frame = try request.frame("Review", notice: request.takeNotice())
    frame.hasOwnHeading = true
    return request.page(frame, html, problems)
  }

  private static func countText(_ count: Int, red: Int, of all: Int) -> String {
    let some = count == all ? "" : " (of \(all))"
    return "\(Wording.counted(count, "patient"))\(some) to review: \(red) red, "
      + "\(count - red) amber"
  }

  private static func notJudgedText(_ lists: ClinicLists) -> String {
    lists.notJudged.isEmpty ? "" : "; \(lists.notJudged.count) not judged"
  }

  private static func writeChips(
    _ lists: ClinicLists, _ filter: ReviewFilter, _ reader: ReviewReader, _ library: Library,
    to html: inout HTMLWriter
  ) {
    var chips: [Markup] = []
    let all: [ReviewFilter.Show?] = [nil] + ReviewFilter.Show.allCases
    let counts = reader.counts(lists, filter)
    for show in all {
      let other = filter.showing(show)
      let count = counts[show] ?? 0
      let name: Markup =
        switch show {
        case nil: "All"
        case .red: "<span class=\"sev red\">Red</span>"
        case .amber: "<span class=\"sev amber\">Amber</span>"
        case .new: "New since my last look"
        case .mine: "Mine"
        }
      chips.append(
        """
        <a class="chip\(" on", if: show == filter.show)" href="\(other.address)"\
        \(" aria-current=\"true\"", if: show == filter.show)>\(name) \(count)</a>

        """)
    }
    let selects = filter.fields(lists.choices, library).map { field -> Markup in
      """
      <select name="\(field.id)" aria-label="\(field.label)">
      \(field.choices.map(\.option))</select>

      """
    }
    let show: Markup? = filter.show.map {
      "<input type=\"hidden\" name=\"show\" value=\"\($0.rawValue)\">\n"
    }
    let reset: Markup? = filter.isActive ? "<a href=\"/review\">Show all</a>\n" : nil
    html.markup(
      """
      <form class="chips filters-line" method="get" action="/review" data-apply>
      \(chips)<span class="gap"></span>
      \(show)\(selects)<noscript><button>Show</button></noscript>
      \(reset)</form>

      """)
  }
}
