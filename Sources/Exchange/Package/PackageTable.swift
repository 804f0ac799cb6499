/// A file of a package: its columns, what tells its rows apart, and what they refer to.
package struct PackageTable: Hashable, Sendable {
  package struct Reference: Hashable, Sendable {
    package let columns: [String]
    /// A table that has these columns as its key.
    package let table: String

    package init(_ columns: [String], of table: String) {
      self.columns = columns
      self.table = table
    }
  }

  /// Of the file, without its ending.
  package var name: String
  /// What a row is.
  package var meaning: String
  package var columns: [PackageColumn]
  package var key: [String]
  package var references: [Reference]

  package init(
    _ name: String, _ meaning: String, columns: [PackageColumn], key: [String],
    references: [Reference] = []
  ) {
    self.name = name
    self.meaning = meaning
    self.columns = columns
    self.key = key
    self.references = references
  }

  package var file: String { name + ".csv" }

  /// Columns of which nobody has said what they tell of a person.
  package var untagged: [String] { columns.filter { $0.tag == nil }.map(\.name) }
}

/// What is known of a file that was written.
package struct WrittenFile: Hashable, Sendable {
  package let name: String
  /// Without the header; nil: no table.
  package let rows: Int?
  package let bytes: Int
  /// SHA-256, in hexadecimal digits.
  package let hash: String

  package init(name: String, rows: Int?, bytes: Int, hash: String) {
    self.name = name
    self.rows = rows
    self.bytes = bytes
    self.hash = hash
  }
}
