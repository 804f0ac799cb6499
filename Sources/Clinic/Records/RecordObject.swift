import Exchange
import Outcomes

/// The fields of one object of a line, by the columns of a layout.
struct RecordRow: FactRow {
  let dates = DateOrder.iso
  fileprivate(set) var texts: [String]

  func string(_ column: Int) -> String { texts[column] }
}

/// Reads objects whose fields are the columns of a layout; any other field is refused.
struct RecordObject {
  typealias Refuse = (_ place: String, _ found: String?, RecordsFault.Kind) -> Void

  private let tape: JSONTape
  private let bytes: UnsafeBufferPointer<UInt8>
  let isCoded: Bool
  private let refuse: Refuse

  /// - Parameter isCoded: days are counted from the first record, and nothing names anybody.
  init(
    _ tape: JSONTape, _ bytes: UnsafeBufferPointer<UInt8>, isCoded: Bool, _ refuse: @escaping Refuse
  ) {
    self.tape = tape
    self.bytes = bytes
    self.isCoded = isCoded
    self.refuse = refuse
  }

  /// nil: it is no object, which is reported as every other fault.
  func row(_ object: Int, _ layout: ImportLayout, _ place: String) -> RecordRow? {
    guard tape.nodes[object].kind == .object else {
      refuse(place, nil, .notAnObject)
      return nil
    }
    let names = Self.names(layout, isCoded: isCoded)
    var row = RecordRow(texts: Array(repeating: "", count: names.count))
    var seen = Array(repeating: false, count: names.count)
    tape.forEachMember(of: object) { name, value in
      let key = tape.string(name, in: bytes)
      guard let column = names.firstIndex(of: key) else {
        return refuse(place, key, .unknownField(allowed: names.compactMap(\.self)))
      }
      if seen[column] { return refuse("\(place), \(key)", nil, .fieldTwice) }
      seen[column] = true
      let isDay = layout.layout.columns[column].kind == .date
      row.texts[column] = text(value, "\(place), \(key)", isDay: isDay) ?? ""
    }
    return row
  }

  /// What a text or a number says; nil: nothing, or something else, which is reported.
  func text(_ node: Int, _ place: @autoclosure () -> String, isDay: Bool = false) -> String? {
    switch tape.nodes[node].kind {
    case .null: return nil
    case .text where isDay && isCoded, .yes where isDay && isCoded, .no where isDay && isCoded:
      refuse(place(), tape.string(node, in: bytes), .notADayNumber)
      return nil
    case .number where isDay && isCoded:
      let found = tape.string(node, in: bytes)
      if let day = Int(found).flatMap(RecordsDays.day) { return day.iso }
      refuse(place(), found, .notADayNumber)
      return nil
    case .text, .number: return tape.string(node, in: bytes)
    case .yes, .no, .array, .object:
      refuse(place(), nil, .notAText)
      return nil
    }
  }

  /// Those of the layout at their columns; nil where a column is not read.
  private static func names(_ layout: ImportLayout, isCoded: Bool) -> [String?] {
    layout.layout.columns.enumerated().map { position, column in
      if column.key == Layout.Column.patient.key {
        return layout == .patients ? (isCoded ? RecordLine.code : column.key) : nil
      }
      let isOther = column.key == RecordFault.Field.otherName.rawValue
      if isCoded, column.identifies, column.kind != .date, !isOther { return nil }
      return column.key
    }
  }
}
