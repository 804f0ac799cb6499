import Outcomes
import Registry

/// Visits that were begun and not saved yet: of the account that began them alone.
struct UnfinishedEntries {
  struct Entry {
    let patient: Patient.ID
    let day: Day
    /// `2026-05-29 14:03:22`.
    let saved: String
  }

  /// - Parameter patient: nil: of all patients.
  static func all(_ request: PageRequest, of patient: Patient.ID? = nil) async throws -> [Entry] {
    try await request.site.accounts.drafts(of: try request.account.name).compactMap { draft in
      guard let day = VisitPage.draft.day(inKey: draft.form),
        patient == nil || patient?.text == draft.patient
      else { return nil }
      return Entry(
        patient: Patient.ID(draft.patient), day: day, saved: Instants.text(draft.saved))
    }
  }

  /// Writes them with links to where they go on; nothing where there are none.
  ///
  /// - Parameter patient: nil: of all patients, with their names.
  static func write(
    _ request: PageRequest, of patient: Patient.ID? = nil, besides day: Day? = nil,
    to html: inout HTMLWriter
  ) async throws {
    let entries = try await all(request, of: patient).filter { $0.day != day }
    guard !entries.isEmpty else { return }
    let ids = Array(Set(entries.map(\.patient)))
    let names = try await request.atDesk { desk in
      Dictionary(
        try ids.compactMap { id in
          try desk.file.read { try $0.patient(id) }.map { (id, $0.listName) }
        }, uniquingKeysWith: { first, _ in first })
    }
    let lines = try entries.compactMap { entry -> Markup? in
      guard let name = names[entry.patient] else { return nil }
      let address = try request.path(of: entry.patient, "visits?date=\(entry.day.iso)")
      let who: Markup? = patient == nil ? "\(name), " : nil
      return """
        <li><a href="\(address)">\(who)visit of <time>\(entry.day.iso)</time></a>, \
        kept \(sentence: entry.saved) UTC</li>

        """
    }
    guard !lines.isEmpty else { return }
    html.markup(
      """
      <section class="card unfinished no-print" aria-labelledby="unfinished-title">
      <h2 id="unfinished-title">Begun and not saved yet</h2>
      <ul>
      \(lines)</ul>
      </section>

      """)
  }
}
