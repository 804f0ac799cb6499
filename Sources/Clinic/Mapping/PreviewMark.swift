import Exchange
import Outcomes
import Registry

/// What a preview showed, so that nothing else is stored after it was confirmed.
package struct PreviewMark: Hashable, Sendable {
  /// The position of the clinic file that it was made from.
  let entry: Int
  /// Over the rows and what becomes of each.
  let hash: String

  /// As a form brings it back.
  package var text: String { "\(entry)-\(hash)" }

  /// Throws where the rows are others, or something was recorded of their patients since.
  func check(_ outcome: ImportOutcome, _ tables: MappedTables, in writing: Writing) throws {
    guard hash == PreviewMark.hash(outcome, tables) else { throw PreviewOutdated() }
    let changed = try writing.reading.patientsChanged(since: entry, before: writing.entry)
    guard let changed else { throw PreviewOutdated() }
    if changed.isEmpty { return }
    for rows in tables.rows.values {
      guard rows.allSatisfy({ !changed.contains(Patient.ID($0.patient)) }) else {
        throw PreviewOutdated()
      }
    }
  }

  static func hash(_ outcome: ImportOutcome, _ tables: MappedTables) -> String {
    var lines: [String] = []
    for layout in ImportLayout.allCases {
      lines += [outcome.stored, outcome.passedOver, outcome.corrected].map { counts in
        "\(layout.rawValue) \(counts[layout] ?? 0)"
      }
      // A separator that no text of a fact may hold.
      lines += (tables.rows[layout] ?? []).map { $0.fields.joined(separator: "\u{1F}") }
    }
    lines += tables.refused.map { "\($0.cell.file)\u{1F}\($0.cell.place)" }
    return contentHash(lines.joined(separator: "\u{1E}"))
  }
}

extension MappedOutcome {
  package var mark: PreviewMark {
    PreviewMark(entry: entry, hash: PreviewMark.hash(stored, tables))
  }
}

extension ImportOutcome {
  /// What a preview would store, also where cells are refused.
  package var previewText: String { summary(isRefused: true) }
}

/// What was recorded since the preview changes what would be stored; nothing was.
package struct PreviewOutdated: PlainRefusal {
  package init() {}

  package var message: String {
    "Something was recorded of these patients since the preview, so nothing was stored. "
      + "Look at the preview as it is now, then confirm it."
  }
}
