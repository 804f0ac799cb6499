import Registry
import Reporting

/// What a drill of restoring found.
enum DrillWords {
  static func text(_ drill: RestoreDrill, backup: String, target: String) -> String {
    [
      "\(backup) can be restored: it was, into a folder that is gone again, and verified.",
      "It holds \(content(drill.backup)).",
      replaced(drill.target, target),
      "Nothing was changed.",
    ].joined(separator: "\n")
  }

  private static func replaced(_ found: RestoreDrill.Target, _ target: String) -> String {
    switch found {
    case .nothing: "There is no file \(target) yet; it would be made."
    case .unreadable:
      "It would replace \(target), which cannot be read; that file would be kept beside it."
    case .file(let there, let later):
      "It would replace \(target), which holds \(content(there)); that file would be kept beside it.\n"
        + lost(later)
    }
  }

  private static func lost(_ later: Int?) -> String {
    switch later {
    case nil:
      "The last entry of the backup is not in that file: it is another clinic's, or one of the two went its own way."
    case 0?: "No entry would be lost."
    case let later?:
      "\(later == 1 ? "1 later entry" : "\(later) later entries") of that file would be missing, to be entered again."
    }
  }

  private static func content(_ content: FileContent) -> String {
    let entries = content.entries == 1 ? "1 entry" : "\(content.entries) entries"
    let last = content.last.map { ", the last of \($0.minute)" }
    return "\(entries) about \(Wording.counted(content.patients, "patient"))" + (last ?? "")
  }
}
