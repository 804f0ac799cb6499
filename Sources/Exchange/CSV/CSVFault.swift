/// What is wrong with a CSV file, and where; `description` says it in words.
package struct CSVFault: Error, Hashable, Sendable {
  /// The line of the file that has the fault, from 1.
  package let line: Int
  /// The column, from 1, or nil when the fault concerns the whole line or file.
  package let column: Int?
  /// The column's name in the header, or nil when there is none.
  package let name: String?
  package let kind: Kind

  package enum Kind: Hashable, Sendable {
    /// The file has no line at all.
    case emptyFile
    /// The file begins like UTF-16.
    case utf16
    /// The header line goes on beyond the limit, in bytes.
    case headerTooLong(limit: Int)
    /// The header line names no column.
    case emptyHeader
    /// The first line `sep=` says a separator that is not read.
    case separator(found: UInt8)
    /// A value in a column that has no name.
    case valueWithoutName
    /// A header name that an earlier column (from 1) has already.
    case duplicateName(String, firstColumn: Int)
    case fieldCount(found: Int, expected: Int)
    /// A quote was opened in this line and never closed. Nothing after it was read.
    case unterminatedQuote
    /// This byte follows the closing quote of a field opened in line `opened`.
    case afterClosingQuote(found: UInt8, opened: Int)
    case quoteInUnquotedField
    /// A carriage return outside quotes without a line feed.
    case loneCarriageReturn
    case nulByte(position: Int)
    /// `position` counts the bytes of the file from 1; `latin1` when the byte looks like a letter
    /// of Latin-1 or Windows-1252.
    case invalidUTF8(byte: UInt8, position: Int, latin1: Bool)
    /// A field of more than `limit` bytes.
    case fieldTooLong(limit: Int, quoted: Bool)
  }

  package init(line: Int, column: Int? = nil, name: String? = nil, kind: Kind) {
    self.line = line
    self.column = column
    self.name = name
    self.kind = kind
  }

  /// The same fault with the name that the header gives to its column.
  func named(by header: [String]) -> CSVFault {
    guard let column, header.indices.contains(column - 1) else { return self }
    return CSVFault(line: line, column: column, name: header[column - 1], kind: kind)
  }
}

/// The header of a file cannot be used, so none of its records can be read.
package struct CSVRefusal: Error, Hashable, Sendable {
  /// At least one.
  package let faults: [CSVFault]
}
