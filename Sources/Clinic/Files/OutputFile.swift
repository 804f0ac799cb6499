import Foundation
import Registry

/// A file or stream to write to.
package struct Descriptor {
  let number: Int32
  /// What a fault calls it.
  let name: String

  package init(number: Int32, name: String) {
    self.number = number
    self.name = name
  }

  /// Writes all bytes; throws when the disk is full or the reader has gone.
  package func write(_ bytes: UnsafeRawBufferPointer) throws {
    var rest = bytes
    while let start = rest.baseAddress, !rest.isEmpty {
      let written = writeSome(number, start, rest.count)
      if written < 0 {
        let code = errno
        if code == EINTR { continue }
        if code == EAGAIN {
          // A pipe that its reader has set not to be waited for.
          var pipe = pollfd(fd: number, events: Int16(POLLOUT), revents: 0)
          poll(&pipe, 1, -1)
          continue
        }
        throw FileProblem(action: "written", file: name, code: code)
      }
      rest = UnsafeRawBufferPointer(rebasing: rest[written...])
    }
  }
}

/// The system's call, whose name ``Descriptor`` has taken; it may write fewer bytes than it is given.
private func writeSome(_ number: Int32, _ start: UnsafeRawPointer, _ count: Int) -> Int {
  write(number, start, count)
}

/// The system refused to read or write a file.
package struct FileProblem: PlainRefusal {
  package let action: String
  package let file: String
  package let code: Int32
  /// Whether the name is that of a symbolic link.
  package var isLink = false
  package var message: String {
    "\(file) could not be \(action): \(why)." + (action == "read" ? " Nothing was changed." : "")
  }

  /// In words, as far as there is something to do.
  package var why: String {
    switch code {
    case ENOSPC, EDQUOT: "the disk is full; free some space"
    case EIO: "the disk reports an error; check it"
    case EPIPE: "nobody reads it"
    case EBADF: "it is closed"
    case ENOENT where isLink: "this is a link to a file that does not exist; name a file"
    case ENOENT:
      action == "read"
        ? "there is no such file; check the name" : "its folder does not exist; check the name"
    case EISDIR: "this is a folder; name a file"
    case EACCES: "not permitted; ask whoever owns it"
    case _: String(cString: strerror(code))
    }
  }

  /// A file to read that is not there is wrong input; a file that cannot be written is a failure.
  package var exitStatus: Int32 { action == "read" ? 1 : 3 }
}

/// Files for others, written beside and renamed into place, readable by the owner alone.
package enum OutputFile {
  /// Replaces a file when all is written; of a symbolic link the file that it names.
  ///
  /// What a run that was killed left of the same file goes. What is no file, such as `/dev/null` or a pipe, is written to as it is.
  package static func replace(at path: String, _ body: (Descriptor) throws -> Void) throws {
    guard let place = try place(of: path) else { return try writeThrough(path, body) }
    _ = Leftovers.clear(of: place)
    let inUse = FolderInUse(for: place)
    defer { inUse.release() }
    let beside = Leftovers.new(place)
    let number = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard number >= 0 else { throw FileProblem(action: "written", file: path, code: errno) }
    do {
      try body(Descriptor(number: number, name: path))
      guard fsync(number) == 0 else {
        throw FileProblem(action: "written", file: path, code: errno)
      }
      close(number)
    } catch {
      close(number)
      unlink(beside)
      throw error
    }
    guard rename(beside, place) == 0 else {
      let code = errno
      unlink(beside)
      throw FileProblem(action: "written", file: path, code: code)
    }
  }

  /// Where the file lies that a name stands for; nil: it stands for no file that could be replaced.
  private static func place(of path: String) throws -> String? {
    var own = stat()
    guard lstat(path, &own) == 0 else { return path }
    let isLink = own.st_mode & S_IFMT == S_IFLNK
    var status = stat()
    guard stat(path, &status) == 0 else {
      throw FileProblem(action: "written", file: path, code: errno, isLink: isLink)
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw FileProblem(action: "written", file: path, code: EISDIR)
    case _: return nil
    }
    guard isLink, let found = realpath(path, nil) else { return path }
    defer { free(found) }
    return String(cString: found)
  }

  private static func writeThrough(_ path: String, _ body: (Descriptor) throws -> Void) throws {
    let number = open(path, O_WRONLY | O_CLOEXEC)
    guard number >= 0 else { throw FileProblem(action: "written", file: path, code: errno) }
    defer { close(number) }
    try body(Descriptor(number: number, name: path))
  }
}

/// The folder of the clinic file, for the owner alone.
package enum ClinicFolder {
  package static func make(for path: String) throws {
    let folder = (path as NSString).deletingLastPathComponent
    guard !folder.isEmpty, !FileManager.default.fileExists(atPath: folder) else { return }
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw FileProblem(action: "made", file: folder, code: EACCES)
    }
  }
}
