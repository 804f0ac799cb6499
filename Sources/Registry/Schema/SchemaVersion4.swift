import GRDB

/// The fourth schema: mappings that the clinic keeps for its spreadsheets.
enum SchemaVersion4 {
  static let migration = "4 stored mappings"

  private static let tables = """
    -- The last row of a name holds; no text: the mapping was removed.
    CREATE TABLE mapping (
      row INTEGER PRIMARY KEY,
      entry INTEGER NOT NULL REFERENCES entry (id),
      name TEXT NOT NULL CHECK (name <> ''),
      text TEXT CHECK (text <> ''),
      hash TEXT CHECK (length(hash) = 64),
      seal BLOB NOT NULL CHECK (length(seal) = 32),
      CHECK ((text IS NULL) = (hash IS NULL))
    ) STRICT;
    CREATE INDEX mapping_name ON mapping (name);
    """

  @Sendable
  static func create(_ database: Database) throws {
    try database.execute(sql: tables)
    try database.execute(
      sql: SchemaVersion1.appendOnly(.mapping) + SchemaVersion1.audited(.mapping))
  }
}
