extension FlagUrgency {
  /// A text of which the bytes are in the order of the urgencies, for lists that a file sorts.
  package var sortKey: String {
    [rank, order, start, kind].map(Self.sortable).joined() + therapy + "\u{1}"
  }

  /// Negative numbers first, all of one length.
  private static func sortable(_ number: Int) -> String {
    let bits = UInt64(bitPattern: Int64(number)) ^ (1 << 63)
    let digits = String(bits, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }
}
