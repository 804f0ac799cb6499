import Foundation
import HTTPTypes
import Synchronization
import Testing

@testable import Web

/// A browser as far as the app can tell: keeps the cookie, says where its forms come from.
final class Browser: Sendable {
  private let line: any Line
  private let jar = Mutex<String?>(nil)
  /// The cookie by which the browser is known for accounts.
  private let known = Mutex<String?>(nil)

  init(_ line: any Line) {
    self.line = line
  }

  var cookie: String? {
    get { jar.withLock { $0 } }
    set { jar.withLock { $0 = newValue } }
  }

  var knownCookie: String? {
    get { known.withLock { $0 } }
    set { known.withLock { $0 = newValue } }
  }

  /// The session's token, out of the cookie.
  var token: Data {
    get throws {
      let text = try #require(cookie).dropFirst("__Host-recheck=".count)
      return try #require(Data(urlText: String(text)))
    }
  }

  /// Another browser before the same app.
  var another: Browser { Browser(line) }

  func get(_ path: String, headers: HTTPFields = [:]) async throws -> Page {
    try await send(.get, path, headers: headers)
  }

  /// Sends a form as a page of the app would.
  func post(
    _ path: String, _ fields: [(String, String)] = [], headers: HTTPFields = [:]
  ) async throws -> Page {
    let body = fields.map { Self.encode($0.0) + "=" + Self.encode($0.1) }.joined(separator: "&")
    return try await post(path, raw: body, headers: headers)
  }

  func post(_ path: String, raw body: String, headers: HTTPFields = [:]) async throws -> Page {
    var all: HTTPFields = [
      .contentType: "application/x-www-form-urlencoded", .secFetchSite: "same-origin",
      // What browsers send with a form of a page under the policy no-referrer.
      .origin: "null",
    ]
    for field in headers { all[field.name] = field.value.isEmpty ? nil : field.value }
    return try await send(.post, path, headers: all, body: body)
  }

  /// Sends a form with files as a page of the app would.
  func upload(
    _ path: String, _ fields: [(String, String)], _ files: [(name: String, bytes: [UInt8])]
  ) async throws -> Page {
    var body: [UInt8] = []
    for (name, value) in fields {
      body += Array(
        "--xx\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8)
    }
    for file in files {
      let head =
        "--xx\r\nContent-Disposition: form-data; name=\"files\"; filename=\"\(file.name)\"\r\n"
        + "Content-Type: application/octet-stream\r\n\r\n"
      body += Array(head.utf8) + file.bytes + [0x0D, 0x0A]
    }
    return try await upload(path, raw: body + Array("--xx--\r\n".utf8))
  }

  func upload(_ path: String, raw body: [UInt8]) async throws -> Page {
    let headers: HTTPFields = [
      .contentType: "multipart/form-data; boundary=xx", .secFetchSite: "same-origin",
      .origin: "null",
    ]
    return try await send(.post, path, headers: headers, bytes: body)
  }

  func send(
    _ method: HTTPRequest.Method, _ path: String, headers: HTTPFields = [:], body: String? = nil
  ) async throws -> Page {
    try await send(method, path, headers: headers, bytes: body.map { Array($0.utf8) })
  }

  private func send(
    _ method: HTTPRequest.Method, _ path: String, headers: HTTPFields, bytes: [UInt8]?
  ) async throws -> Page {
    var headers = headers
    let cookies = [cookie, knownCookie].compactMap(\.self)
    if !cookies.isEmpty, headers[.cookie] == nil {
      headers[.cookie] = cookies.joined(separator: "; ")
    }
    if let bytes { headers[.contentLength] = "\(bytes.count)" }
    let page = try await line.send(
      HTTPRequest(
        method: method, scheme: "http", authority: "localhost", path: path, headerFields: headers),
      bytes)
    for set in page.headers[values: .setCookie] {
      let pair = String(set.prefix { $0 != ";" })
      if pair.hasPrefix(KnownBrowser.name + "=") {
        knownCookie = pair
      } else {
        cookie = pair.hasSuffix("=") ? nil : pair
      }
    }
    return page
  }

  @discardableResult
  func signIn(_ name: String, _ password: String = TestSite.password) async throws -> Page {
    try await post("/sign-in", [("name", name), ("password", password)])
  }

  private static func encode(_ text: String) -> String {
    text.utf8.map { byte in
      let scalar = Unicode.Scalar(byte)
      let plain = scalar.isASCII && (scalar.properties.isAlphabetic || (48...57).contains(byte))
      return plain ? String(scalar) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
  }
}

/// What came back.
struct Page: Sendable {
  let status: Int
  let headers: HTTPFields
  let text: String

  var location: String? { headers[.location] }

  /// The nonce of the form with this action.
  func nonce(_ action: String) -> String {
    guard let form = text.range(of: "action=\"\(action)\""),
      let name = text[form.upperBound...].range(of: "name=\"nonce\" value=\"")
    else { return "" }
    return String(text[name.upperBound...].prefix { $0 != "\"" })
  }
}

extension HTTPField.Name {
  static let secFetchSite = HTTPField.Name("Sec-Fetch-Site") ?? .origin
}
