/// Finds out what a file is, and who reads its rows.
enum RowOpening {
  static func open(
    _ source: TableSource, _ options: TableOptions
  ) throws -> (TableKind, String?, any RowStream) {
    throw TableFault(place: TablePlace(file: source.name), kind: .notAWorkbook)
  }

  static func sheets(of source: TableSource) throws -> [Sheet] { [] }
}
