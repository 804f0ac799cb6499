import Cryptography
import Exchange
import Foundation
import Registry

/// A folder that is written whole or not at all: beside its place first, then renamed.
final class PackageFolder {
  private let path: String
  /// Where it is written.
  let beside: String
  /// The file that alone is put in the place; nil: the folder is.
  private let alone: String?
  private(set) var written: [WrittenFile] = []
  private let inUse: FolderInUse

  /// Throws where there is a folder with something in it, or a file, of that name.
  ///
  /// - Parameter alone: a file of the folder that alone is put in its place.
  init(_ path: String, for alone: String? = nil) throws {
    self.alone = alone
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    self.path = path
    beside = Leftovers.new(path)
    _ = Leftovers.clear(of: path)
    inUse = FolderInUse(for: path)
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) {
      let inside = try? FileManager.default.contentsOfDirectory(atPath: path)
      guard alone == nil, isFolder.boolValue, inside?.isEmpty == true else {
        throw alone == nil ? PackageRefusal.folderInUse(path) : .fileInUse(path)
      }
    }
    guard mkdir(beside, 0o700) == 0 else {
      throw FileProblem(action: "made", file: path, code: errno)
    }
  }

  /// Where a file of it is while it is written.
  func path(of name: String) -> String { beside + "/" + name }

  /// A new file in it, to be written to and closed.
  func open(_ name: String) throws -> PackageFile { try PackageFile(name, at: path(of: name)) }

  /// Takes in a file that something else wrote there.
  func adopt(_ name: String) throws {
    chmod(path(of: name), 0o600)
    let number = Foundation.open(path(of: name), O_RDONLY)
    guard number >= 0, fsync(number) == 0 else {
      throw FileProblem(action: "written", file: name, code: errno)
    }
    Foundation.close(number)
    let hash = SHA256.Running()
    var bytes = 0
    let input = try InputFile(path(of: name))
    while let piece = try input.next() {
      piece.withUnsafeBytes(hash.add)
      bytes += piece.count
    }
    written.append(WrittenFile(name: name, rows: nil, bytes: bytes, hash: hash.finished()))
  }

  func close(_ file: PackageFile, rows: Int? = nil) throws {
    written.append(try file.close(rows: rows))
  }

  func write(_ name: String, _ text: String) throws {
    let file = try open(name)
    try Array(text.utf8).withUnsafeBytes(file.write)
    try close(file)
  }

  /// Puts the folder, or its one file, in its place.
  func finish() throws {
    let folder = Foundation.open(beside, O_RDONLY | O_DIRECTORY)
    if folder >= 0 {
      fsync(folder)
      Foundation.close(folder)
    }
    guard rename(alone.map(path(of:)) ?? beside, path) == 0 else {
      throw FileProblem(action: "written", file: path, code: errno)
    }
    if alone != nil { discard() }
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
    try Descriptor(number: number, name: name).write(part)
    hash.add(part)
    bytes += part.count
  }

  fileprivate func close(rows: Int?) throws -> WrittenFile {
    guard fsync(number) == 0 else { throw FileProblem(action: "written", file: name, code: errno) }
    return WrittenFile(name: name, rows: rows, bytes: bytes, hash: hash.finished())
  }

  deinit { Foundation.close(number) }
}
