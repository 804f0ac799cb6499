/// The one place where a fault becomes prose: where, what was found, what is allowed, what to do.
extension CSVFault: CustomStringConvertible {
  package var description: String {
    var place = "line \(line)"
    if let column { place += ", column \(column)" }
    if let name { place += " (\(name))" }
    return "\(place): \(kind.prose)"
  }
}

extension CSVFault.Kind {
  fileprivate var prose: String {
    switch self {
    case .emptyFile:
      "the file is empty. Its first line must name the columns: export it again."
    case .utf16:
      "the file is in UTF-16. Only UTF-8 is read: save as UTF-8 (in a spreadsheet "
        + "\"CSV UTF-8\")."
    case .headerTooLong(let limit):
      "the header line is longer than \(size(limit)). Its names must fit into that: "
        + "check that the file is a CSV file with line breaks."
    case .emptyHeader:
      "the line is empty. The first line must name the columns: remove the line."
    case .separator(let found):
      "sep= says that \(name(of: found)) stands between fields. Read are ',', ';' and tab: save "
        + "the file with one of them."
    case .valueWithoutName:
      "found a value in a column that has no name. Name the column, or remove it."
    case .duplicateName(let name, let firstColumn):
      "the name \(name) is already that of column \(firstColumn). Each name may stand once: "
        + "rename or remove one of the two."
    case .fieldCount(let found, let expected):
      "found \(found) \(found == 1 ? "field" : "fields"), the header names \(expected). Every "
        + "line needs one field per column: add what is missing, or put text that contains "
        + "the separator in quotes."
    case .unterminatedQuote:
      "the quote opened here is never closed, and nothing after it could be read. Quotes come "
        + "in pairs: close it, and write a quote that belongs to the text twice (\"\")."
    case .afterClosingQuote(let found, let opened):
      "found \(name(of: found)) after the closing quote of the field that begins in line "
        + "\(opened). Only a separator or the end of the line may follow: write a quote that "
        + "belongs to the text twice (\"\")."
    case .quoteInUnquotedField:
      "found a quote inside a field that does not begin with one. Such a field must be in "
        + "quotes as a whole: write \"5\"\" high\" for 5\" high, with no space before the "
        + "first quote."
    case .loneCarriageReturn:
      "found a carriage return without a line feed. Lines end with CR LF or LF: save with "
        + "Windows or Unix line ends."
    case .nulByte(let position):
      "found a NUL byte (byte \(position) of the file). Text has none: export the file again, "
        + "it may be damaged or not a CSV file."
    case .invalidUTF8(let byte, let position, let latin1):
      "byte \(hex(byte)) (byte \(position) of the file) is not UTF-8"
        + (latin1 ? ", it looks like \(latin1Letter(byte))Latin-1 or Windows-1252" : "")
        + ". Only UTF-8 is read: save as UTF-8 (in a spreadsheet \"CSV UTF-8\")."
    case .fieldTooLong(let limit, let quoted):
      "the field is longer than \(size(limit)), the most that is read. "
        + (quoted ? "Shorten it, or look for a missing closing quote." : "Shorten it.")
    }
  }

  private func size(_ bytes: Int) -> String {
    bytes == 1 << 20 ? "1 MiB" : "\(bytes) bytes"
  }

  private func hex(_ byte: UInt8) -> String {
    "0x" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
  }

  private func name(of byte: UInt8) -> String {
    switch byte {
    case 0x20: "a space"
    case 0x21..<0x7F: "'\(Unicode.Scalar(byte))'"
    default: "byte \(hex(byte))"  // not our enum
    }
  }

  /// The letter in Latin-1, which has none below 0xA1.
  private func latin1Letter(_ byte: UInt8) -> String {
    byte > 0xA0 ? "\(Unicode.Scalar(byte)) in " : ""
  }
}
