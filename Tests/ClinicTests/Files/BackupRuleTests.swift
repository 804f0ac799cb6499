import Foundation
import Outcomes
import Registry
import Testing

@testable import Clinic

/// Which backups a rule keeps is a function of their dates alone.
@Suite struct `The rule of backups` {
  private static func at(_ text: String) throws -> Instant {
    try #require(Instant(text.count == 10 ? text + "T02:30:00.000Z" : text))
  }

  struct Case: CustomTestStringConvertible, Sendable {
    var rule: String
    var now: String
    var backups: [String]
    var removed: [String]
    var why: String
    var testDescription: String { why }
  }

  static let cases = [
    Case(rule: "3d", now: "2026-03-12", backups: [], removed: [], why: "nothing there"),
    Case(
      rule: "3d", now: "2026-03-12", backups: ["2026-03-12", "2026-03-11", "2026-03-10"],
      removed: [], why: "as many as are kept"),
    Case(
      rule: "3d", now: "2026-03-12",
      backups: ["2026-03-12", "2026-03-11", "2026-03-10", "2026-03-09"],
      removed: ["2026-03-09"], why: "one more than are kept"),
    Case(
      rule: "2d", now: "2026-03-12", backups: ["2026-03-12", "2026-02-01", "2025-01-01"],
      removed: ["2025-01-01"], why: "days without a backup do not count"),
    Case(
      rule: "2d", now: "2026-03-12",
      backups: ["2026-03-12", "2026-03-12T01:00:00.000Z", "2026-03-11"],
      removed: ["2026-03-12T01:00:00.000Z"], why: "of a day the newest"),
    Case(
      rule: "2w", now: "2026-03-12",
      // 2026-03-09 is a Monday.
      backups: ["2026-03-12", "2026-03-09", "2026-03-08", "2026-03-02", "2026-03-01"],
      removed: ["2026-03-01", "2026-03-02", "2026-03-09"], why: "weeks begin on Monday"),
    Case(
      rule: "2m", now: "2026-03-12",
      backups: ["2026-03-12", "2026-03-01", "2026-02-28", "2026-02-01", "2026-01-31"],
      removed: ["2026-01-31", "2026-02-01", "2026-03-01"], why: "of a month the newest"),
    Case(
      rule: "1y", now: "2026-03-12", backups: ["2026-03-12", "2026-01-01", "2025-12-31"],
      removed: ["2025-12-31", "2026-01-01"], why: "of a year the newest"),
    Case(
      rule: "1d,1w,2m", now: "2026-03-12", backups: ["2026-03-12", "2026-03-08", "2026-02-20"],
      removed: ["2026-03-08"], why: "kept is what any part of the rule keeps"),
    Case(
      rule: "1d", now: "2026-03-12", backups: ["2026-03-13", "2026-03-12", "2026-03-11"],
      removed: ["2026-03-11"], why: "one from the future stays and takes nobody's place"),
    Case(
      rule: "1m", now: "2030-01-01", backups: ["2026-03-12"], removed: [],
      why: "never the newest, however old"),
  ]

  @Test(arguments: cases)
  func `keeps the newest of each period`(given: Case) throws {
    let rule = try #require(BackupRule(given.rule))
    let backups = try given.backups.map(Self.at)
    let now = try Self.at(given.now)
    let removed = try given.removed.map(Self.at)
    #expect(rule.removed(of: backups, at: now) == removed)
    #expect(rule.removed(of: backups.reversed() + backups, at: now) == removed)
  }

  @Test func `of two years of nights keeps what it says`() throws {
    let rule = try #require(BackupRule("7d,5w,12m"))
    let first = try #require(Day(iso: "2024-03-13"))
    var kept: [Instant] = []
    // Night after night, as a timer runs it.
    for night in 0..<730 {
      let now = try Self.at((first + night).iso)
      kept.append(now)
      let removed = Set(rule.removed(of: kept, at: now))
      #expect(!removed.contains(now))
      kept.removeAll(where: removed.contains)
    }
    #expect(
      kept.map { String($0.text.prefix(10)) } == [
        "2025-04-30", "2025-05-31", "2025-06-30", "2025-07-31", "2025-08-31", "2025-09-30",
        "2025-10-31", "2025-11-30", "2025-12-31", "2026-01-31", "2026-02-15", "2026-02-22",
        "2026-02-28", "2026-03-01", "2026-03-06", "2026-03-07", "2026-03-08", "2026-03-09",
        "2026-03-10", "2026-03-11", "2026-03-12",
      ])
  }

  @Test(arguments: [
    "", "7", "d", "0d", "-1d", "1000d", "7d,", ",7d", "7d,3d", "7x", "7D", "7d;5w", "7d5w", "٧d",
  ])
  func `is refused when written otherwise`(text: String) { #expect(BackupRule(text) == nil) }

  @Test(arguments: [
    ("7d,5w,12m", "7 daily, 5 weekly, 12 monthly"), ("12m, 7d", "7 daily, 12 monthly"),
    ("999y", "999 yearly"),
  ])
  func `is read in any order`(text: String, said: String) {
    #expect(BackupRule(text)?.text == said)
  }
}
