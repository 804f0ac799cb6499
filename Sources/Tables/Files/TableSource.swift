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
