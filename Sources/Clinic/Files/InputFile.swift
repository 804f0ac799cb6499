import Foundation

/// Reads a file piece by piece; `-` is standard input.
final class InputFile {
  let path: String
  private let number: Int32
  private static let pieceSize = 1 << 18

  init(_ path: String) throws {
    self.path = path
    number = path == "-" ? 0 : open(path, O_RDONLY)
    guard number >= 0 else { throw FileProblem(action: "read", file: path, code: errno) }
    var status = stat()
    if fstat(number, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      throw FileProblem(action: "read", file: path, code: EISDIR)
    }
  }

  /// Whether something of that name is there.
  static func isThere(_ path: String) -> Bool { access(path, F_OK) == 0 }

  deinit { if number > 0 { close(number) } }

  /// The next piece; nil at the end.
  func next() throws -> [UInt8]? {
    var failure: Int32?
    let piece = [UInt8](unsafeUninitializedCapacity: Self.pieceSize) { buffer, count in
      var got = read(number, buffer.baseAddress, buffer.count)
      while got < 0 && errno == EINTR { got = read(number, buffer.baseAddress, buffer.count) }
      if got < 0 { failure = errno }
      count = max(0, got)
    }
    if let failure { throw FileProblem(action: "read", file: path, code: failure) }
    return piece.isEmpty ? nil : piece
  }
}

/// A whole text file.
package enum TextFile {
  package static func read(_ path: String) throws -> String {
    let file = try InputFile(path)
    var bytes: [UInt8] = []
    while let piece = try file.next() { bytes += piece }
    return String(decoding: bytes, as: UTF8.self)
  }
}
