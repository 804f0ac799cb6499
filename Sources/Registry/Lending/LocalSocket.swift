import Foundation

/// A socket that is a file beside the clinic file, and one end of a connection over it.
///
/// What goes over it is single bytes, one of them with an open file.
final class LocalSocket: Sendable {
  /// What a connection brought.
  enum Received: Equatable {
    /// - file: an open file that came with it, which the receiver has to close.
    case byte(UInt8, file: Int32?)
    /// The other side closed it, or its process is gone.
    case end
    case nothingInTime
  }

  /// The bytes of a path that an address has room for.
  static let longestPath = 107

  let descriptor: Int32

  private init(_ descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  /// Listens at a path that nothing stands at; its owner alone may connect, whatever the process's
  /// mask for new files is.
  static func listening(at path: String) throws -> LocalSocket {
    let socket = try LocalSocket(at: path)
    // The file gets the mode that the socket has.
    guard fchmod(socket.descriptor, 0o600) == 0,
      try withAddress(path, { bind(socket.descriptor, $0, $1) }) == 0
    else { throw RegistryError.system("make", path) }
    guard listen(socket.descriptor, 64) == 0 else {
      let error = RegistryError.system("listen at", path)
      FileSafety.remove(path)
      throw error
    }
    return socket
  }

  /// Connects; nil: nobody listens there.
  ///
  /// - Throws: `RegistryError.notPermitted` where only another user may.
  static func connected(to path: String) throws -> LocalSocket? {
    // A service may be denied sockets altogether.
    guard FileSafety.exists(path), let socket = try? LocalSocket(at: path) else { return nil }
    guard try withAddress(path, { connect(socket.descriptor, $0, $1) }) == 0 else {
      guard errno == EACCES || errno == EPERM else { return nil }
      throw RegistryError.notPermitted(path: path, what: "write through")
    }
    return socket
  }

  private convenience init(at path: String) throws {
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    let descriptor = socket(AF_UNIX, kind, 0)
    guard descriptor >= 0 else { throw RegistryError.system("make", path) }
    self.init(descriptor)
  }

  /// The next one who connects; nil: there is none any more, or none could be taken just now.
  func accepted() -> LocalSocket? {
    let other = accept(descriptor, nil, nil)
    guard other >= 0 else { return nil }
    _ = fcntl(other, F_SETFD, FD_CLOEXEC)
    return LocalSocket(other)
  }

  /// Wakes whoever waits for a connection.
  func stop() { shutdown(descriptor, Int32(SHUT_RDWR)) }

  /// The process and the user at the other end, as the kernel knows them.
  var peer: (process: Int32, user: UInt32)? {
    var found: (process: Int32, user: UInt32, group: UInt32) = (0, 0, 0)
    var size = socklen_t(MemoryLayout.size(ofValue: found))
    guard getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &found, &size) == 0 else { return nil }
    return (found.process, found.user)
  }

  /// An address that names a path; one that is too long for it is named by its open folder.
  private static func withAddress<Result>(
    _ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
  ) throws -> Result {
    var folder: Int32 = -1
    defer { if folder >= 0 { close(folder) } }
    var short = path
    if path.utf8.count > longestPath {
      folder = open(FileSafety.directory(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      guard folder >= 0 else { throw RegistryError.system("open", path) }
      short = "/proc/self/fd/\(folder)/\(path.split(separator: "/").last ?? "")"
    }
    guard short.utf8.count <= longestPath else {
      throw RegistryError.systemCall(
        what: "make", path: path, why: String(cString: strerror(ENAMETOOLONG)))
    }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: short.utf8) }
    return withUnsafePointer(to: &address) { address in
      address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
  }
}
