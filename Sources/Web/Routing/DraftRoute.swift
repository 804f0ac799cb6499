import Outcomes
import Registry

/// What a half-entered form is kept as, for one account and patient: the form's name and, where the
/// form is of a day, that day, so that a draft never fills the form of another one.
package struct DraftName: Sendable, ExpressibleByStringLiteral {
  package let form: String
  /// The fields that may hold the day; the first one that does counts.
  package let days: [String]

  package init(_ form: String, days: [String] = []) {
    self.form = form
    self.days = days
  }

  package init(stringLiteral form: String) { self.init(form) }

  func key(_ day: Day) -> String { "\(form) \(day.iso)" }

  package func key(_ fields: FormFields) -> String {
    var problems = FormProblems()
    let found = days.lazy.compactMap { DateText.day(fields, $0, &problems) }.first
    return found.map(key) ?? form
  }

  /// The day in a key; nil: it is none of this form.
  func day(inKey key: String) -> Day? {
    key.hasPrefix(form + " ") ? Day(iso: String(key.dropFirst(form.count + 1))) : nil
  }
}

/// Keeping a half-entered form on the server while it is being filled in.
extension Route {
  /// The route that the script sends a form to after each change: `<path>/draft`.
  ///
  /// It is kept after the session has timed out, too; see ``RouteResponder``.
  ///
  /// - Parameter name: the draft's name; the same as the form's `draft:`.
  package static func draft(_ name: DraftName, of path: String, for access: Access) -> Route {
    .post(path + "/draft", for: access, fields: .checkedByPage, draft: name, use: .repeatedly) {
      request in
      try await request.keepDraft(name.key(request.form), request.form)
      return PageAnswer(status: .noContent)
    }
  }
}

extension PageRequest {
  private var draftPatient: String {
    get throws { parameters["patient"] == nil ? "" : try patient().text }
  }

  /// Keeps what is half-entered in a form for the patient in the path.
  func keepDraft(_ key: String, _ fields: FormFields) async throws {
    try await site.accounts.saveDraft(
      fields.encoded(without: [FormNonce.field]), form: key, patient: draftPatient,
      account: try account.name, at: now)
  }

  /// What this account has half-entered in a form for the patient in the path.
  package func draft(_ key: String) async throws -> (fields: FormFields, saved: String)? {
    let draft = try await site.accounts.draft(
      form: key, patient: draftPatient, account: try account.name)
    guard let draft else { return nil }
    var fields = try FormFields(urlEncoded: draft.content.utf8)
    fields.dates = site.settings.dates
    return (fields, Instants.text(draft.saved))
  }

  /// Drops the draft of what is saved; where the disk does not take that, the draft stays, and what
  /// is saved is saved.
  func discardDraft(ofSaved key: String) async { try? await discardDraft(key) }

  /// Drops the draft, once the form is given up.
  package func discardDraft(_ key: String) async throws {
    try await site.accounts.discardDraft(
      form: key, patient: draftPatient, account: try account.name)
  }
}
