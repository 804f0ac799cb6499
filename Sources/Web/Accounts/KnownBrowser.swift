import Cryptography
import Foundation
import HTTPTypes

/// The cookie by which a browser shows that an account has signed in there before.
///
/// It opens nothing. It only keeps the tries in this browser apart from those of strangers, so that
/// nobody outside can make its people wait. It holds random bytes that name the browser, and a code
/// for each account over them, the account's name and its stored password: a new password, or an
/// account that was reset, makes the code worth nothing. Nothing of it is stored in the clinic file.
struct KnownBrowser {
  static let name = "__Host-recheck-browser"
  /// Accounts that one browser is known for; the longest ago goes first.
  static let mostAccounts = 12
  /// In seconds: 400 days, the longest that browsers keep a cookie.
  private static let lifetime = 400 * 24 * 60 * 60
  private static let length = 16

  private let id: Data
  private var codes: [Data]

  /// A browser that no account is known in yet.
  init() {
    id = RandomBytes.make(Self.length)
    codes = []
  }

  /// That of a request; nil when there is none, or two, or it is malformed.
  init?(_ headers: HTTPFields) {
    guard let text = SessionCookie.value(of: Self.name, in: headers),
      let data = Data(urlText: text),
      data.count.isMultiple(of: Self.length),
      (2...Self.mostAccounts + 1).contains(data.count / Self.length)
    else { return nil }
    let parts = stride(from: 0, to: data.count, by: Self.length).map {
      Data(data.dropFirst($0).prefix(Self.length))
    }
    id = parts[0]
    codes = Array(parts.dropFirst())
  }

  /// Names the browser in the counts of tries.
  var text: String { id.urlText }

  /// Whether the account has signed in here with the password that it has now.
  func knows(_ account: String, password stored: String, key: Data) throws -> Bool {
    let code = try code(account, stored, key)
    return codes.contains { $0.isEqualInConstantTime(to: code) }
  }

  mutating func add(_ account: String, password stored: String, key: Data) throws {
    let code = try code(account, stored, key)
    codes = codes.filter { $0 != code }.suffix(Self.mostAccounts - 1) + [code]
  }

  var header: String {
    let value = codes.reduce(id, +).urlText
    return "\(Self.name)=\(value); Path=/; Secure; HttpOnly; SameSite=Strict;"
      + " Max-Age=\(Self.lifetime)"
  }

  private func code(_ account: String, _ stored: String, _ key: Data) throws -> Data {
    let message = id + Data("\(account)\n\(stored)".utf8)
    return Data(try MessageCode.make(over: message, key: key).prefix(Self.length))
  }
}
