import Clinic
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import Measures
import Outcomes
import Registry
import Synchronization
import TestSupport

@testable import Web

extension SiteSettings {
  /// As most tests want it: the password alone signs in.
  static var withoutSecondFactor: SiteSettings {
    var settings = SiteSettings()
    settings.secondFactor = .off
    return settings
  }
}

/// A clock that tests move.
final class TestClock: Sendable {
  private let instant = Mutex(Date(timeIntervalSince1970: 1_771_000_000))

  var now: Date { instant.withLock { $0 } }

  /// The same as a clock that nobody can set.
  var steady: SteadyTime {
    SteadyTime(boot: "test", seconds: Int64(now.timeIntervalSince1970) - 1_770_000_000)
  }

  func advance(seconds: TimeInterval) {
    instant.withLock { $0 += seconds }
  }
}

/// A clinic file in a temporary folder, with the real migrations, and the app before it.
final class TestSite: Sendable {
  /// Passwords are hashed cheaply here; one test uses the real cost.
  static let cheap = PasswordHash.Cost(rounds: 16, blockSize: 8, parallelism: 1)
  static let firstCode = "ABCDE-FGHJK-LMNPQ-RSTUV"
  static let password = "seven purple walnuts sing"
  static let hosts = HostNames(exactly: ["localhost"])

  let folder: URL
  let clinic: ClinicFile
  let site: Site
  let clock = TestClock()
  let log = TestLog()

  init(
    cost: PasswordHash.Cost = TestSite.cheap, settings: SiteSettings = .withoutSecondFactor
  ) async throws {
    await Places.take()
    folder = FileManager.default.temporaryDirectory.appending(path: "web-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    clinic = try PreparedFile.openEmpty(in: folder)
    let clock = clock
    let day = Day(number: 20_500)
    let definitions = try Definitions.read(shipped: [], hash: { _ in "" })
    site = try await Site(
      desk: Desk(
        file: clinic, definitions: definitions, today: day, asOf: day, author: "nobody"),
      passwords: PasswordDesk(cost: cost), firstCode: Self.firstCode, now: { clock.now },
      steady: { clock.steady },
      day: { _ in day }, settings: settings)
  }

  deinit {
    try? clinic.close()
    try? FileManager.default.removeItem(at: folder)
    Places.giveBack()
  }

  /// Makes an account with the usual password.
  func add(_ name: String, _ role: Role) async throws {
    try await site.accounts.add(
      name: name, fullName: "Full \(name)", role: role,
      password: try await site.passwords.hash(Self.password), by: "test", at: clock.now)
  }

  func router(_ routes: [Route] = SiteMap.routes) -> Router<WebContext> {
    SiteRouter.build(site, routes: routes, hosts: Self.hosts)
  }

  /// What the router really holds, with `:name` for parts that vary.
  var routes: [(method: HTTPRequest.Method, path: String)] {
    let router = router()
    _ = router.buildResponder()
    return router.routes.map { route in
      let path = "\(route.path)".replacing("{", with: ":").replacing("}", with: "")
      return (route.method, path.hasPrefix("/") ? path : "/" + path)
    }
  }

  /// Runs a browser against the router, without a socket.
  func browse<Value>(
    _ routes: [Route] = SiteMap.routes, _ body: @Sendable (Browser) async throws -> Value
  ) async throws -> Value {
    try await body(Browser(RouterLine(router(routes), logger: log.logger)))
  }
}

/// Everything that was logged.
final class TestLog: Sendable {
  private let lines = Mutex<[String]>([])

  var text: String { lines.withLock { $0.joined(separator: "\n") } }

  var logger: Logger {
    Logger(label: "test") { _ in Handler(log: self) }
  }

  private struct Handler: LogHandler {
    let log: TestLog
    var logLevel = Logger.Level.trace
    var metadata: Logger.Metadata = [:]

    init(log: TestLog) { self.log = log }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
      let line = "\(event.level) \(event.message) \(event.metadata ?? [:]) \(metadata)"
      log.lines.withLock { $0.append(line) }
    }
  }
}
