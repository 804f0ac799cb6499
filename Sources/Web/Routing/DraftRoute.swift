/// Keeping a half-entered form on the server while it is being filled in.
extension Route {
  /// The route that the script sends a form to after each change: `<path>/draft`.
  ///
  /// - Parameter name: the draft's name; the same as the form's `draft:`.
  package static func draft(_ name: String, of path: String, for access: Access) -> Route {
    .post(
      path + "/draft", for: access, fields: .checkedByPage, draft: name, use: .repeatedly
    ) { request in
      let patient = request.parameters["patient"] == nil ? "" : try request.patient().text
      try await request.site.accounts.saveDraft(
        request.form.encoded(without: [FormNonce.field]), form: name, patient: patient,
        account: try request.account.name, at: request.now)
      return PageAnswer(status: .noContent)
    }
  }
}

extension PageRequest {
  /// What this account has half-entered in a form for the patient in the path.
  package func draft(_ name: String) async throws -> (fields: FormFields, saved: String)? {
    let patient = parameters["patient"] == nil ? "" : try self.patient().text
    let draft = try await site.accounts.draft(
      form: name, patient: patient, account: try account.name)
    guard let draft else { return nil }
    var fields = try FormFields(urlEncoded: draft.content.utf8)
    fields.dates = site.settings.dates
    return (fields, Instants.text(draft.saved))
  }

  /// Drops the draft, once the form is saved or given up.
  package func discardDraft(_ name: String) async throws {
    let patient = parameters["patient"] == nil ? "" : try self.patient().text
    try await site.accounts.discardDraft(
      form: name, patient: patient, account: try account.name)
  }
}
