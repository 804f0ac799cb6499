/// Texts handed on in parts of a size that is worth a call of the system.
package struct PartWriter {
  private static let part = 1 << 16

  private let sink: (UnsafeRawBufferPointer) throws -> Void
  private var bytes: [UInt8] = []

  package init(sink: @escaping (UnsafeRawBufferPointer) throws -> Void) { self.sink = sink }

  package mutating func write(_ text: String) throws {
    bytes += text.utf8
    if bytes.count >= Self.part { try finish() }
  }

  /// Hands on what waits.
  package mutating func finish() throws {
    try bytes.withUnsafeBytes(sink)
    bytes.removeAll(keepingCapacity: true)
  }
}
