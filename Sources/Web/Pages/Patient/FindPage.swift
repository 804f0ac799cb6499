import Clinic
import Outcomes
import Registry

/// Finding a patient by name, identifier or date of birth.
///
/// The search is sent as a form, so that no address keeps a name. A single hit is opened at once.
enum FindPage {
  static let routes: [Route] = [
    .get("patients", for: .clinical, label: "Patients") { request in
      try await page(request, found: nil)
    },
    .post("patients", for: .clinical, fields: .named(["search"]), use: .repeatedly) { request in
      let text = request.form["search"]
      try await request.note(.view, to: "patient search", of: nil)
      let dates = request.site.settings.dates
      let found = try await request.atDesk {
        try $0.patients(matching: text, dates: dates, limit: most + 1)
      }
      if found.count == 1, !text.isEmpty, let patient = found.first {
        return .redirect(try request.path(of: patient.id))
      }
      return try await page(request, found: found)
    },
  ]

  private static let most = 50

  private static func page(_ request: PageRequest, found: [Patient]?) async throws -> PageAnswer {
    let patients = try await request.atDesk { try $0.patientCount() }
    let names = (found ?? []).map(NameKey.init)
    let shown = (found ?? []).prefix(most).map(\.id)
    let diagnoses = try await request.atDesk { desk in
      try Dictionary(
        uniqueKeysWithValues: shown.map { ($0, try desk.runningDiagnoses(of: $0)) })
    }
    let rows = try found?.prefix(most).map { patient in
      let name = NameKey(patient)
      return FindMarkup.Row(
        address: try request.path(of: patient.id),
        identity: Frame.Identity(patient, asOf: request.asOf),
        diagnoses: (diagnoses[patient.id] ?? []).joined(separator: ", "),
        isSimilar: names.count { $0.isSame(as: name) } > 1)
    }
    var html = HTMLWriter()
    html.markup(
      FindMarkup(
        nonce: try request.nonce(), search: request.form["search"], registered: patients,
        rows: rows, isCut: (found?.count ?? 0) > most
      ).markup)
    return request.page(try request.frame("Patients", notice: request.takeNotice()), html)
  }
}
