package import Foundation

/// Bytes from the system's cryptographic generator.
package enum RandomBytes {
  package static func make(_ count: Int) -> Data {
    var generator = SystemRandomNumberGenerator()
    var bytes = Data()
    while bytes.count < count {
      // Eight at a time: each draw is a system call.
      withUnsafeBytes(of: generator.next()) { drawn in
        bytes.append(contentsOf: drawn.prefix(count - bytes.count))
      }
    }
    return bytes
  }
}
