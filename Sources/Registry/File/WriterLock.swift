import Foundation

/// Only one process writes to a clinic file: `FILE.lock` is locked while it has it open for
/// writing.
///
/// SQLite before 3.51.3 can corrupt a file that two connections write and checkpoint at the same
/// instant. The lock file itself stays; removing it would let two writers in.
final class WriterLock: Sendable {
  let path: String
  let descriptor: Int32

  init(for file: String) throws {
    path = file + ".lock"
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw RegistryError.system("open", path) }
    // Not kept before it is locked: what is kept would be closed a second time where this throws, and
    // by then its number may be another file's.
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let reason = errno
      let holder = Self.holder(descriptor)
      close(descriptor)
      throw reason == EWOULDBLOCK
        ? RegistryError.writtenByAnother(path: file, holder: holder)
        : RegistryError.systemCall(
          what: "lock", path: path, why: String(cString: strerror(reason)))
    }
    self.descriptor = descriptor
    Self.sign(descriptor)
  }

  /// The lock, or what is had in its place while another process keeps it.
  enum Taken<Other> {
    case own(WriterLock)
    case other(Other)
  }

  /// Takes it as soon as nobody else has it, or else what is to be had in its place.
  ///
  /// - Parameters:
  ///   - patience: the longest wait, in milliseconds.
  ///   - other: asked again and again while another process has the lock; nil: not yet.
  /// - Throws: `RegistryError.writtenByAnother` where there is neither by then.
  static func take<Other>(
    for file: String, within patience: Int = Connection.busyTimeout, or other: () throws -> Other?
  ) throws -> Taken<Other> {
    var waited = 0
    while true {
      do { return .own(try WriterLock(for: file)) } catch let error as RegistryError {
        guard case .writtenByAnother = error else { throw error }
        if let other = try other() { return .other(other) }
        guard waited < patience else { throw error }
        usleep(UInt32(step) * 1000)
        waited += step
      }
    }
  }

  /// Takes it as soon as nobody else has it.
  ///
  /// A command writes for a moment, and is waited for; a process that lends its right to write keeps
  /// the file, and is not.
  static func take(
    for file: String, within patience: Int = Connection.busyTimeout
  ) throws -> WriterLock {
    let taken = try take(for: file, within: patience) {
      try LocalSocket.connected(to: WriterLoan.path(of: file))
    }
    switch taken {
    case .own(let lock): return lock
    case .other: throw RegistryError.writtenByAnother(path: file, holder: holder(of: file))
    }
  }

  /// Milliseconds between two looks whether it is free.
  private static let step = 20

  deinit { close(descriptor) }

  func release() { _ = flock(descriptor, LOCK_UN) }

  /// Writes into the lock file who writes.
  static func sign(_ descriptor: Int32) {
    let program = CommandLine.arguments.first?.split(separator: "/").last.map(String.init)
    let text = "process \(getpid()) (\(program ?? "recheck"))\n"
    _ = ftruncate(descriptor, 0)
    _ = text.withCString { pwrite(descriptor, $0, strlen($0), 0) }
  }

  /// Whether an open file that came from elsewhere is this clinic file's lock, and holds it.
  static func isLocked(_ descriptor: Int32, for file: String) -> Bool {
    var (here, there) = (stat(), stat())
    guard fstat(descriptor, &here) == 0, lstat(file + ".lock", &there) == 0 else { return false }
    return here.st_ino == there.st_ino && here.st_dev == there.st_dev
      && flock(descriptor, LOCK_EX | LOCK_NB) == 0
  }

  /// Who holds it, as the lock file says.
  static func holder(of file: String) -> String {
    let descriptor = open(file + ".lock", O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    defer { if descriptor >= 0 { close(descriptor) } }
    return holder(descriptor)
  }

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
    default:  // not our enum
      return .systemCall(what: what, path: path, why: String(cString: strerror(code)))
    }
  }
}
