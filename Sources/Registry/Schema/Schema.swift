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
    migrator.registerMigration(
      AccountSchema.migration, foreignKeyChecks: .immediate, migrate: AccountSchema.create)
    return migrator
  }

  /// The SQL of every table, index, trigger and view of a file, by name.
  static func objects(_ database: Database) throws -> [String: String] {
    Dictionary(
      try Row.fetchAll(
        database,
        sql: "SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite!_%' ESCAPE '!'"
      ).map { ($0[0], $0[1] ?? "") },
      uniquingKeysWith: { first, _ in first })
  }

  /// The same of a file as this program makes it.
  static let due = Result {
    let fresh = try DatabaseQueue()
    try migrator.migrate(fresh)
    return try fresh.read(objects)
  }
}
