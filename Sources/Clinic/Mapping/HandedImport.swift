package import Exchange
import Outcomes
import Registry
import Tables

/// Files that were handed over without a folder, such as an upload, and what their tables mean.
package struct HandedImport: Sendable {
  /// Beside the tables, a REDCap dictionary that the mapping names.
  package let files: [HandedTable]
  /// nil: they are in our own layouts.
  package let mapping: Mapping?

  package init(_ files: [HandedTable], under mapping: Mapping?) {
    self.files = files
    self.mapping = mapping
  }

  /// Dictionaries that the mapping names, without folders.
  private var dictionaries: Set<String> {
    Set((mapping?.tables ?? []).compactMap { $0.file.dictionary.map(Self.lastPart) })
  }

  private static func lastPart(_ path: String) -> String {
    path.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? path
  }

  /// The files that hold rows.
  var tables: [HandedTable] { files.filter { !dictionaries.contains($0.name) } }

  /// Makes rows of them; no other file is opened, whatever the mapping names.
  func rows(_ sources: [TableSource], _ library: Library) throws -> MappedTables {
    guard let mapping else {
      return try sources.contains(where: { try $0.isWorkbook })
        ? OwnTables.read(sources, library) : OwnLayoutTables.read(sources)
    }
    let mapper = TableMapper(mapping) { name in
      guard let found = files.first(where: { $0.name == Self.lastPart(name) }) else {
        throw MissingDictionary(name: Self.lastPart(name))
      }
      return try REDCapDictionary(LoadedSheet(found.source, TableOptions(kind: .text)))
    }
    return try mapper.map(sources)
  }
}

/// A mapping that names a dictionary which was not handed over.
package struct MissingDictionary: PlainRefusal {
  package let name: String

  package var message: String {
    "The mapping reads an export of REDCap by its dictionary, the file '\(name)'. Give that file together with the export."
  }
}

extension Desk {
  /// As ``importTables(_:under:_:)`` of files that were handed over.
  ///
  /// - Throws: ``MappedRefusal``, ``PreviewOutdated``, ``MissingDictionary``.
  package func importTables(
    _ handed: HandedImport, _ ways: MappedImportWays
  ) throws -> MappedOutcome {
    try store(handed.tables, ways, isOwn: handed.mapping == nil) {
      try handed.rows($0, library)
    }
  }
}
