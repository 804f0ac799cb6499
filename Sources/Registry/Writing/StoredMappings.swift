import GRDB

extension Writing {
  /// Keeps a mapping under a name, in place of the one that was kept under it, which stays in the file.
  package func storeMapping(_ text: String, named name: String) throws {
    _ = try writer(.mapping).insert { content, _ in
      content.add(self.entry)
      content.add(name)
      content.add(text)
      content.add(contentHash(text))
    }
  }

  /// Takes a mapping out of use; its text stays in the file.
  package func removeMapping(named name: String) throws {
    _ = try writer(.mapping).insert { content, _ in
      content.add(self.entry)
      content.add(name)
      content.add(nil as String?)
      content.add(nil as String?)
    }
  }
}

/// A mapping that the clinic keeps.
package struct StoredMapping: Hashable, Sendable {
  package var name: String
  package var text: String
  /// SHA-256 of the text, in hexadecimal figures.
  package var hash: String
  package var author: String
  /// When it was stored, UTC: `2026-03-12T14:03:22.123Z`.
  package var instant: String
}

extension Reading {
  /// The mappings in use, by name.
  package func storedMappings() throws -> [StoredMapping] {
    let rows = try RawStatement(
      database,
      """
      SELECT m.name, m.text, m.hash, e.author, e.instant
      FROM mapping m JOIN entry e ON e.id = m.entry
      WHERE m.text IS NOT NULL AND m.row = (SELECT max(row) FROM mapping WHERE name = m.name)
      ORDER BY m.name
      """)
    var found: [StoredMapping] = []
    while try rows.step() {
      found.append(
        StoredMapping(
          name: rows.text(0), text: rows.text(1), hash: rows.text(2), author: rows.text(3),
          instant: rows.text(4)))
    }
    return found
  }
}
