import GRDB

extension ClinicFile {
  /// The accounts of this clinic file, for the web app.
  ///
  /// On first use it makes their tables, by a migration of their own that leaves the clinic's facts
  /// alone.
  ///
  /// - Throws: `RegistryError.openedForReading` unless the file was opened for writing.
  package func accounts() throws -> AccountBook {
    guard purpose == .writing, let writer = reader as? any DatabaseWriter else {
      throw RegistryError.openedForReading
    }
    try plainly {
      var migrator = DatabaseMigrator()
      migrator.registerMigration(
        AccountSchema.migration, foreignKeyChecks: .immediate, migrate: AccountSchema.create)
      try migrator.migrate(writer)
    }
    return AccountBook(writer)
  }
}
