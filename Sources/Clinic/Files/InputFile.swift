import Foundation

/// Reads a file piece by piece; `-` is standard input.
final class InputFile {
  let path: String
  private let number: Int32
  private static let pieceSize = 1 << 18
  private let isRegular: Bool
  /// What was read already.
  private var ahead: ArraySlice<[UInt8]> = []

  init(_ path: String) throws {
    self.path = path
    number = path == "-" ? 0 : open(path, O_RDONLY)
    guard number >= 0 else { throw FileProblem(action: "read", file: path, code: errno) }
    var status = stat()
    let kind = fstat(number, &status) == 0 ? status.st_mode & S_IFMT : S_IFREG
    isRegular = kind == S_IFREG
    if kind == S_IFDIR {
      throw FileProblem(action: "read", file: path, code: EISDIR)
    }
  }

  /// Whether something of that name is there.
  static func isThere(_ path: String) -> Bool { access(path, F_OK) == 0 }

  deinit { if number > 0 { close(number) } }

  /// Takes in now what somebody may still be writing (a pipe), so that nobody has to wait for it
  /// where others wait for the reader; a file is read when its turn comes.
  func readAhead() throws {
    guard !isRegular else { return }
    while let piece = try read() { ahead.append(piece) }
  }

  /// The next piece; nil at the end.
  func next() throws -> [UInt8]? {
    if let piece = ahead.popFirst() { return piece }
    return try read()
  }

  private func read() throws -> [UInt8]? {
    var failure: Int32?
    let piece = [UInt8](unsafeUninitializedCapacity: Self.pieceSize) { buffer, count in
      var got = systemRead(number, buffer.baseAddress, buffer.count)
      while got < 0 && errno == EINTR { got = systemRead(number, buffer.baseAddress, buffer.count) }
      if got < 0 { failure = errno }
      count = max(0, got)
    }
    if let failure { throw FileProblem(action: "read", file: path, code: failure) }
    return piece.isEmpty ? nil : piece
  }
}

/// The system's call, whose name `InputFile` has taken.
private func systemRead(_ number: Int32, _ bytes: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  read(number, bytes, count)
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
