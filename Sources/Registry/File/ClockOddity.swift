import Foundation
import GRDB
import Synchronization

/// The machine's clock says what cannot well be.
///
/// Entries are taken all the same, so that the clinic goes on; the record trail notes it.
package enum ClockOddity: Hashable, Sendable {
  /// It is earlier than the last line in the clinic file.
  case behind(last: Instant, now: Instant)
  /// It is more than a year later than that.
  case farAhead(last: Instant, now: Instant)
  /// Somebody set it while the program ran: by so many seconds, forward or back.
  case wasSet(seconds: Int, now: Instant)

  /// Entries of several people at once may be signed a little out of order, and clocks are set right
  /// by seconds all the time.
  static let tolerance = 120
  /// No clinic is closed for longer.
  static let longestPause = 366 * 86_400

  /// nil: nothing is odd.
  init?(last: Instant?, now: Instant) {
    guard let last else { return nil }
    let passed = now.seconds - last.seconds
    if passed < -Self.tolerance {
      self = .behind(last: last, now: now)
    } else if passed > Self.longestPause {
      self = .farAhead(last: last, now: now)
    } else {
      return nil
    }
  }

  /// Seconds for which a clock that ran on from there is still worth looking at: a day.
  static let longestRemark = 86_400

  /// Whether it should still be said at a later instant.
  ///
  /// A clock that is behind is said until it has passed the last line; one that jumped, for a day, since
  /// it may have been put right by that.
  package func stands(at now: Instant) -> Bool {
    switch self {
    case .behind(let last, _): now.seconds - last.seconds < -Self.tolerance
    case .farAhead(_, let seen), .wasSet(_, let seen):
      (-Self.tolerance..<Self.longestRemark).contains(now.seconds - seen.seconds)
    }
  }

  /// What the trail says of it: subject, before, after.
  var line: (subject: String, old: String, new: String) {
    func text(_ instant: Instant) -> String { "{\"clock\":\"\(instant)\"}" }
    return switch self {
    case .behind(let last, let now): ("behind the last entry", text(last), text(now))
    case .farAhead(let last, let now): ("far ahead of the last entry", text(last), text(now))
    case .wasSet(let seconds, let now):
      ("set by \(seconds) s", text(Instant(secondsSince1970: now.seconds - seconds)), text(now))
    }
  }
}

extension Instant {
  init(secondsSince1970 seconds: Int) { self.init(milliseconds: seconds * 1000) }
}

/// Compares the clock with one that nobody can set, from one entry to the next.
final class ClockWatch: Sendable {
  private struct Seen {
    var wall: Instant
    var steady: SteadyTime
  }

  private let seen: Mutex<Seen>
  private let found = Mutex<ClockOddity?>(nil)

  init(wall: Instant = .now, steady: SteadyTime = .now) {
    seen = Mutex(Seen(wall: wall, steady: steady))
  }

  /// The last oddity that was seen, also when the file was opened.
  var last: ClockOddity? { found.withLock { $0 } }

  func note(_ oddity: ClockOddity?) {
    if let oddity { found.withLock { $0 = oddity } }
  }

  /// Whether the clock was set since the last look.
  func look(wall: Instant = .now, steady: SteadyTime = .now) -> ClockOddity? {
    let oddity = seen.withLock { seen -> ClockOddity? in
      let isSameStart = seen.steady.boot == steady.boot
      let set = wall.seconds - seen.wall.seconds - Int(steady.seconds - seen.steady.seconds)
      seen = Seen(wall: wall, steady: steady)
      return isSameStart && abs(set) > ClockOddity.tolerance
        ? .wasSet(seconds: set, now: wall) : nil
    }
    note(oddity)
    return oddity
  }
}

extension ClinicFile {
  /// What was last seen to be odd about the machine's clock, since the file was opened for writing;
  /// nil: nothing.
  package var clockOddity: ClockOddity? { clock.last }

  /// Compares the clock with the latest line of any kind in the file.
  static func oddity(now: Instant, in database: Database) throws -> ClockOddity? {
    let texts = try ["entry", "audit"].compactMap { table in
      try String.fetchOne(database, sql: "SELECT instant FROM \(table) ORDER BY id DESC LIMIT 1")
    }
    let sign = try Int.fetchOne(
      database, sql: "SELECT instant FROM account_event ORDER BY id DESC LIMIT 1")
    let instants =
      texts.compactMap { Instant($0) }
      + [sign.map { Instant(secondsSince1970: $0) }]
      .compactMap { $0 }
    return ClockOddity(last: instants.max(), now: now)
  }
}

extension Writing {
  /// Notes what is odd about the clock with the entry that is made by it.
  func noteClock(_ oddity: ClockOddity?) throws {
    guard let line = oddity?.line else { return }
    try note(line.subject, old: line.old, new: line.new, as: "clock")
  }
}
