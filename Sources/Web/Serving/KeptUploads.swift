import Clinic
import Exchange
import Foundation
import Synchronization

/// Files that somebody uploaded and has not confirmed yet.
///
/// They are kept in memory and nowhere else, each under a random key for one session, until they are
/// stored or given up, the session ends, or half an hour passes without a look at them. A session has
/// one at a time. That way the file is sent once and needs no sending again by every form, what is
/// confirmed is what was previewed, and no copy of it stays on a disk.
final class KeptUploads: Sendable {
  /// What the tables mean.
  enum Meaning: Sendable {
    /// Nothing was said yet; the text that stands in the form of a mapping.
    case unsaid(draft: String)
    case ownLayouts
    case mapping(name: String, text: String, Mapping)
  }

  struct Kept: Sendable {
    var files: [HandedTable]
    var meaning: Meaning
    var updates = false
    var evenIfSimilar = false
    /// What the last preview showed.
    var mark: PreviewMark?
    var leftOut: [RefusedCell] = []
    /// What was stored; nil: nothing yet.
    var stored: StoredImport?
  }

  fileprivate struct Entry {
    let session: Data
    var bytes: Int
    var used: Date
    var kept: Kept
  }

  /// In bytes, of the files of one upload together.
  static let limit = 20 << 20
  /// Of all uploads together.
  static let limitOfAll = 5 * limit
  /// Seconds without a look.
  static let lifetime: TimeInterval = 30 * 60

  private let entries = Mutex<[String: Entry]>([:])

  /// Keeps an upload in place of the session's earlier one.
  ///
  /// - Returns: its key; nil: too much is kept for others at this moment.
  func put(_ kept: Kept, bytes: Int, for session: Data, at now: Date) -> String? {
    let key = RandomBytes.make(16).urlText
    return entries.withLock { entries in
      entries = entries.filter { !$0.value.isOver(now) && $0.value.session != session }
      let others = entries.values.reduce(0) { $0 + $1.bytes }
      guard others + bytes <= Self.limitOfAll else { return nil }
      entries[key] = Entry(session: session, bytes: bytes, used: now, kept: kept)
      return key
    }
  }

  func get(_ key: String, for session: Data, at now: Date) -> Kept? {
    entries.withLock { entries in
      guard let entry = entries[key], entry.session == session, !entry.isOver(now) else {
        return nil
      }
      entries[key]?.used = now
      return entry.kept
    }
  }

  func change(_ key: String, for session: Data, _ body: (inout Kept) -> Void) {
    entries.withLock { entries in
      guard var entry = entries[key], entry.session == session else { return }
      body(&entry.kept)
      if entry.kept.files.isEmpty { entry.bytes = 0 }
      entries[key] = entry
    }
  }

  /// What a session uploaded, once it ends or gives it up.
  func removeAll(of session: Data) {
    entries.withLock { $0 = $0.filter { $0.value.session != session } }
  }

  /// What nobody looked at for long.
  func purge(at now: Date) {
    entries.withLock { $0 = $0.filter { !$0.value.isOver(now) } }
  }

  /// How many bytes are kept.
  var bytes: Int { entries.withLock { $0.values.reduce(0) { $0 + $1.bytes } } }
}

extension KeptUploads.Entry {
  fileprivate func isOver(_ now: Date) -> Bool {
    now.timeIntervalSince(used) >= KeptUploads.lifetime
  }
}

/// What came of an import, for the page that says so.
struct StoredImport: Sendable {
  /// Of the files, with their hashes.
  let files: [String]
  let summary: String
  let vanished: [VanishedFact]
}
