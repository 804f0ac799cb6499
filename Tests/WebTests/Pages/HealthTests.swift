import Clinic
import Foundation
import HTTPTypes
import Registry
import Testing

@testable import Web

/// What programs that watch the server are told, and the status that goes with it.
@Suite struct HealthTests {
  struct Case: Sendable {
    var health: Health
    var status: String
    var problems: [Health.Problem]
  }

  static let sound = Health(reads: true, writes: true, backupAge: 0, free: 1 << 40, size: 1 << 20)

  private static func but(_ change: (inout Health) -> Void) -> Health {
    var health = sound
    change(&health)
    return health
  }

  static let cases = [
    Case(health: sound, status: "ok", problems: []),
    Case(health: but { $0.backupAge = 36 * 3_600 }, status: "ok", problems: []),
    Case(
      health: but { $0.backupAge = 36 * 3_600 + 1 }, status: "attention",
      problems: [.backupIsOld]),
    Case(health: but { $0.backupAge = nil }, status: "attention", problems: [.noBackup]),
    Case(health: but { $0.free = nil }, status: "ok", problems: []),
    Case(health: but { $0.free = 66 << 20 }, status: "ok", problems: []),
    Case(
      health: but { $0.free = (66 << 20) - 1 }, status: "attention",
      problems: [.diskIsNearlyFull]),
    Case(health: but { $0.free = 16 << 20 }, status: "attention", problems: [.diskIsNearlyFull]),
    Case(health: but { $0.free = (16 << 20) - 1 }, status: "failing", problems: [.diskIsFull]),
    Case(health: but { $0.reads = false }, status: "failing", problems: [.fileCannotBeRead]),
    Case(
      health: but {
        $0.writes = false
        $0.backupAge = nil
      }, status: "failing", problems: [.changesAreRefused, .noBackup]),
  ]

  @Test(arguments: cases)
  func isToldFromTheFigures(given: Case) throws {
    #expect(given.health.problems == given.problems)
    #expect(given.health.works == (given.status != "failing"))
    #expect(given.health.json.hasPrefix("{\"status\":\"\(given.status)\","))
    #expect(try JSONSerialization.jsonObject(with: Data(given.health.json.utf8)) is [String: Any])
  }

  @Test func isAnsweredWithoutASessionAndNotKept() async throws {
    let test = try await TestSite()
    let path = test.clinic.path
    let now = Instant(milliseconds: Int(test.clock.now.timeIntervalSince1970) * 1_000)
    try await test.browse { browser in
      let none = try await browser.get("/health")
      #expect(none.status == 200)
      #expect(none.headers[.cacheControl] == "no-store")
      #expect(none.headers[.contentType] == "application/json; charset=utf-8")
      #expect(none.text.contains("\"backup_age_seconds\":null"))
      #expect(none.text.contains("\"no-backup\""))
      try BackupNote(instant: now, seal: "", backup: "copy").write(beside: path)
      test.clock.advance(seconds: 90)
      let some = try await browser.get("/health")
      #expect(
        some.text.hasPrefix("{\"status\":\"ok\",\"file_open\":true,\"backup_age_seconds\":90,"))
      #expect(some.headers[.setCookie] == nil)
      // A time that has not come yet is no age.
      test.clock.advance(seconds: -300)
      #expect(try await browser.get("/health").text.contains("\"no-backup\""))
      #expect(try await browser.get("/health?patient=1").status == 400)
      try test.clinic.close()
      let closed = try await browser.get("/health")
      #expect(closed.status == 503)
      #expect(closed.text.contains("\"file-cannot-be-read\""))
    }
  }
}
