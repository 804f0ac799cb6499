import Cryptography
import Foundation
import HTTPTypes

/// The cookie that holds a session's token.
enum SessionCookie {
  /// `__Host-`: another program on this machine cannot set it for us.
  static let name = "__Host-recheck"

  /// 32 random bytes.
  static func makeToken() -> Data { RandomBytes.make(32) }

  /// What is stored of a token.
  static func hash(_ token: Data) -> Data { SHA256.hash(token) }

  static func header(_ token: Data) -> String {
    "\(name)=\(token.urlText); Path=/; Secure; HttpOnly; SameSite=Strict"
  }

  /// Makes the browser forget the cookie.
  static let expired = "\(name)=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0"

  /// The token of a request; nil when there is none, or two, or it is malformed.
  static func token(in headers: HTTPFields) -> Data? {
    guard let text = value(of: name, in: headers), let token = Data(urlText: text),
      token.count == 32
    else { return nil }
    return token
  }

  /// What a request has under the name of a cookie; nil: nothing, or two.
  static func value(of name: String, in headers: HTTPFields) -> String? {
    let ours = headers[values: .cookie].flatMap { $0.split(separator: ";") }
      .map { $0.drop { $0 == " " } }
      .filter { $0.hasPrefix(name + "=") }
    guard ours.count == 1, let cookie = ours.first else { return nil }
    return String(cookie.dropFirst(name.count + 1))
  }
}
