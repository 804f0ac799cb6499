import Foundation
import Registry

/// Whether the program works, for programs that watch it: no sign-in, and nothing of a patient.
enum HealthPage {
  static let routes: [Route] = [
    .get("health", for: .anyone) { request in
      let health = await Health(request)
      return PageAnswer(
        status: health.works ? .ok : .serviceUnavailable,
        headers: [.contentType: "application/json; charset=utf-8"], body: .text(health.json))
    }
  ]
}

/// What can be said of the clinic file and its backups.
struct Health: Hashable {
  /// The clinic file could be read just now.
  var reads: Bool
  /// Changes are taken: the disk has confirmed all earlier ones.
  var writes: Bool
  /// Seconds since the last verified backup; nil: none is noted.
  var backupAge: Int?
  /// Bytes free beside the clinic file; nil: the system does not say.
  var free: Int?
  /// Bytes of the clinic file.
  var size: Int

  /// A nightly backup has failed when it is older than this.
  static let oldBackup = 36 * 60 * 60
  /// With less nothing can be saved any more.
  static let leastFree = 16 << 20

  /// A backup and a new version of the program each make a copy.
  var wantedFree: Int { 2 * size + (64 << 20) }

  enum Problem: String, CaseIterable {
    case fileCannotBeRead = "file-cannot-be-read"
    case changesAreRefused = "changes-are-refused"
    case diskIsFull = "disk-is-full"
    case diskIsNearlyFull = "disk-is-nearly-full"
    case noBackup = "no-backup"
    case backupIsOld = "backup-is-old"

    /// Nobody can work; the others can wait for an hour of the day.
    var stopsWork: Bool {
      switch self {
      case .fileCannotBeRead, .changesAreRefused, .diskIsFull: true
      case .diskIsNearlyFull, .noBackup, .backupIsOld: false
      }
    }
  }

  var problems: [Problem] {
    var found: [Problem] = []
    if !reads { found.append(.fileCannotBeRead) }
    if !writes { found.append(.changesAreRefused) }
    if let free {
      if free < Self.leastFree {
        found.append(.diskIsFull)
      } else if free < wantedFree {
        found.append(.diskIsNearlyFull)
      }
    }
    if let backupAge {
      if backupAge > Self.oldBackup { found.append(.backupIsOld) }
    } else {
      found.append(.noBackup)
    }
    return found
  }

  var works: Bool { !problems.contains(where: \.stopsWork) }

  var json: String {
    let status = works ? problems.isEmpty ? "ok" : "attention" : "failing"
    let named = problems.map { "\"\($0.rawValue)\"" }.joined(separator: ",")
    return "{\"status\":\"\(status)\",\"file_open\":\(reads),"
      + "\"backup_age_seconds\":\(backupAge.map { "\($0)" } ?? "null"),"
      + "\"free_bytes\":\(free.map { "\($0)" } ?? "null"),\"problems\":[\(named)]}\n"
  }
}

extension Health {
  init(_ request: PageRequest) async {
    let file = request.site.desk.file
    let now = request.now
    reads = (try? await file.asyncRead { try $0.lastEntry() }) != nil
    writes = !file.hasStopped
    let beside = try? await PageRequest.aside {
      (
        note: BackupNote(beside: file.path), free: FreeSpace.bytes(beside: file.path),
        size: FreeSpace.size(of: file.path)
      )
    }
    // One from the future says nothing of its age.
    backupAge = beside?.note.map { Int(now.timeIntervalSince1970) - $0.instant.seconds }
      .flatMap { $0 >= -60 ? max(0, $0) : nil }
    free = beside?.free
    size = beside?.size ?? 0
  }
}
