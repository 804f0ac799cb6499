import GRDB

/// The third schema: who is responsible for a patient, and a quick way to when an account last
/// looked at a patient's flags, which the record trail has noted ever since.
///
/// The column that it adds is listed with the patient's others.
enum SchemaVersion3 {
  static let migration = "3 responsible physicians"

  private static let looks = """
    CREATE INDEX audit_look ON audit (author, patient, entry)
    WHERE action = 'view' AND subject = 'flag';
    """

  @Sendable
  static func create(_ database: Database) throws {
    try Schema.addColumns(of: SealedTable.all, since: 3, database)
    try database.execute(sql: looks)
  }
}
