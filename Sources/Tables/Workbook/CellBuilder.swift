/// Makes a cell out of the elements inside a `c` element.
final class CellBuilder {
  private let strings: [String]
  private let formats: [NumberFormat]
  private let from1904: Bool

  private var type: String?
  private var style: String?
  private var hasFormula = false
  private var hasValue = false
  private var isInValue = false
  private var value = ""
  private var inline: StringItem?
  private var isOpen = false
  /// Bytes of text that stand in the row itself.
  private var taken = 0

  /// A row with more text than this is no row of a spreadsheet, whose cells hold 32,767 letters.
  static let rowLimit = 16 << 20

  init(strings: [String], formats: [NumberFormat], from1904: Bool) {
    self.strings = strings
    self.formats = formats
    self.from1904 = from1904
  }

  func beginRow() { taken = 0 }

  func begin(type: String?, style: String?) {
    self.type = type
    self.style = style
    hasFormula = false
    hasValue = false
    isInValue = false
    value = ""
    inline = nil
    isOpen = true
  }

  func start(_ name: String, _ attributes: [String: String]) {
    guard isOpen else { return }
    switch name {
    case "v":
      hasValue = true
      isInValue = true
    case "f": hasFormula = true
    case "is": inline = StringItem()
    default: inline?.start(name)  // not our enum
    }
  }

  func end(_ name: String) {
    if name == "v" { isInValue = false } else { inline?.end(name) }
  }

  func text(_ text: String) {
    guard isOpen else { return }
    taken += text.utf8.count
    guard taken <= Self.rowLimit else { return }
    if isInValue { value += text } else { inline?.take(text) }
  }

  /// The cell that was read; throws `PartFault` when it names a text or a style that is not there, or
  /// when the row has too much text.
  func finish() throws -> Cell {
    isOpen = false
    guard taken <= Self.rowLimit else { throw PartFault.damaged }
    if let inline { return .text(inline.text) }
    if hasFormula, !hasValue || value.isEmpty && type != "str" {
      return Cell(.error(.formulaWithoutResult), shown: "")
    }
    switch type {
    case "s":
      if value.isEmpty { return .empty }
      guard let index = Int(value), strings.indices.contains(index) else {
        throw PartFault.damaged
      }
      return .text(strings[index])
    case "str":
      return .text(value.contains("_x") ? StringItem.unescaped(value) : value)
    case "inlineStr":
      return .text(value)
    case "b":
      return value.isEmpty ? .empty : .text(value == "1" || value == "true" ? "TRUE" : "FALSE")
    case "e":
      return Cell(.error(.shown(value)), shown: value)
    case "d":
      return value.isEmpty ? .empty : SerialDate.cell(iso: value)
    case nil, "n":
      return try number()
    default: throw PartFault.damaged  // not our enum
    }
  }

  private func number() throws -> Cell {
    guard !value.isEmpty else { return .empty }
    guard let digits = NumberDigits.of(value) else {
      return Cell(.error(.notANumber(value)), shown: value)
    }
    switch try format() {
    case .number: return Cell(.number, shown: digits)
    case .percent: return Cell(.number, shown: digits, isPercent: true)
    case .date: return SerialDate.cell(digits, isTime: false, from1904: from1904)
    case .time: return SerialDate.cell(digits, isTime: true, from1904: from1904)
    }
  }

  private func format() throws -> NumberFormat {
    guard let style else { return .number }
    // A workbook without styles may give every cell the style 0.
    if formats.isEmpty { return .number }
    guard let index = Int(style), formats.indices.contains(index) else { throw PartFault.damaged }
    return formats[index]
  }
}
