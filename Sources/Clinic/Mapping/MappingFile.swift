package import Exchange
import Foundation
import Mappings
import Measures
package import Outcomes
import Registry
import Reporting
import Tables

/// A mapping that was read, with the folder beside which its dictionary stands.
package struct MappingFile: Sendable {
  package let mapping: Mapping
  let folder: String

  package init(_ mapping: Mapping, folder: String) {
    self.mapping = mapping
    self.folder = folder
  }

  /// Reads a mapping.
  ///
  /// - Throws: ``MappingFaults`` with the line of every fault.
  package static func read(_ path: String, _ library: Library) throws -> MappingFile {
    MappingFile(
      try read(try TextFile.read(path), path: path, library),
      folder: (path as NSString).deletingLastPathComponent)
  }

  /// Reads the text of a mapping.
  ///
  /// - Parameter path: as faults show it.
  /// - Throws: as ``read(_:_:)``.
  package static func read(
    _ text: String, path: String, _ library: Library
  ) throws -> Mapping {
    do throws(DefinitionFaults) {
      return try MappingReader.read(text, path: path, library: library)
    } catch {
      throw MappingFaults(
        faults: error.faults.map(\.description),
        lines: error.faults.map { ($0.line, $0.problem.description) })
    }
  }

  /// Says that a mapping has no fault.
  ///
  /// - Throws: as ``read(_:_:)``.
  package static func check(_ path: String, _ library: Library) throws -> String {
    let mapping = try read(path, library).mapping
    return "\(path): \(mapping.name), \(Wording.counted(mapping.tables.count, "table")), no fault."
  }

  /// A first mapping for tables, with the reason of every line and what a person has to decide.
  ///
  /// - Throws: a refusal that says what was looked for, where nothing can be judged.
  package static func suggest(
    _ paths: [String], _ library: Library
  ) throws -> (text: String, undecided: Int) {
    try suggest(try paths.map { try HandedTable($0) }, library)
  }

  /// The same of files that were handed over.
  package static func suggest(
    _ files: [HandedTable], _ library: Library
  ) throws -> (text: String, undecided: Int) {
    let sources = files.map(\.source)
    do {
      let found = try MappingSuggestion(sources, library)
      return (found.text, found.undecided)
    } catch let fault as TableFault {
      throw NoSuggestion(message: fault.description)
    } catch let fault as UnjudgedTables {
      throw NoSuggestion(message: fault.message)
    } catch let fault as MappingTableFault {
      throw NoSuggestion(message: fault.description)
    } catch let fault as REDCapDictionary.Fault {
      throw NoSuggestion(message: fault.description)
    }
  }

  func dictionary(_ name: String) throws -> REDCapDictionary {
    let path =
      name.hasPrefix("/") || folder.isEmpty
      ? name : (folder as NSString).appendingPathComponent(name)
    return try REDCapDictionary(
      LoadedSheet(TableSource(path: path), TableOptions(kind: .text)))
  }
}

/// What is wrong with a mapping, each with file and line.
package struct MappingFaults: PlainRefusal {
  package let faults: [String]
  /// The same with the number of the line alone.
  package let lines: [(line: Int, what: String)]

  package var message: String {
    faults.joined(separator: "\n")
      + "\n\(Wording.counted(faults.count, "fault")) found; the mapping is not used, and nothing was stored."
  }
}

/// Why no mapping can be suggested.
package struct NoSuggestion: PlainRefusal {
  package let message: String
}

/// A file of tables as it is handed over, and what its bytes are.
package struct HandedTable: Sendable {
  let source: TableSource
  /// SHA-256 of its bytes, in hexadecimal figures.
  package let hash: String

  package var name: String { source.name }

  init(_ path: String) throws {
    let input = try InputFile(path)
    var bytes: [UInt8] = []
    while let piece = try input.next() { bytes += piece }
    self.init(name: ImportFile.name(path), bytes: bytes)
  }

  /// - Parameter name: without folders; it is shown, and never opened.
  package init(name: String, bytes: [UInt8]) {
    source = TableSource(name: name, bytes: .memory(bytes))
    hash = contentHash(bytes)
  }

  var given: GivenSource { GivenSource(name: source.name, hash: hash) }
}

/// What a person gave to an import, as the history names it.
struct GivenSource {
  let name: String
  /// SHA-256, in hexadecimal figures.
  let hash: String

  /// `file visits.xlsx, SHA-256 0123456789ab`.
  var inReason: String { "file \(name), SHA-256 \(hash.prefix(12))" }
}
