import GRDB
import Synchronization

/// The tables of the clinic file and how they came to be, version by version.
///
/// A released migration is never edited; a change of the tables is a new one at the end of the
/// list, with the next version. A file of an earlier version is brought up on a copy (see
/// ``ClinicFile/bringUp(_:to:)``).
final class Schema: Sendable {
  struct Migration: Sendable {
    /// The version of the file that it is part of, from 1.
    let version: Int
    /// As the file notes that it was done.
    let name: String
    var foreignKeyChecks = DatabaseMigrator.ForeignKeyChecks.deferred
    let change: @Sendable (Database) throws -> Void
  }

  /// `RCHK`: marks a file as ours.
  static let applicationID = 0x5243_484B

  /// What this program works with.
  static let released = Schema(
    tables: SealedTable.all,
    migrations: [
      Migration(version: 1, name: "1 the clinic file", change: SchemaVersion1.create),
      Migration(
        version: 1, name: AccountSchema.migration, foreignKeyChecks: .immediate,
        change: AccountSchema.create),
      Migration(version: 2, name: SchemaVersion2.migration, change: SchemaVersion2.create),
      Migration(version: 3, name: SchemaVersion3.migration, change: SchemaVersion3.create),
      Migration(version: 4, name: SchemaVersion4.migration, change: SchemaVersion4.create),
      Migration(version: 5, name: SchemaVersion5.migration, change: SchemaVersion5.create),
      Migration(version: 6, name: SchemaVersion6.migration, change: SchemaVersion6.create),
    ])

  /// The sealed tables, in the order in which an entry seals their heads.
  let tables: [SealedTable]
  let migrations: [Migration]
  private let knownObjects = Mutex<[Int: [String: String]]>([:])

  init(tables: [SealedTable], migrations: [Migration]) {
    self.tables = tables
    self.migrations = migrations
  }

  /// Kept in `user_version`.
  var version: Int { migrations.map(\.version).max() ?? 0 }

  /// The sealed tables as a version had them.
  func tables(at version: Int) -> [SealedTable] { tables.compactMap { $0.at(version: version) } }

  /// Makes the tables of a version, or brings those of an earlier one up to it.
  ///
  /// - Parameter last: nil: the latest version.
  func migrator(upTo last: Int? = nil) -> DatabaseMigrator {
    var migrator = DatabaseMigrator()
    for migration in migrations where migration.version <= last ?? version {
      migrator.registerMigration(migration.name, foreignKeyChecks: migration.foreignKeyChecks) {
        database in
        try migration.change(database)
        try database.execute(sql: "PRAGMA user_version = \(migration.version)")
      }
    }
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

  /// The same of a file of that version as this program makes it.
  func objects(at version: Int) throws -> [String: String] {
    if let known = knownObjects.withLock({ $0[version] }) { return known }
    let fresh = try DatabaseQueue()
    try migrator(upTo: version).migrate(fresh)
    let objects = try fresh.read(Self.objects)
    knownObjects.withLock { $0[version] = objects }
    return objects
  }
}
