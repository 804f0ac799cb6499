/// A rectangle of cells, such as `A1:B2`; rows from 1, columns from 0.
struct CellRange: Hashable {
  let rows: ClosedRange<Int>
  let columns: ClosedRange<Int>

  init?(_ reference: String) {
    let corners = reference.split(separator: ":", omittingEmptySubsequences: false)
    guard let first = corners.first.flatMap({ CellReference(String($0)) }),
      let last = corners.count == 1
        ? first : corners.count == 2 ? CellReference(String(corners[1])) : nil,
      first.row <= last.row, first.column <= last.column
    else { return nil }
    rows = first.row...last.row
    columns = first.column...last.column
  }

  var area: Int { rows.count * columns.count }
}

/// The place of one cell, such as `AB12`.
struct CellReference: Hashable {
  /// From 1.
  let row: Int
  /// From 0.
  let column: Int

  init?(_ text: String) {
    var column = 0
    var row = 0
    for byte in text.utf8 where byte != UInt8(ascii: "$") {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z") where row == 0:
        column = column * 26 + Int(byte - UInt8(ascii: "A")) + 1
      case UInt8(ascii: "0")...UInt8(ascii: "9") where column > 0:
        row = row * 10 + Int(byte - UInt8(ascii: "0"))
      default: return nil  // not our enum
      }
      guard column <= ColumnLetters.most, row <= TableLimits.rows else { return nil }
    }
    guard column > 0, row > 0 else { return nil }
    self.row = row
    self.column = column - 1
  }
}
