package import Foundation
import GRDB

extension AccountBook {
  /// The clinic file's own 32 random bytes, from which the web app derives the keys that stand for
  /// patients in its addresses.
  ///
  /// Made on first use.
  package func webSecret() async throws -> Data {
    try await database.write { database in
      if let secret = try Data.fetchOne(database, sql: "SELECT secret FROM web_secret") {
        return secret
      }
      var generator = SystemRandomNumberGenerator()
      let secret = Data((0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
      try database.execute(sql: "INSERT INTO web_secret VALUES (1, ?)", arguments: [secret])
      return secret
    }
  }
}
