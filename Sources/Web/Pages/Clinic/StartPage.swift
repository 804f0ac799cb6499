import Clinic
import Outcomes
import Registry
import Reporting

/// `/`: the three steps of a clinic that begins; then what waits.
enum StartPage {
  static let routes: [Route] = [
    .get("", for: .everyone) { request in
      let role = try request.account.role
      guard Route.Access.clinical.allows(role) || role == .administrator else {
        return .redirect(SiteMap.start(for: role))
      }
      let steps = try await FirstSteps(request)
      if steps.areDone, role == .administrator { return .redirect(SiteMap.start(for: role)) }
      return try await page(request, steps)
    }
  ]

  /// Where somebody begins after signing in: a clinic that begins leads on to its next step.
  static func address(for role: Role, _ request: PageRequest) async throws -> String {
    guard Route.Access.clinical.allows(role) else { return SiteMap.start(for: role) }
    return FirstSteps.isFilled(try await request.beginnings()) ? SiteMap.start(for: role) : "/"
  }

  private static func page(_ request: PageRequest, _ steps: FirstSteps) async throws -> PageAnswer {
    var html = HTMLWriter()
    if steps.areDone {
      let lists = try await request.clinicLists()
      try await request.note(.view, to: "start page", of: nil)
      html.markup("\(ClockRemark.markup(request))")
      try UnsoundRemark.write(lists, request, to: &html)
      html.markup(waiting(lists, request))
      html.markup(try news(lists.openAgain, request))
    } else {
      html.markup(
        "<p class=\"lead\">This clinic file is new. Three steps lead to the first flag.</p>\n")
      html.markup(steps.markup)
    }
    var frame = try request.frame("Start", notice: request.takeNotice())
    if steps.areDone { frame.beside = "<p>As of <time>\(request.asOf.iso)</time></p>\n" }
    return request.page(frame, html)
  }

  private static func waiting(_ lists: ClinicLists, _ request: PageRequest) -> Markup {
    let red = lists.choices.red
    let weeks = lists.dueWeeks(asOf: request.asOf, ahead: 0)
    let overdue = weeks.filter { $0.monday == nil }.reduce(0) { $0 + $1.visits.count }
    let thisWeek = weeks.reduce(0) { $0 + $1.visits.count } - overdue
    let notJudged: Markup? =
      lists.notJudged.isEmpty
      ? nil
      : "<div><b>\(lists.notJudged.count)</b><span><a href=\"/review\">not judged</a></span></div>\n"
    return """
      <section class="card" aria-label="What waits"><div class="facts">
      \(notJudged)\
      <div><b>\(red)</b><span><a href="/review">red to review</a></span></div>
      <div><b>\(lists.review.count - red)</b><span><a href="/review">amber to review</a></span></div>
      <div><b>\(lists.openAgain.count)</b><span>open again: new evidence since a decision</span></div>
      <div><b>\(overdue)</b><span><a href="/due">assessments overdue</a></span></div>
      <div><b>\(thisWeek)</b><span><a href="/due">due this week</a></span></div>
      </div></section>
      <p class="doing"><a class="button" href="/patients">Find a patient</a>
      <a class="button second" href="/patients/new">Register a patient</a></p>

      """
  }

  /// Whose question is open again because of something new.
  private static func news(
    _ again: OrderedTree<ReviewLine>, _ request: PageRequest
  ) throws -> Markup {
    guard !again.isEmpty else { return "" }
    return """
      <h2>New since a decision</h2>
      <ul class="facts">
      \(try again.prefix(8).map { line in
        let name = line.patient.listName
        return """
          <li><a href="\(try request.path(of: line.patient.id, "flag"))">\
          \(name.isEmpty ? line.patient.id.text : name)</a> <span class="under">\
          \(sentence: line.text("headline"))</span></li>

          """ as Markup
      })</ul>

      """
  }
}
