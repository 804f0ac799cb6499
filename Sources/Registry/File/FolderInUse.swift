import Foundation

/// Says to other processes that something is being made in a folder, for as long as it lives.
///
/// Whatever unfinished stands in a folder that nobody holds was left by a process that was killed: the
/// system lets go of the lock of one that ends, however it ends. Where a folder cannot be locked, as on
/// some network drives, nothing is held, and what is unfinished there is told by its age.
package final class FolderInUse: Sendable {
  private let descriptor: Int32

  /// - Parameter path: a file that is about to be made in the folder.
  package init(for path: String) {
    descriptor = Self.open(FileSafety.directory(of: path))
    guard descriptor >= 0 else { return }
    // Held against only while leftovers are removed, which takes no time.
    var tries = 50
    while tries > 0, flock(descriptor, LOCK_SH | LOCK_NB) != 0, errno == EWOULDBLOCK {
      usleep(20_000)
      tries -= 1
    }
  }

  package func release() {
    if descriptor >= 0 { _ = flock(descriptor, LOCK_UN) }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  fileprivate static func open(_ folder: String) -> Int32 {
    Foundation.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
  }
}

/// Whether anybody makes something in a folder.
enum FolderUse: Hashable {
  case byNobody, bySomebody
  /// The folder cannot be locked.
  case unknown

  /// Does something in a folder while nobody can begin to make anything there.
  static func look<Result>(at folder: String, _ body: (FolderUse) -> Result) -> Result {
    let descriptor = FolderInUse.open(folder)
    guard descriptor >= 0 else { return body(.unknown) }
    defer { close(descriptor) }
    if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return body(.byNobody) }
    return body(errno == EWOULDBLOCK ? .bySomebody : .unknown)
  }
}
