import Foundation
import Outcomes
import Reporting
import Testing

@testable import Command

@Suite struct `What is typed` {
  @Test(arguments: [
    ("1.2.2026", "a day is written yyyy-mm-dd, such as 2026-03-12."),
    ("2026-06-31", "there is no such day: 2026-06 has 30 days."),
    ("2025-02-29", "there is no such day: 2025-02 has 28 days."),
    ("2024-02-30", "there is no such day: 2024-02 has 29 days."),
    ("2026-2-3", "write 2026-02-03."),
    ("2026-13-01", "there is no month 13. A day is written yyyy-mm-dd."),
    ("2026-00-01", "there is no month 0. A day is written yyyy-mm-dd."),
    ("2026-06", "a day is written yyyy-mm-dd, such as 2026-03-12."),
    ("2026-01-00", "there is no such day: 2026-01 has 31 days."),
    ("26-01-01", "a day is written yyyy-mm-dd, such as 2026-03-12."),
    ("2026-0x-01", "a day is written yyyy-mm-dd, such as 2026-03-12."),
    ("2026--1-01", "a day is written yyyy-mm-dd, such as 2026-03-12."),
    ("", "a day is written yyyy-mm-dd, such as 2026-03-12."),
  ])
  func `as a day is refused with how a day is written`(text: String, words: String) {
    #expect(throws: Mistyped(description: words)) { try Typed.day(text) }
  }

  @Test func `as a day is read`() throws {
    #expect(try Typed.day(" 2026-03-12 ").iso == "2026-03-12")
    #expect(try Typed.partialDay("2026-03").text == "2026-03")
    #expect(try Typed.partialDay("2026").text == "2026")
  }

  @Test func `as a number is read or refused with its range`() throws {
    let port = Typed.number("a port", from: 1, to: 65_535)
    #expect(try port("8080") == 8080)
    #expect(try port(" 8080 ") == 8080)
    for text in ["0", "65536", "-1", "http", "", "1.5"] {
      #expect(throws: Mistyped(description: "a port is a whole number from 1 to 65535.")) {
        try port(text)
      }
    }
    #expect(throws: Mistyped(description: "a version is a whole number, 1 or more.")) {
      try Typed.number("a version", from: 1)("0")
    }
    #expect(throws: Mistyped(description: "a seed is a whole number.")) {
      try Typed.number("a seed")("x")
    }
  }

  @Test func `as an option is one thing under two names`() {
    func fault(_ line: String) -> CommandPath.Fault? {
      CommandPath(Recheck.self, line.split(separator: " ").map(String.init)).fault
    }
    #expect(
      fault("treatment start P1 ivig --on 2026-01-01 --start 2026-01-02") == .givenTwice("--start"))
    #expect(fault("treatment stop P1 ivig --on 2026-01-01 --start 2026-01-02") == nil)
    #expect(
      fault("treatment stop P1 ivig --stop 2026-01-01 --on 2026-01-02") == .givenTwice("--on"))
    #expect(fault("patient add P1 --born=1961 --birth-date 1962") == .givenTwice("--birth-date"))
    #expect(fault("serve --name a --name b") == nil)
    #expect(fault("help review") == nil)
    #expect(fault("review help show") == nil)
    #expect(fault("record P1 incat -- --a --a") == nil)
    #expect(fault("") == nil)
  }

  @Test func `is coloured where a terminal shows colours and nobody objects`() {
    let cases: [([String: String], Bool)] = [
      (["TERM": "xterm-256color"], true), ([:], false), (["TERM": "dumb"], false),
      (["TERM": "xterm", "NO_COLOR": "1"], false), (["TERM": "xterm", "NO_COLOR": ""], true),
    ]
    for (environment, isWanted) in cases {
      #expect(Look.isWanted(environment) == isWanted, "\(environment)")
    }
    let severity = Table.Column("severity", "Severity")
    #expect(Look.paint("red", severity, false) == "\u{1B}[31mred\u{1B}[0m")
    #expect(Look.paint("due", severity, false) == "due")
    #expect(Look.paint("not-judged", severity, false) == "\u{1B}[1mnot-judged\u{1B}[0m")
    #expect(Look.paint("red", Table.Column("note", "Note"), false) == "red")
    #expect(Look.paint("Severity", severity, true) == "\u{1B}[1mSeverity\u{1B}[0m")
  }
}
