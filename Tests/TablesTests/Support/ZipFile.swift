import LibArchive

/// A zip file made in memory.
enum ZipFile {
  struct CannotWrite: Error {}

  /// - Parameters:
  ///   - packed: the parts are compressed, not only stored.
  ///   - password: the parts are encrypted with it.
  static func bytes(
    _ parts: [(name: String, content: [UInt8])], packed: Bool = true, password: String? = nil
  ) throws
    -> [UInt8]
  {
    guard let archive = archive_write_new() else { throw CannotWrite() }
    defer { archive_write_free(archive) }
    archive_write_set_format_zip(archive)
    archive_write_set_options(archive, packed ? "zip:compression=deflate" : "zip:compression=store")
    if let password {
      archive_write_set_options(archive, "zip:encryption=zipcrypt")
      archive_write_set_passphrase(archive, password)
    }
    archive_write_set_bytes_per_block(archive, 0)
    let room = parts.reduce(4096) { $0 + $1.content.count + 4 * $1.name.utf8.count + 1024 }
    var used = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
      archive_write_open_memory(archive, buffer.baseAddress, room, &used)
      for (name, content) in parts {
        let entry = archive_entry_new()
        archive_entry_set_pathname(entry, name)
        archive_entry_set_size(entry, Int64(content.count))
        archive_entry_set_filetype(entry, 0o100000)
        archive_entry_set_perm(entry, 0o644)
        archive_write_header(archive, entry)
        content.withUnsafeBytes { _ = archive_write_data(archive, $0.baseAddress, $0.count) }
        archive_entry_free(entry)
      }
      archive_write_close(archive)
      count = used
    }
    guard !bytes.isEmpty else { throw CannotWrite() }
    return bytes
  }
}
