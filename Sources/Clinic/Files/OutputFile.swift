import Foundation

/// A file or stream to write to.
package struct Descriptor {
  let number: Int32

  package init(number: Int32) { self.number = number }

  /// Writes all bytes; throws when the disk is full or the reader has gone.
  package func write(_ bytes: UnsafeRawBufferPointer) throws {
    var rest = bytes
    while let start = rest.baseAddress, !rest.isEmpty {
      let written = writeSome(number, start, rest.count)
      if written < 0 {
        if errno == EINTR { continue }
        throw FileProblem(
          action: "written", file: number == 1 ? "standard output" : "the file", code: errno)
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
  package var message: String {
    "\(file) could not be \(action): \(why). Nothing was changed."
  }

  private var why: String {
    switch code {
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
  package static func replace(at path: String, _ body: (Descriptor) throws -> Void) throws {
    let beside = path + ".new-\(getpid())"
    let number = open(beside, O_WRONLY | O_CREAT | O_EXCL, 0o600)
    guard number >= 0 else { throw FileProblem(action: "written", file: path, code: errno) }
    do {
      try body(Descriptor(number: number))
      guard fsync(number) == 0 else {
        throw FileProblem(action: "written", file: path, code: errno)
      }
      close(number)
    } catch {
      close(number)
      unlink(beside)
      throw error
    }
    guard rename(beside, path) == 0 else {
      let code = errno
      unlink(beside)
      throw FileProblem(action: "written", file: path, code: code)
    }
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
