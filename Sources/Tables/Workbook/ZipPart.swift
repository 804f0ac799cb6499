import LibArchive

/// One part of a zip file, unpacked as it is read.
final class ZipPart {
  private let archive: OpaquePointer
  private let feed: MemoryFeed?

  /// Finds a part by its name; nil when the file has none of that name.
  ///
  /// Names are compared without regard to capitals, as Office does.
  ///
  /// - Throws: `ZipFault`.
  convenience init?(_ source: TableSource, name: String) throws(ZipFault) {
    try self.init(source)
    let wanted = Self.normal(name)
    while let found = try nextName() {
      if Self.normal(found) == wanted { return }
    }
    return nil
  }

  /// More than any spreadsheet program writes; each is looked at whenever a part is sought.
  static let mostParts = 10_000

  /// The names of all parts, in small letters, before anything is unpacked; throws `ZipFault`.
  static func names(_ source: TableSource) throws(ZipFault) -> Set<String> {
    let part = try ZipPart(source)
    var names: Set<String> = []
    var count = 0
    while let name = try part.nextName() {
      count += 1
      guard count <= mostParts else { throw .tooManyParts }
      names.insert(normal(name))
    }
    return names
  }

  private init(_ source: TableSource) throws(ZipFault) {
    guard let archive = archive_read_new() else { throw .damaged }
    self.archive = archive
    archive_read_support_format_zip_seekable(archive)
    switch source.bytes {
    case .path(let path):
      feed = nil
      guard archive_read_open_filename(archive, path, 1 << 16) == ARCHIVE_OK else {
        throw .damaged
      }
    case .memory(let bytes):
      let feed = MemoryFeed(bytes)
      self.feed = feed
      guard feed.open(archive) == ARCHIVE_OK else { throw .damaged }
    }
  }

  deinit { archive_read_free(archive) }

  /// Unpacks the next bytes; 0 at the end, where the check sum was found to be right.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ZipFault) -> Int {
    let count = archive_read_data(archive, buffer.baseAddress, buffer.count)
    guard count >= 0 else { throw isEncrypted ? .encrypted : .damaged }
    return count
  }

  private func nextName() throws(ZipFault) -> String? {
    var entry: OpaquePointer?
    let result = archive_read_next_header(archive, &entry)
    if result == ARCHIVE_EOF { return nil }
    guard result == ARCHIVE_OK || result == ARCHIVE_WARN, let entry else { throw .damaged }
    let name = archive_entry_pathname_utf8(entry) ?? archive_entry_pathname(entry)
    return name.map { String(cString: $0) } ?? ""
  }

  private var isEncrypted: Bool { archive_read_has_encrypted_entries(archive) > 0 }

  static func normal(_ name: String) -> String {
    var name = name.lowercased()
    if name.contains("\\") { name = String(name.map { $0 == "\\" ? "/" : $0 }) }
    while name.hasPrefix("/") { name.removeFirst() }
    return name
  }
}

/// Why a zip file could not be read on.
enum ZipFault: Error {
  case damaged
  case encrypted
  case tooManyParts
}
