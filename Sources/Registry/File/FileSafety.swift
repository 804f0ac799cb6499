import Foundation

/// Where a clinic file may lie, and how its files are made: mode 0600, flushed, renamed into place.
enum FileSafety {
  /// Refuses what is no regular file of its own on a local disk.
  ///
  /// - Parameter isCopy: a backup may lie on a network drive, since nobody works on it there.
  static func check(_ path: String, isCopy: Bool = false) throws {
    var status = stat()
    guard lstat(path, &status) == 0 else {
      throw errno == ENOENT || errno == ENOTDIR
        ? RegistryError.noFile(path: path) : RegistryError.system("look at", path)
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw RegistryError.isDirectory(path: path)
    case S_IFLNK: throw RegistryError.isSymbolicLink(path: path)
    default: throw RegistryError.isNoRegularFile(path: path)  // not our enum
    }
    let others = Int(status.st_nlink) - 1
    guard others == 0 || secondNames(of: path).count == others else {
      throw RegistryError.hasHardLinks(path: path, count: Int(status.st_nlink))
    }
    if !isCopy { try checkDisk(path) }
  }

  /// Locks and shared memory are not reliable on network file systems.
  private static func checkDisk(_ path: String) throws {
    var status = stat()
    guard lstat(path, &status) == 0 else { return }
    // The lower 20 bits hold the minor number's parts around the major's 12 (glibc's encoding).
    let device = UInt64(status.st_dev)
    let major = (device >> 8) & 0xFFF
    let minor = (device & 0xFF) | ((device >> 12) & 0xFFF00)
    guard let mounts = fopen("/proc/self/mountinfo", "r") else { return }
    defer { fclose(mounts) }
    if let system = fileSystem("\(major):\(minor)", in: mounts), isNetwork(system) {
      throw RegistryError.onNetwork(path: path, system: system)
    }
  }

  /// Lines read `36 35 98:0 / /mnt rw,noatime master:1 - ext4 /dev/sda1 rw`.
  private static func fileSystem(
    _ device: String, in mounts: UnsafeMutablePointer<FILE>
  ) -> String? {
    var line = [CChar](repeating: 0, count: 4096)
    while fgets(&line, Int32(line.count), mounts) != nil {
      let bytes = line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
      let text = String(decoding: bytes, as: UTF8.self)
      let words = text.split(separator: " ")
      guard words.count > 2, words[2] == device, let dash = words.firstIndex(of: "-"),
        dash + 1 < words.count
      else { continue }
      return String(words[dash + 1])
    }
    return nil
  }

  static func isNetwork(_ system: String) -> Bool {
    ["nfs", "cifs", "smb", "afs", "ceph", "lustre", "fuse.sshfs", "davfs", "glusterfs"]
      .contains { system.hasPrefix($0) }
  }

  /// Makes an empty file that only its owner may read.
  ///
  /// SQLite gives its side files the same mode.
  static func create(_ path: String, isCopy: Bool = false) throws {
    let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else {
      throw errno == EEXIST
        ? RegistryError.fileExists(path: path) : RegistryError.system("create", path)
    }
    close(descriptor)
    if isCopy { return }
    do { try checkDisk(path) } catch {
      remove(path)
      throw error
    }
  }

  static func exists(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  static func size(_ path: String) -> Int? {
    var status = stat()
    return lstat(path, &status) == 0 ? Int(status.st_size) : nil
  }

  /// Returns when the file's bytes are on the disk.
  static func flush(_ path: String) throws {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw RegistryError.system("open", path) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw RegistryError.system("flush", path) }
  }

  /// Renames and returns when the new name is on the disk.
  ///
  /// - Throws: ``RegistryError/nameUnconfirmed(path:)`` where the file has its new name already.
  static func rename(_ path: String, to target: String) throws {
    guard systemRename(path, target) == 0 else { throw RegistryError.system("rename", path) }
    try flushName(of: target)
  }

  private static func flushName(of target: String) throws {
    do { try flush(directory(of: target)) } catch {
      throw RegistryError.nameUnconfirmed(path: target)
    }
  }

  /// Renames unless there is a file of the new name.
  static func renameNew(_ path: String, to target: String) throws {
    do { try link(path, to: target) } catch RegistryError.notPermitted {
      // A memory stick knows no second names.
      if exists(target) { throw RegistryError.fileExists(path: target) }
      return try rename(path, to: target)
    }
    remove(path)
    try flushName(of: target)
  }

  /// Gives a file a second name that was free.
  static func link(_ path: String, to target: String) throws {
    guard systemLink(path, target) == 0 else {
      throw errno == EEXIST
        ? RegistryError.fileExists(path: target) : RegistryError.system("name", target)
    }
  }

  static func remove(_ path: String) { unlink(path) }

  /// Whether two names are of one file.
  static func isSame(_ path: String, _ other: String) -> Bool {
    guard let file = identity(path) else { return false }
    return file == identity(other)
  }

  static func directory(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}

// The system's calls, whose names `FileSafety` has taken.

private func systemRename(_ path: String, _ target: String) -> Int32 { rename(path, target) }
private func systemLink(_ path: String, _ target: String) -> Int32 { link(path, target) }
