import GRDB

/// What only the running program needs, and no copy: who is signed in, which forms were sent, who has
/// to wait before trying a password again.
enum LiveSecrets {
  /// Removes them from a copy, and their bytes with them.
  static func remove(from copy: DatabaseQueue) throws {
    try copy.writeWithoutTransaction { database in
      // Else the bytes would stay in pages that are free.
      try database.execute(sql: "PRAGMA secure_delete = ON")
      try database.inTransaction {
        for table in ["spent_form", "session", "sign_in_throttle"] {
          try database.execute(sql: "DELETE FROM \(table)")
        }
        return .commit
      }
    }
  }
}
