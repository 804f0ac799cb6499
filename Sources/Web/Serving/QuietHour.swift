/// The hour of the day, where the machine is, from which on the file is verified once.
package struct QuietHour: Hashable, Sendable {
  package static let standard = QuietHour(minutes: 3 * 60)

  /// Since midnight.
  let minutes: Int

  private init(minutes: Int) { self.minutes = minutes }

  /// Reads `03:00`; nil for anything else.
  package init?(_ text: String) {
    let digits = Array(text.utf8)
    guard digits.count == 5, digits[2] == UInt8(ascii: ":") else { return nil }
    let parts = text.split(separator: ":").map { part in
      part.utf8.allSatisfy { (48...57).contains($0) } ? Int(part) ?? 99 : 99
    }
    guard parts.count == 2, parts[0] < 24, parts[1] < 60 else { return nil }
    minutes = parts[0] * 60 + parts[1]
  }

  /// Whether the hour came since the last verification.
  ///
  /// Also where the program did not run then. A verification from the future says nothing.
  ///
  /// - Parameters:
  ///   - now: seconds since 1970 in UTC.
  ///   - secondOfDay: of the same instant, where the machine is.
  ///   - last: of the last verification, like `now`; nil: there was none.
  func isDue(now: Int, secondOfDay: Int, last: Int?) -> Bool {
    guard let last, last <= now else { return true }
    let passed = secondOfDay - minutes * 60
    return last < now - (passed >= 0 ? passed : passed + 86_400)
  }
}
