import Outcomes

/// An identifier without case and leading zeros: what a spreadsheet or a tired hand changes.
struct IdentifierKey: Hashable {
  private let bytes: [UInt8]

  init(_ id: Patient.ID) {
    bytes = Array(id.text.lowercased().utf8.drop { $0 == UInt8(ascii: "0") })
  }

  /// Whether an identifier has this key; most are told apart by their first bytes.
  func isKey(of id: UnsafeBufferPointer<UInt8>) -> Bool {
    guard id.allSatisfy({ $0 < 128 }) else {
      return self == IdentifierKey(Patient.ID(String(decoding: id, as: UTF8.self)))
    }
    let kept = id.drop { $0 == UInt8(ascii: "0") }
    return kept.count == bytes.count
      && zip(kept, bytes).allSatisfy { ((65...90).contains($0) ? $0 + 32 : $0) == $1 }
  }
}
