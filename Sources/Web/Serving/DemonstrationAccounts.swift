package import Clinic
import Foundation
import Registry

/// Accounts of the invented clinic, one for each role, so that its pages can be looked at.
package enum DemonstrationAccounts {
  /// Makes them with one password drawn at random, and returns the lines that say so.
  package static func make(at desk: Desk) async throws -> [String] {
    let site = try await Site(desk: desk, day: { _ in desk.asOf })
    let password = OneTimeCode.make()
    let stored = try await site.passwords.hash(password)
    var lines = ["ACCOUNTS, all with the password \(password)"]
    for role in Role.allCases {
      try await site.accounts.add(
        name: role.rawValue, fullName: "Example \(role.rawValue)", role: role, password: stored,
        by: "demonstration", at: Date())
      lines.append("  \(role.rawValue)")
    }
    return lines
  }
}
