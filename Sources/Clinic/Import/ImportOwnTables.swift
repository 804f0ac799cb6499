import Exchange
import Foundation
import Registry
import Tables

extension Desk {
  /// Reads workbooks whose sheets are our own layouts, packages, and files of the layouts among them, in
  /// one transaction: all of them are stored, or nothing.
  ///
  /// - Throws: ``MappedRefusal`` with every cell that cannot be understood, except in a preview.
  package func importOwnTables(
    _ paths: [String], _ ways: MappedImportWays = MappedImportWays()
  ) throws -> MappedOutcome {
    var files: [HandedTable] = []
    var given: [GivenSource] = []
    for path in paths {
      guard OwnFiles.isFolder(path) else {
        let file = try HandedTable(path)
        files.append(file)
        given.append(file.given)
        continue
      }
      guard let inside = try OwnFiles.tables(ofPackage: path) else {
        throw MappedRefusal(
          faults: [MappingTableFault(file: path, kind: .noPackage)], isOwn: true)
      }
      let own = try inside.map { try HandedTable($0) }
      let hashes = own.map { "\($0.source.name) \($0.hash)\n" }.joined()
      given.append(GivenSource(name: OwnFiles.name(of: path), hash: contentHash(hashes)))
      files += own
    }
    return try store(files, given: given, ways, isOwn: true) { OwnTables.read($0, library) }
  }
}

/// What files given to an import are, without a mapping.
package enum OwnFiles {
  /// Whether one of them is a folder or a workbook, which are read as tables of cells.
  package static func haveTables(_ paths: [String]) -> Bool {
    paths.contains { $0 != "-" && (isFolder($0) || isZip($0)) }
  }

  /// The files that are read; for a package its tables.
  package static func read(_ paths: [String]) throws -> [String] {
    try paths.flatMap { isFolder($0) ? try tables(ofPackage: $0) ?? [] : [$0] }
  }

  /// The last part of a folder's path.
  static func name(of folder: String) -> String { ImportFile.name(folder) }

  static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && isFolder.boolValue
  }

  private static func isZip(_ path: String) -> Bool {
    guard let file = FileHandle(forReadingAtPath: path) else { return false }
    defer { try? file.close() }
    return (try? file.read(upToCount: 4)) == Data([0x50, 0x4B, 0x03, 0x04])
  }

  /// The tables of a package; nil: the folder is none.
  static func tables(ofPackage folder: String) throws -> [String]? {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    guard names.contains(DataPackage.file) else { return nil }
    return names.filter {
      $0.hasSuffix(".csv") && $0 != PackageCodebook.file && !$0.hasSuffix(LeftOutCells.ending)
    }.sorted()
      .map { (folder as NSString).appendingPathComponent($0) }
  }
}
