/// A file to read: its name for people, and where its bytes are.
package struct TableSource: Hashable, Sendable {
  package enum Bytes: Hashable, Sendable {
    /// A file on disk; it is opened anew for each part that is read.
    case path(String)
    /// A file that was handed over as a whole, such as an upload.
    case memory([UInt8])
  }

  /// Without folders; it stands in every place that is named.
  package let name: String
  package let bytes: Bytes

  package init(name: String, bytes: Bytes) {
    self.name = name
    self.bytes = bytes
  }

  /// A file on disk, named by the last part of its path.
  package init(path: String) {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    self.init(name: name, bytes: .path(path))
  }
}

extension TableSource {
  /// The whole file.
  ///
  /// - Throws: `TableFault` when it cannot be read.
  package var allBytes: [UInt8] {
    get throws {
      if case .memory(let bytes) = bytes { return bytes }
      let pieces = try FileBytes(self)
      var all: [UInt8] = []
      while let piece = try pieces.next() { all += piece }
      return all
    }
  }

  /// It begins as a zip file, or as a workbook of the old kind that is refused with its name.
  package var isWorkbook: Bool {
    get throws {
      guard let beginning = try FileBytes(self).next()?.prefix(4) else { return false }
      return beginning.starts(with: [0x50, 0x4B])
        || beginning.starts(with: [0xD0, 0xCF, 0x11, 0xE0])
    }
  }
}
