import Foundation
import Registry
import Synchronization

/// Lines of the sign-in trail that somebody outside can cause as often as they like: refused and
/// throttled tries, pages that were refused.
///
/// A minute has one line for each account, address and kind, at once, and one with how many came
/// after it; of the twenty-first on, there is only a count of all others. So a flood adds at most 41
/// lines a minute, and no try goes without a trace.
final class RepeatedNotes: Sendable {
  struct Line: Hashable {
    let action: String
    let account: String
    let actor: String
    let detail: String
  }

  static let mostLines = 20

  private struct Minute {
    var number = 0
    /// Those after the first one, which is written at once.
    var more: [Line: Int] = [:]
    var others = 0

    /// What is still to be written of it.
    var rest: [Line] {
      let lines = more.filter { $0.value > 0 }.map { line, count in
        Line(
          action: line.action, account: line.account, actor: line.actor,
          detail: line.detail + ", \(count) more within the minute from \(start) on")
      }
      let sorted = lines.sorted { ($0.account, $0.action) < ($1.account, $1.action) }
      guard others > 0 else { return sorted }
      return sorted + [
        Line(
          action: "many-refused", account: "-", actor: "-",
          detail: "\(others) more of other accounts or addresses within the minute from \(start) on"
        )
      ]
    }

    private var start: String {
      String(Instants.time(Date(timeIntervalSince1970: Double(number) * 60)).prefix(5))
    }
  }

  private let current = Mutex(Minute())

  /// Writes the line now, or counts it.
  ///
  /// Where it cannot be written, such as on a full disk, it is counted and written once it can be:
  /// what was refused stays refused.
  func note(_ line: Line, at instant: Date, in accounts: AccountBook) async {
    await flush(at: instant, in: accounts)
    let isFirst = current.withLock { minute in
      if let more = minute.more[line] {
        minute.more[line] = more + 1
        return false
      }
      guard minute.more.count < Self.mostLines else {
        minute.others += 1
        return false
      }
      minute.more[line] = 0
      return true
    }
    guard isFirst, await !write([line], at: instant, in: accounts) else { return }
    current.withLock { $0.more[line, default: 0] += 1 }
  }

  /// Writes what was counted in a minute that is over.
  ///
  /// - Parameter isLast: the program stops: also in the one that is not.
  func flush(at instant: Date, isLast: Bool = false, in accounts: AccountBook) async {
    let number = Int(instant.timeIntervalSince1970 / 60)
    let ended = current.withLock { minute -> Minute? in
      guard minute.number != number || isLast else { return nil }
      defer { minute = Minute(number: number) }
      return minute
    }
    guard let ended, !ended.rest.isEmpty else { return }
    guard await !write(ended.rest, at: instant, in: accounts) else { return }
    current.withLock { minute in
      minute.others += ended.others + ended.more.values.reduce(0, +)
    }
  }

  private func write(_ lines: [Line], at instant: Date, in accounts: AccountBook) async -> Bool {
    do {
      for line in lines {
        try await accounts.note(
          line.action, account: line.account, detail: line.detail, by: line.actor, at: instant)
      }
      return true
    } catch { return false }
  }
}
