import GRDB

extension Reading {
  /// The names of everybody who may sign in or once might: the sign-in name, and the one that signs
  /// what they enter.
  package func namesOfAccounts() throws -> [(name: String, fullName: String)] {
    try Row.fetchAll(database, sql: "SELECT name, full_name FROM account ORDER BY name").map {
      ($0["name"], $0["full_name"])
    }
  }
}
