import LibArchive

/// Gives libarchive bytes that are in memory, piece by piece.
final class MemoryFeed {
  private let bytes: [UInt8]
  private var position = 0
  /// What libarchive was given last; it stays until the next piece is asked for.
  private let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 8)

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  deinit { block.deallocate() }

  /// Opens an archive on it, which must not outlive it.
  func open(_ archive: OpaquePointer) -> Int32 {
    archive_read_set_read_callback(archive) { _, data, place in
      guard let data, let place else { return Int(ARCHIVE_FATAL) }
      let feed = Unmanaged<MemoryFeed>.fromOpaque(data).takeUnretainedValue()
      place.pointee = UnsafeRawPointer(feed.block.baseAddress)
      return feed.fill()
    }
    archive_read_set_seek_callback(archive) { _, data, offset, whence in
      guard let data else { return Int64(ARCHIVE_FATAL) }
      return Unmanaged<MemoryFeed>.fromOpaque(data).takeUnretainedValue()
        .seek(offset, from: whence)
    }
    archive_read_set_callback_data(archive, Unmanaged.passUnretained(self).toOpaque())
    return archive_read_open1(archive)
  }

  private func fill() -> Int {
    let count = min(block.count, bytes.count - position)
    bytes.withUnsafeBytes {
      block.copyMemory(from: .init(rebasing: $0[position..<position + count]))
    }
    position += count
    return count
  }

  /// Places outside the file are not taken.
  private func seek(_ offset: Int64, from whence: Int32) -> Int64 {
    let base =
      switch whence {
      case 0: 0  // SEEK_SET
      case 1: position
      default: bytes.count  // not our enum
      }
    let (target, overflows) = Int64(base).addingReportingOverflow(offset)
    guard !overflows, (0...Int64(bytes.count)).contains(target) else { return Int64(ARCHIVE_FATAL) }
    position = Int(target)
    return target
  }
}
