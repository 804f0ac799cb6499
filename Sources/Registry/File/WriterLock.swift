import Foundation

/// Only one process writes to a clinic file: `FILE.lock` is locked while it has it open for
/// writing.
///
/// SQLite before 3.51.3 can corrupt a file that two connections write and checkpoint at the same
/// instant. The lock file itself stays; removing it would let two writers in.
final class WriterLock: Sendable {
  let path: String
  private let descriptor: Int32

  init(for file: String) throws {
    path = file + ".lock"
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw RegistryError.system("open", path) }
    self.descriptor = descriptor
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let reason = errno
      let holder = Self.holder(descriptor)
      close(descriptor)
      throw reason == EWOULDBLOCK
        ? RegistryError.writtenByAnother(path: file, holder: holder)
        : RegistryError.systemCall(
          what: "lock", path: path, why: String(cString: strerror(reason)))
    }
    let program = CommandLine.arguments.first?.split(separator: "/").last.map(String.init)
    let text = "process \(getpid()) (\(program ?? "recheck"))\n"
    _ = ftruncate(descriptor, 0)
    _ = text.withCString { pwrite(descriptor, $0, strlen($0), 0) }
  }

  deinit { close(descriptor) }

  func release() { _ = flock(descriptor, LOCK_UN) }

  private static func holder(_ descriptor: Int32) -> String {
    var bytes = [UInt8](repeating: 0, count: 200)
    let count = pread(descriptor, &bytes, bytes.count, 0)
    let text = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    return text.split(separator: "\n").first.map(String.init) ?? "another process"
  }
}

extension RegistryError {
  /// The last failed call of the operating system.
  static func system(_ what: String, _ path: String) -> RegistryError {
    let code = errno
    switch code {
    case EACCES, EPERM, EROFS: return .notPermitted(path: path, what: what)
    case ENOENT, ENOTDIR: return .noDirectory(path: path)
    default: return .systemCall(what: what, path: path, why: String(cString: strerror(code)))
    }
  }
}
