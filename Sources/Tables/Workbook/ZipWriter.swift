import LibArchive

/// Writes a zip file into memory, entry by entry, through libarchive.
package final class ZipWriter {
  package struct Fault: Error {}

  private let archive: OpaquePointer
  private let sink = Sink()

  private final class Sink {
    var bytes: [UInt8] = []
  }

  package init() throws {
    guard let archive = archive_write_new() else { throw Fault() }
    self.archive = archive
    guard archive_write_set_format_zip(archive) == ARCHIVE_OK else { throw Fault() }
    let context = Unmanaged.passUnretained(sink).toOpaque()
    let opened = archive_write_open(
      archive, context, nil,
      { _, context, piece, count in
        guard let context, let piece else { return -1 }
        Unmanaged<Sink>.fromOpaque(context).takeUnretainedValue().bytes
          .append(contentsOf: UnsafeRawBufferPointer(start: piece, count: count))
        return count
      }, nil)
    guard opened == ARCHIVE_OK else { throw Fault() }
  }

  deinit { archive_write_free(archive) }

  /// Adds a file.
  ///
  /// - Parameter seconds: when it was written, since 1970.
  package func add(_ name: String, _ content: [UInt8], seconds: Int) throws {
    guard let entry = archive_entry_new() else { throw Fault() }
    defer { archive_entry_free(entry) }
    archive_entry_set_pathname_utf8(entry, name)
    archive_entry_set_size(entry, Int64(content.count))
    archive_entry_set_filetype(entry, 0o100_000)
    archive_entry_set_perm(entry, 0o600)
    archive_entry_set_mtime(entry, seconds, 0)
    guard archive_write_header(archive, entry) == ARCHIVE_OK else { throw Fault() }
    let written = content.withUnsafeBytes { archive_write_data(archive, $0.baseAddress, $0.count) }
    guard written == content.count else { throw Fault() }
  }

  /// The whole file; nothing may follow.
  package func finish() throws -> [UInt8] {
    guard archive_write_close(archive) == ARCHIVE_OK else { throw Fault() }
    return sink.bytes
  }
}
