import Clinic
package import Foundation
package import Outcomes
package import Registry

/// A request as a route sees it: the session is live, the role is right, the form was read and
/// its nonce used.
package struct PageRequest: Sendable {
  /// Somebody signed in, with the token of their session.
  package struct Visitor: Sendable {
    package let session: Session
    let token: Data
  }

  package let site: Site
  package let route: Route
  /// The path of this request, with the leading slash.
  package let path: String
  package let parameters: [String: String]
  package let query: FormFields
  package let form: FormFields
  /// The body of a route whose fields are `.file`.
  package let file: [UInt8]
  /// The files that a form brought.
  package var uploads: [UploadedFile] = []
  package let address: String
  package let now: Date
  let visitor: Visitor?
  /// For which accounts this browser is known.
  var browser: KnownBrowser?
  let remarks = PageRemarks()
  /// The form that this request brings, until what it asks for is stored.
  var formInHand: FormInHand?
  /// A session of this browser that timed out for want of use; it may do nothing but be unlocked.
  var idle: Session?

  /// The account that asks.
  ///
  /// Routes for `.anyone` have none and are answered 401 here.
  package var account: Account {
    get throws {
      guard let visitor else { throw WebFault.signInAgain(draftKept: false) }
      return visitor.session.account
    }
  }

  /// A part of the path by its name in the route.
  package func parameter(_ name: String) throws -> String {
    guard let value = parameters[name] else { throw WebFault.notFound }
    return value
  }

  /// The patient whose page key is in the path; 404 when it is no key of this clinic.
  package func patient() throws -> Patient.ID {
    guard let patient = site.pageKeys.patient(try parameter("patient")) else {
      throw WebFault.notFound
    }
    return patient
  }

  /// The address of one of a patient's pages: `patients/KEY` and what follows it.
  package func path(of patient: Patient.ID, _ rest: String = "") throws -> String {
    "/patients/" + (try site.pageKeys.key(for: patient)) + (rest.isEmpty ? "" : "/" + rest)
  }

  /// The hidden field's value for a form that is sent to `path` (this page's own by default).
  package func nonce(for path: String? = nil) throws -> String {
    guard let visitor else { throw WebFault.signInAgain(draftKept: false) }
    return try FormNonce(for: path ?? self.path, token: visitor.token).text
  }

  /// The surroundings of a page for this visitor: navigation by role, name, sign-out.
  package func frame(_ title: String, notice: String? = nil) throws -> Frame {
    var frame = Frame(title: title)
    frame.notice = notice
    guard let visitor else { return frame }
    let account = visitor.session.account
    frame.person = account.fullName
    frame.role = account.role.rawValue
    frame.signOutNonce = try nonce(for: "/sign-out")
    if isHalf { return frame }
    frame.stayNonce = try nonce(for: "/stay")
    frame.idleSeconds = site.settings.sessions.idle
    frame.printedAt = Instants.text(now) + " UTC by " + account.fullName
    let counts = site.lists.counts.flatMap { $0.asOf == asOf ? $0 : nil }
    let section = SiteMap.section(of: path)
    frame.navigation = SiteMap.navigation(for: account.role).map {
      link(to: $0, in: section, counts)
    }
    frame.locks =
      site.settings.hasUnlocking && site.unlockCodes.isSet(for: visitor.session.tokenHash)
    frame.menu = SiteMap.menu(for: account.role)
      .filter { $0.path != UnlockPages.settingPath || site.settings.hasUnlocking }
      .filter { $0.path != SecondFactorPages.path || site.settings.secondFactor != .off }
      .map { link(to: $0, in: section, nil) }
    if Route.Access.clinical.allows(account.role) { frame.findNonce = try nonce(for: "/patients") }
    return frame
  }

  private func link(
    to route: Route, in section: String, _ counts: ClinicLists.Counts?
  ) -> Frame.Link {
    let address = "/" + route.path
    var link = Frame.Link(
      address: address, label: route.label ?? "", isCurrent: address == path)
    link.isAround = route.path == section
    switch route.path {
    case "review": link.waiting = counts.map { ($0.red, "red") }
    case "due": link.waiting = counts.map { ($0.overdue, "overdue") }
    default: break  // not our enum
    }
    if link.waiting?.count == 0 { link.waiting = nil }
    return link
  }
}

/// Instants as texts, UTC.
package enum Instants {
  /// `2026-03-12 14:03:22`.
  package static func text(_ instant: Date) -> String {
    let seconds = Int(instant.timeIntervalSince1970.rounded(.down))
    let day = Day(number: (seconds - (seconds % 86_400 + 86_400) % 86_400) / 86_400)
    return "\(day.iso) \(time(instant))"
  }

  /// `2026-03-12T14:03:22`, as instants of the clinic file begin.
  static func stamp(_ instant: Date) -> String { text(instant).replacing(" ", with: "T") }

  /// `14:03:22`.
  package static func time(_ instant: Date) -> String {
    let seconds = Int(instant.timeIntervalSince1970.rounded(.down))
    let ofDay = (seconds % 86_400 + 86_400) % 86_400
    return [ofDay / 3_600, ofDay / 60 % 60, ofDay % 60]
      .map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
  }

  /// The first instant of a day, UTC.
  package static func start(of day: Day) -> Date {
    Date(timeIntervalSince1970: TimeInterval(day.number) * 86_400)
  }
}
