/// Which byte separates the fields of a file; its header line decides.
package enum CSVDialect: UInt8, Hashable, Sendable, CaseIterable {
  // The raw value is the separator in ASCII; the order is the order of preference.
  case comma = 0x2C
  case semicolon = 0x3B
  case tab = 0x09

  package var separator: UInt8 { rawValue }

  /// True when a comma in a number is its decimal point.
  ///
  /// In countries that write 7,2 spreadsheets save with semicolons; elsewhere it has no meaning.
  package var decimalComma: Bool { self == .semicolon }

  /// The separator that stands most often outside quotes in a header line.
  ///
  /// The earlier case wins a tie, so that a header of one column is read with commas.
  package init(header: UnsafeBufferPointer<UInt8>) {
    var inQuotes = false
    var counts = [Int](repeating: 0, count: Self.allCases.count)
    for byte in header {
      if byte == CSVByte.quote {
        inQuotes.toggle()
      } else if !inQuotes, let dialect = Self(rawValue: byte), let place = dialect.place {
        counts[place] += 1
      }
    }
    let most = counts.max() ?? 0
    self = zip(Self.allCases, counts).first { $0.1 == most }?.0 ?? .comma
  }

  private var place: Int? { Self.allCases.firstIndex(of: self) }
}
