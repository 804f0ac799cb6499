import Cryptography
package import Foundation

/// The proof in each form that this session's own page sent it: 16 random bytes and a code over
/// them and the form's address, made with the session's token.
///
/// Issuing one writes nothing.
package struct FormNonce: Sendable {
  /// The name of the hidden field.
  package static let field = "nonce"

  /// The random bytes by which a used form is remembered.
  package let bytes: Data
  private let code: Data

  /// A fresh one for a form that is sent to `path`.
  package init(for path: String, token: Data) throws {
    bytes = RandomBytes.make(16)
    code = try Self.code(bytes, path, token)
  }

  /// Reads one that came back; nil unless it was made for this path in this session.
  package init?(text: String, for path: String, token: Data) {
    guard let data = Data(urlText: text), data.count == 32 else { return nil }
    bytes = Data(data.prefix(16))
    code = Data(data.suffix(16))
    guard let expected = try? Self.code(bytes, path, token),
      expected.isEqualInConstantTime(to: code)
    else { return nil }
  }

  package var text: String { (bytes + code).urlText }

  private static func code(_ bytes: Data, _ path: String, _ token: Data) throws -> Data {
    Data(try MessageCode.make(over: bytes + Data(path.utf8), key: token).prefix(16))
  }
}
