// read-table FILE [SHEET]: reads every cell of a sheet, and prints how many rows, cells and letters
// of shown text there were.
// read-table --csv FILE [SHEET]: prints row, column, kind and shown text of every cell that is not
// empty.

import Tables

var arguments = CommandLine.arguments.dropFirst()
let printsCells = arguments.first == "--csv"
if printsCells { arguments.removeFirst() }
guard let path = arguments.first else { fatalError("read-table [--csv] FILE [SHEET]") }

let options = TableOptions(
  sheet: arguments.dropFirst().first, readsHiddenSheet: true, readsHiddenRows: true,
  readsHiddenColumns: true)
do {
  let reader = try TableReader(TableSource(path: path), options)
  var rows = 0
  var cells = 0
  var letters = 0
  while let row = try reader.next() {
    rows += 1
    for (column, cell) in row.cells.enumerated() where !cell.isEmpty {
      cells += 1
      letters += cell.shown.utf8.count
      if printsCells { print(row.number, ColumnLetters.of(column), cell.kind, cell.shown) }
    }
  }
  if !printsCells { print(rows, cells, letters) }
} catch {
  print(error)
}
