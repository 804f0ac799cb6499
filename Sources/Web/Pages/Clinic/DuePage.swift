import Clinic
import Outcomes
import Reporting

/// A week's list for the desk: what is overdue, then day by day whom to see, what to assess and until
/// when; and the list of whom to call, to be printed.
enum DuePage {
  static let routes: [Route] = [
    .get("due", for: .clinical, label: "Due", query: ["week", "page"]) { try await page($0) },
    .get("due/calls", for: .clinical, query: ["week"]) { try await calls($0) },
  ]

  /// Visits on one page.
  private static let visitsPerPage = 200

  /// What the address asks for: a week that begins on that Monday; otherwise what is overdue and the
  /// week of the day.
  private struct Asked {
    let monday: Day?
    /// They follow one another.
    let visits: Slice<OrderedTree<DueVisit>>?

    init(_ request: PageRequest, _ all: [DueWeek]) {
      let day = Day(iso: request.query["week"]).map(\.monday)
      monday = day == request.asOf.monday ? nil : day
      let thisWeek = request.asOf.monday
      let weeks = all.filter { week in
        day == nil || day == thisWeek
          ? week.monday == nil || week.monday == thisWeek : week.monday == day
      }.map(\.visits)
      visits = weeks.first.map { first in
        first.base[first.startIndex..<(weeks.last ?? first).endIndex]
      }
    }

    var query: String { monday.map { "week=\($0.iso)&" } ?? "" }
  }

  private static func page(_ request: PageRequest) async throws -> PageAnswer {
    let lists = try await request.clinicLists()
    let all = lists.dueWeeks(asOf: request.asOf)
    try await request.note(.view, to: "due list", of: nil)
    let asked = Asked(request, all)
    let count = asked.visits?.count ?? 0
    let pages = Pages(of: count, each: visitsPerPage, asked: request.query["page"])
    var html = HTMLWriter()
    try UnsoundRemark.write(lists, request, to: &html)
    html.markup(chips(all, asked, request))
    if count == 0 {
      html.markup(
        asked.monday == nil
          ? "<p>Nothing is overdue, and nothing is due this week.</p>\n"
          : "<p>Nothing is due in this week.</p>\n")
    }
    for part in parts(asked, pages.range, lists, request) {
      let title = part.title
      html.markup(
        "<h2>\(sentence: title) · \(part.count)\(", continued", if: part.isContinued)</h2>\n")
      try write(part.visits, title, isOverdue: part.isOverdue, request, to: &html)
    }
    pages.write(to: &html) { "/due?\(asked.query)page=\($0)" }
    var frame = try request.frame("Due")
    let calls = "/due/calls" + (asked.monday.map { "?week=\($0.iso)" } ?? "")
    frame.beside = """
      <p>As of <time>\(request.asOf.iso)</time></p>
      <p class="end no-print"><a href="\(calls)">Call list, to be printed</a></p>

      """
    return request.page(frame, html)
  }

  /// What is overdue, or due on one day, as far as it stands on one page.
  private struct Part {
    let title: String
    let isOverdue: Bool
    let visits: [DueVisit]
    /// On all pages.
    let count: Int
    /// It began on the page before.
    let isContinued: Bool
  }

  private static func parts(
    _ asked: Asked, _ range: Range<Int>, _ lists: ClinicLists, _ request: PageRequest
  ) -> [Part] {
    guard let visits = asked.visits else { return [] }
    let (all, start) = (visits.base, visits.startIndex)
    var rest = all[start + range.lowerBound..<start + range.upperBound]
    var parts: [Part] = []
    while let first = rest.first {
      let isOverdue = first.dueOn < request.asOf
      let end = lists.visits(before: isOverdue ? request.asOf : first.dueOn + 1)
      let begin = isOverdue ? start : max(start, lists.visits(before: first.dueOn))
      parts.append(
        Part(
          title: isOverdue ? "Overdue" : DueWords.day(first.dueOn), isOverdue: isOverdue,
          visits: Array(rest[..<min(end, rest.endIndex)]), count: end - begin,
          isContinued: begin < rest.startIndex))
      rest = rest[min(end, rest.endIndex)...]
    }
    return parts
  }

