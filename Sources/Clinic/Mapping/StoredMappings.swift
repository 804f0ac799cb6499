import Outcomes
package import Registry
import Reporting

/// What a stored mapping is refused for.
package enum StoredMappingRefusal: PlainRefusal, Hashable {
  case exists(StoredMapping)
  case unknown(String, near: String?)
  /// Neither a file nor a stored mapping has the name.
  case neither(String, stored: [String])
  /// The name is empty, too long or holds what nobody sees.
  case badName(String)

  package var message: String {
    switch self {
    case .exists(let known):
      "A mapping '\(known.name)' is stored already, since \(known.day) by \(known.author). "
        + "Give --replace to keep this one in its place (the earlier text stays in the trail), "
        + "or another name with --name."
    case .unknown(let name, let near):
      "No mapping is stored as '\(name)'.\(near.map { " Did you mean '\($0)'?" } ?? "")"
    case .neither(let name, let stored):
      "There is no file '\(name)', and no mapping is stored under that name. "
        + (stored.isEmpty
          ? "No mapping is stored in this clinic file."
          : "Stored: \(stored.map { "'\($0)'" }.joined(separator: ", ")).")
    case .badName(let name):
      "'\(name)' cannot name a mapping: a name has 1 to \(StoredMapping.longestName) letters, in one line."
    }
  }
}

extension StoredMapping {
  package static let longestName = 80

  /// The day on which it was stored, UTC.
  package var day: String { String(instant.prefix(10)) }

  static func isName(_ name: String) -> Bool {
    (1...longestName).contains(name.count)
      && name.unicodeScalars.allSatisfy {
        $0.properties.generalCategory != .control && $0.properties.generalCategory != .format
          && $0.properties.generalCategory != .lineSeparator
          && $0.properties.generalCategory != .paragraphSeparator
      }
  }
}

extension Desk {
  /// The mappings that the clinic keeps, by name.
  package func storedMappings() throws -> [StoredMapping] {
    try file.read { try $0.storedMappings() }
  }

  /// - Throws: ``StoredMappingRefusal``.
  package func storedMapping(_ name: String) throws -> StoredMapping {
    let stored = try storedMappings()
    if let found = stored.first(where: { $0.name == name }) { return found }
    throw StoredMappingRefusal.unknown(name, near: nearest(to: name, among: stored.map(\.name)))
  }

  /// Keeps a mapping in the clinic file.
  ///
  /// - Parameters:
  ///   - path: as faults show it.
  ///   - name: nil: as the mapping is called.
  ///   - replaces: it may take the place of one of that name, whose text stays in the file.
  /// - Returns: its name, and what it replaced.
  /// - Throws: ``MappingFaults`` with the line of every fault, ``StoredMappingRefusal``.
  package func addMapping(
    _ text: String, path: String, named name: String? = nil, replaces: Bool = false
  ) throws -> (name: String, replaced: StoredMapping?) {
    let mapping = try MappingFile.read(text, path: path, library)
    let name = (name ?? mapping.name).withoutOuterBlanks
    guard StoredMapping.isName(name) else { throw StoredMappingRefusal.badName(name) }
    let reason = "mapping \(name), SHA-256 \(contentHash(text).prefix(12))"
    return try file.write(.storeMapping, by: by(reason: reason)) { writing in
      let known = try writing.reading.storedMappings().first { $0.name == name }
      if let known, !replaces { throw StoredMappingRefusal.exists(known) }
      try writing.storeMapping(text, named: name)
      return (name, known)
    }
  }

  /// Takes a mapping out of use; its text stays in the file.
  ///
  /// - Throws: ``StoredMappingRefusal``.
  package func removeMapping(_ name: String) throws {
    let known = try storedMapping(name)
    let reason = "mapping \(name), SHA-256 \(known.hash.prefix(12))"
    try file.write(.removeMapping, by: by(reason: reason)) { writing in
      guard try writing.reading.storedMappings().contains(where: { $0.name == name }) else {
        throw StoredMappingRefusal.unknown(name, near: nil)
      }
      try writing.removeMapping(named: name)
    }
  }

  /// The mapping of a file, or the stored one where no file has that name.
  ///
  /// The dictionary of a stored one stands in the folder that the program was started in.
  package func mapping(_ name: String) throws -> MappingFile {
    if name == "-" || InputFile.isThere(name) { return try MappingFile.read(name, library) }
    let stored = try storedMappings()
    guard let found = stored.first(where: { $0.name == name }) else {
      throw StoredMappingRefusal.neither(name, stored: stored.map(\.name))
    }
    return MappingFile(try MappingFile.read(found.text, path: found.name, library), folder: "")
  }

  /// The mappings that the clinic keeps, as a table.
  package func mappingTable() throws -> DrawnTable {
    let rows = try storedMappings().map { stored -> [Reporting.Cell] in
      [
        .text(stored.name), .text(stored.day), .text(stored.author),
        .text(String(stored.hash.prefix(12))),
      ]
    }
    return DrawnTable(
      Table(
        columns: [
          .init("name", "Mapping"), .init("stored", "Stored"), .init("by", "By"),
          .init("sha256", "SHA-256"),
        ], rows: rows))
  }
}
