import Clinic
import Foundation
import Outcomes
import Registry
import Synchronization
import TestSupport

@testable import Web

/// A clinic with the shipped definitions and one patient, Łukasik, who has myasthenia and got
/// prednisone without a response; and the app before it.
final class PagesSite: Sendable {
  static let definitions = Result { try Definitions.load(nil) }
  static let today = Day(iso: "2026-06-01") ?? Day(number: 0)
  static let patient = Patient(
    id: Patient.ID("A-17"), familyName: "Łukasik", givenName: "Tove <i>",
    birthDate: Day(iso: "1960-03-01"), sex: .female)

  /// A file with the accounts, without a patient and with the one.
  private static let empty = Task { try await prepared([]) }
  private static let filled = Task { try await prepared(steps) }

  let folder: URL
  let site: Site
  let desk: Desk
  let log = TestLog()

  /// - Parameters:
  ///   - isEmpty: without a patient.
  ///   - own: what the site sets for its desk.
  init(
    isEmpty: Bool = false, desk own: SiteDesk = SiteDesk(),
    settings: SiteSettings = .withoutSecondFactor
  ) async throws {
    await Places.take()
    let prepared = try await (isEmpty ? Self.empty : Self.filled).value
    folder = try Self.makeFolder()
    desk = Self.desk(try prepared.open(in: folder), own, try Self.definitions.get())
    site = try await Self.site(desk, settings)
  }

  deinit {
    try? site.desk.file.close()
    try? FileManager.default.removeItem(at: folder)
    Places.giveBack()
  }

  private static func makeFolder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "pages-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  private static func desk(_ file: ClinicFile, _ own: SiteDesk, _ shipped: Definitions) -> Desk {
    var definitions = shipped
    definitions.desk = own
    return Desk(file: file, definitions: definitions, today: today, asOf: today, author: "Setup")
  }

  private static func site(
    _ desk: Desk, _ settings: SiteSettings = .withoutSecondFactor
  ) async throws -> Site {
    try await Site(
      desk: desk, passwords: PasswordDesk(cost: TestSite.cheap), firstCode: TestSite.firstCode,
      // It stands still: what has to wait waits, however slow the machine is.
      steady: { SteadyTime(boot: "one", seconds: 1_000) }, day: { _ in today }, settings: settings)
  }

  /// A file with an account of each role, and what the steps add.
  private static func prepared(
    _ steps: [@Sendable (Desk) throws -> Void]
  ) async throws -> PreparedFile {
    let folder = try makeFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = try PreparedFile.openEmpty(in: folder)
    let desk = desk(file, SiteDesk(), try definitions.get())
    if !steps.isEmpty { try desk.register(patient) }
    for step in steps { try step(desk) }
    let site = try await site(desk)
    for role in Role.allCases {
      try await site.accounts.add(
        name: role.rawValue, fullName: "Full \(role.rawValue)", role: role,
        password: try await site.passwords.hash(TestSite.password), by: "test", at: Date())
    }
    try file.close()
    return try PreparedFile(at: folder)
  }

  /// The diagnosis, the visits and the treatment, in the order in which the start page asks for them.
  static let steps: [@Sendable (Desk) throws -> Void] = [
    { desk in
      try desk.addDiagnosis(
        Diagnosis(disease: Disease.ID("mg"), diagnosedOn: today - 400), to: patient.id)
    },
    { desk in
      for (days, total) in [(310, 9), (200, 9), (120, 9), (60, 9)] {
        try desk.record(
          try desk.prepareScore(patient.id, .init("mg-adl"), day: today - days, pairs: adl(total)))
      }
    },
    { desk in
      try desk.startTreatment(
        TreatmentCourse(therapy: Therapy.ID("prednisone"), start: today - 300), of: patient.id)
    },
  ]

  /// Answers of the MG-ADL that add up to a total from 8 to 15.
  static func adl(_ total: Int) -> [(item: String, value: String)] {
    items.enumerated().map { position, item in (item, position < total - 8 ? "2" : "1") }
  }

  static let items = [
    "talking", "chewing", "swallowing", "breathing", "brush-comb", "chair", "diplopia", "ptosis",
  ]

  func path(_ rest: String = "") throws -> String {
    "/patients/\(try site.pageKeys.key(for: Self.patient.id))\(rest)"
  }

  /// Runs a browser in which an account of that role is signed in.
  func browse(_ role: Role, _ body: @Sendable (Browser) async throws -> Void) async throws {
    let router = SiteRouter.build(site, hosts: TestSite.hosts)
    let browser = Browser(RouterLine(router, logger: log.logger))
    try await browser.signIn(role.rawValue)
    try await body(browser)
  }
}

extension Browser {
  /// Opens a page and sends its form.
  func submit(
    _ path: String, to action: String? = nil, _ fields: [(String, String)]
  ) async throws -> Page {
    let hidden = try await get(path).hidden(action ?? path)
    let names = Set(fields.map(\.0))
    return try await post(action ?? path, fields + hidden.filter { !names.contains($0.0) })
  }
  /// Opens a page, types into its form and sends all of it, as somebody does who sees it as it is.
  func save(
    _ path: String, to action: String? = nil, _ typed: [(String, String)]
  ) async throws -> Page {
    try await post(action ?? path, try await get(path).filled(action ?? path, typed))
  }
}