  private static func chips(_ all: [DueWeek], _ asked: Asked, _ request: PageRequest) -> Markup {
    let thisWeek = request.asOf.monday
    let now = all.filter { $0.monday == nil || $0.monday == thisWeek }
      .reduce(0) { $0 + $1.visits.count }
    let later = all.filter { $0.monday.map { $0 > thisWeek } ?? false }
    return """
      <nav class="chips" aria-label="Weeks">
      <a class="chip" href="/due"\(" aria-current=\"true\"", if: asked.monday == nil)>Overdue and this week · \(now)</a>
      \(later.map { week in
        let monday = week.monday ?? thisWeek
        return """
          <a class="chip" href="/due?week=\(monday.iso)"\(" aria-current=\"true\"", if: monday == asked.monday)>Week of \
          <time>\(monday.iso)</time> · \(week.visits.count)</a>

          """
      })
      </nav>

      """
  }

  private static func write(
    _ visits: [DueVisit], _ title: String, isOverdue: Bool, _ request: PageRequest,
    to html: inout HTMLWriter
  ) throws {
    html.markup(
      """
      <div class="wide" role="region" tabindex="0" aria-label="\(title)">
      <table class="stacking due"><thead><tr><th scope="col">Patient</th>
      \("<th scope=\"col\">Due since</th>\n", if: isOverdue)<th scope="col">Assess</th>
      <th scope="col">For</th><th scope="col">At the latest</th></tr></thead>
      <tbody>

      """)
    let measures = measures(toAssessAt: visits, request.library)
    for visit in visits { html.markup(try row(visit, measures, isOverdue: isOverdue, request)) }
    html.markup("</tbody></table></div>\n")
  }

  /// What is counted in each of the diseases, by name.
  private static func measures(
    toAssessAt visits: [DueVisit], _ library: Library
  ) -> [Disease.ID: String] {
    let diseases = Set(visits.flatMap(\.lines).map(\.diseaseID)).compactMap(library.disease)
    return Dictionary(
      uniqueKeysWithValues: diseases.map { ($0.id, DueWords.measures(of: $0, library)) })
  }

  private static func row(
    _ visit: DueVisit, _ measures: [Disease.ID: String], isOverdue: Bool, _ request: PageRequest
  ) throws -> Markup {
    let patient = visit.patient
    let name = patient.listName
    let isLate = visit.latest < request.asOf
    let since: Markup? =
      isOverdue ? "<td data-label=\"Due since\"><time>\(visit.dueOn.iso)</time></td>\n" : nil
    return """
      <tr><th scope="row" data-label="Patient"><span><a href="\(try request.path(of: patient.id))">\
      \(name.isEmpty ? patient.id.text : name)</a><span class="under">\
      \(patient.bornGiven.map { "\($0.text) · " })\(patient.id.text)</span></span></th>
      \(since)<td data-label="Assess">\(visit.lines.compactMap { measures[$0.diseaseID] }.uniqued.joined(separator: "; "))</td>
      <td data-label="For"><span>\(visit.lines.map { line in
        "<span class=\"line\">\(line.disease), \(line.why)</span>" as Markup
      })</span></td>
      <td data-label="At the latest"><time>\(visit.latest.iso)</time>\
      \(" <span class=\"tag\">passed</span>", if: isLate)</td></tr>

      """
  }

  /// Name, birth date and identifier, and no more: what a call needs, and what may lie on a desk.
  private static func calls(_ request: PageRequest) async throws -> PageAnswer {
    let asked = Asked(request, try await request.clinicLists().dueWeeks(asOf: request.asOf))
    try await request.note(.view, to: "call list", of: nil)
    let patients = (asked.visits.map(Array.init) ?? []).map(\.patient).uniqued
    var html = HTMLWriter()
    BackLink.write(
      "Back to what is due", "/due" + (asked.monday.map { "?week=\($0.iso)" } ?? ""), to: &html)
    if patients.isEmpty {
      html.markup("<p>Nobody is to be called.</p>\n")
    } else {
      html.markup(
        """
        <div class="wide" role="region" tabindex="0" aria-label="Whom to call">
        <table class="calls"><thead><tr><th scope="col">Name</th><th scope="col">Born</th>
        <th scope="col">Identifier</th></tr></thead>
        <tbody>
        \(patients.map { patient in
          """
          <tr><th scope="row">\(patient.listName)</th><td><time>\(patient.bornGiven?.text ?? "")</time></td>\
          <td>\(patient.id.text)</td></tr>

          """
        })</tbody></table></div>

        """)
    }
    var frame = try request.frame("Call list")
    frame.beside =
      asked.monday.map { "<p>Due in the week of <time>\($0.iso)</time></p>\n" }
      ?? "<p>Overdue, or due by <time>\((request.asOf.monday + 6).iso)</time></p>\n"
    return request.page(frame, html)
  }
}
