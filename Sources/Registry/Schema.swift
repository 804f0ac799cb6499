import GRDB

/// The tables of the clinic file and how they came to be.
///
/// A released migration is never edited; a change of the schema is a new one, with `version`
/// raised.
enum Schema {
  /// `RCHK`: marks a file as ours.
  static let applicationID = 0x5243_484B
  /// Kept in `user_version`.
  static let version = 1

  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 the clinic file") { database in
      try database.execute(sql: SchemaVersion1.tables)
      for table in SealedTable.all {
        try database.execute(sql: SchemaVersion1.appendOnly(table))
        try database.execute(sql: SchemaVersion1.audited(table))
      }
      try database.execute(sql: SchemaVersion1.views)
      try database.execute(sql: "PRAGMA application_id = \(applicationID)")
      try database.execute(sql: "PRAGMA user_version = 1")
    }
    return migrator
  }
}
