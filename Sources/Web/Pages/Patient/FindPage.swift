import Clinic
import Outcomes
import Registry

/// Finding a patient by identifier or name.
///
/// The search is sent as a form, so that no address keeps a name.
enum FindPage {
  static let routes: [Route] = [
    .get("patients", for: .clinical, label: "Patients") { request in
      try await page(request, found: nil)
    },
    .post("patients", for: .clinical, fields: .named(["search"]), use: .repeatedly) { request in
      let text = request.form["search"]
      try await request.note(.view, to: "patient search", of: nil)
      let found = try await request.atDesk { desk in
        try desk.file.read { try $0.patients(search: text, limit: most + 1) }
      }
      return try await page(request, found: found)
    },
  ]

  private static let most = 50

  private static func page(_ request: PageRequest, found: [Patient]?) async throws -> PageAnswer {
    let patients = try await request.atDesk { desk in
      try desk.file.read { try $0.patientCount() }
    }
    let names = (found ?? []).map(NameKey.init)
    let lines = try (found ?? []).prefix(most).map { patient in
      let name = NameKey(patient)
      return FoundView(
        address: try request.path(of: patient.id),
        identity: Frame.Identity(patient, asOf: request.asOf),
        isSimilar: names.count { $0.isSame(as: name) } > 1)
    }
    let view = FindView(
      nonce: try request.nonce(), search: request.form["search"], registered: "\(patients)",
      wasSearched: found != nil, isEmpty: found?.isEmpty ?? false, hasLines: !lines.isEmpty,
      lines: lines, isCut: (found?.count ?? 0) > most,
      hasSimilar: lines.contains(where: \.isSimilar))
    return try request.page(
      "find", try request.frame("Patients", notice: request.takeNotice()), view)
  }
}

private struct FindView {
  let nonce: String
  let search: String
  let registered: String
  let wasSearched: Bool
  let isEmpty: Bool
  let hasLines: Bool
  let lines: [FoundView]
  let isCut: Bool
  let hasSimilar: Bool
}

private struct FoundView {
  let address: String
  let identity: Frame.Identity
  /// Another patient of the same name is in the list.
  let isSimilar: Bool
}
