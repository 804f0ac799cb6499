import Exchange

/// What stands beside the tables of a package, made from the same description of them.
enum PackageDescription {
  static func write(
    _ tables: [PackageTable], name: String, title: String, in target: PackageFolder
  ) throws {
    let written = Dictionary(
      target.written.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    try target.write(
      DataPackage.file, DataPackage.json(name: name, title: title, tables, written).text)
    for table in tables {
      try target.write(WebTableMetadata.file(of: table), WebTableMetadata.json(table).text)
    }
    let codebook = try target.open(PackageCodebook.file)
    var writer = CSVWriter { try codebook.write($0) }
    try writer.row(PackageCodebook.columns)
    for row in PackageCodebook.rows(tables) { try writer.row(row) }
    try writer.finish()
    try target.close(codebook)
    try target.write(
      PackageSchema.file, PackageSchema.sql(tables, views: PackageViews.sql(tables)))
    try target.write(PackageLoaders.pythonFile, PackageLoaders.python)
    try target.write(PackageLoaders.rFile, PackageLoaders.r(tables))
  }
}
