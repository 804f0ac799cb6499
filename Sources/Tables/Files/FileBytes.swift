import Foundation

/// The bytes of a source, one piece after another.
final class FileBytes {
  private let source: TableSource
  private var file: UnsafeMutablePointer<FILE>?
  private var position = 0
  private static let piece = 1 << 16

  /// Throws `TableFault` when the file cannot be opened.
  init(_ source: TableSource) throws {
    self.source = source
    if case .path(let path) = source.bytes {
      file = fopen(path, "rb")
      guard file != nil else { throw Self.fault(source) }
    }
  }

  deinit {
    if let file { fclose(file) }
  }

  /// The next piece, or nil at the end; throws `TableFault` when the disk fails.
  func next() throws -> [UInt8]? {
    switch source.bytes {
    case .memory(let bytes):
      guard position < bytes.count else { return nil }
      let end = min(position + Self.piece, bytes.count)
      defer { position = end }
      return Array(bytes[position..<end])
    case .path:
      guard let file else { return nil }
      let piece = [UInt8](unsafeUninitializedCapacity: Self.piece) { buffer, count in
        count = fread(buffer.baseAddress, 1, buffer.count, file)
      }
      if piece.isEmpty, ferror(file) != 0 { throw Self.fault(source) }
      return piece.isEmpty ? nil : piece
    }
  }

  /// The fault for the last error of the system.
  fileprivate static func fault(_ source: TableSource) -> TableFault {
    TableFault(
      place: TablePlace(file: source.name), kind: .cannotOpen(String(cString: strerror(errno))))
  }
}

extension TableSource {
  /// In bytes; throws `TableFault` when the file cannot be looked at.
  func size() throws -> Int {
    switch bytes {
    case .memory(let bytes): return bytes.count
    case .path(let path):
      var facts = stat()
      guard stat(path, &facts) == 0 else { throw FileBytes.fault(self) }
      return Int(facts.st_size)
    }
  }
}
