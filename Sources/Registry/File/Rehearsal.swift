import GRDB

extension ClinicFile {
  /// In bytes: a larger file is not copied into memory.
  static let rehearsed = 256 << 20

  /// Does what an import would, on a copy in memory of which nothing stays.
  ///
  /// So nobody who saves meanwhile waits for it. A very large file is not copied: then others wait
  /// until `body` ends.
  package func rehearse<Result>(
    by: Signature, _ body: (Writing) throws -> Result
  ) throws -> Result {
    let bytes = try reader.read { database in
      try Int.fetchOne(
        database,
        sql: "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size") ?? 0
    }
    guard bytes <= Self.rehearsed else {
      var result: Result?
      do {
        try bulk(by: by) { writing in
          result = try body(writing)
          throw Rehearsed()
        }
      } catch is Rehearsed {
        // Rolled back on purpose.
      }
      guard let result else { throw Rehearsed() }
      return result
    }
    return try plainly {
      let copy = try DatabaseQueue(configuration: Connection.configuration(readonly: false))
      try reader.backup(to: copy)
      return try copy.write { database in
        try body(try Writing(database, .import, by: by, about: nil))
      }
    }
  }

  private struct Rehearsed: Error {}
}
