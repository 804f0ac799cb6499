import Cryptography
import Exchange
import Foundation

/// A folder that is written whole or not at all: beside its place first, then renamed.
final class PackageFolder {
  private let path: String
  private let beside: String
  private(set) var written: [WrittenFile] = []

  /// Throws where there is a folder with something in it, or a file, of that name.
  init(_ path: String) throws {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    self.path = path
    beside = path + ".new-\(getpid())"
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) {
      let inside = try? FileManager.default.contentsOfDirectory(atPath: path)
      guard isFolder.boolValue, inside?.isEmpty == true else {
        throw PackageRefusal.folderInUse(path)
      }
    }
    guard mkdir(beside, 0o700) == 0 else {
      throw FileProblem(action: "made", file: path, code: errno)
    }
  }

  /// A new file in it, to be written to and closed.
  func open(_ name: String) throws -> PackageFile {
    try PackageFile(name, at: beside + "/" + name)
  }

  func close(_ file: PackageFile, rows: Int? = nil) throws {
    written.append(try file.close(rows: rows))
  }

  func write(_ name: String, _ text: String) throws {
    let file = try open(name)
    try Array(text.utf8).withUnsafeBytes(file.write)
    try close(file)
  }

  /// Puts the folder in its place.
  func finish() throws {
    let folder = Foundation.open(beside, O_RDONLY | O_DIRECTORY)
    if folder >= 0 {
      fsync(folder)
      Foundation.close(folder)
    }
    guard rename(beside, path) == 0 else {
      throw FileProblem(action: "written", file: path, code: errno)
    }
  }

  /// Leaves nothing behind.
  func discard() { try? FileManager.default.removeItem(atPath: beside) }
}

/// A file of such a folder.
final class PackageFile {
  private let name: String
  private let number: Int32
  private let hash = SHA256.Running()
  private var bytes = 0

  fileprivate init(_ name: String, at path: String) throws {
    self.name = name
    number = open(path, O_WRONLY | O_CREAT | O_EXCL, 0o600)
    guard number >= 0 else { throw FileProblem(action: "written", file: path, code: errno) }
  }

  func write(_ part: UnsafeRawBufferPointer) throws {
    try Descriptor(number: number).write(part)
    hash.add(part)
    bytes += part.count
  }

  fileprivate func close(rows: Int?) throws -> WrittenFile {
    guard fsync(number) == 0 else { throw FileProblem(action: "written", file: name, code: errno) }
    return WrittenFile(name: name, rows: rows, bytes: bytes, hash: hash.finished())
  }

  deinit { Foundation.close(number) }
}
