import Outcomes
import Tables

/// What words and patterns of a mapping make of a cell.
extension CellReading {
  /// After its words and patterns.
  func changed(
    _ given: CellText, _ source: CellSource, _ isOpen: Bool
  ) -> Reading {
    var text = given
    if let words = source.words {
      if let entry = words.entry(for: text.text.withoutOuterBlanks) {
        into.use(text.cell, words.isContained ? entry.word : text.text, entry.becomes)
        if entry.becomes.isEmpty { return .nothing(text.cell) }
        text.text = entry.becomes
        text.isOfWords = true
        text.kind = .text
      } else if source.patterns.isEmpty, let otherwise = source.otherwise {
        into.use(text.cell, text.text, otherwise)
        if otherwise.isEmpty { return .nothing(text.cell) }
        text.text = otherwise
        text.isOfWords = true
        text.kind = .text
      } else if words.isContained {
        return .nothing(text.cell)
      } else if source.patterns.isEmpty, !isOpen {
        guard let cell = text.cell else { return .nothing(nil) }
        return refuse(cell, .unknownWord(known: words.entries.map(\.word)))
      }
    }
    if !source.patterns.isEmpty {
      if let groups = source.patterns.lazy.compactMap({
        self.into.groups(text.text.withoutOuterBlanks, $0)
      }).first {
        text.text = groups.first ?? ""
        text.groups = groups
        if text.text.isEmpty { return .nothing(text.cell) }
      } else if !text.isOfWords, let otherwise = source.otherwise {
        if otherwise.isEmpty { return .nothing(text.cell) }
        text.text = otherwise
        text.isOfWords = true
      } else if !text.isOfWords, let cell = text.cell {
        return refuse(cell, .otherForm(patterns: source.patterns.map(\.text)))
      }
    }
    switch source.letterCase {
    case .upper: text.text = text.text.uppercased()
    case .lower: text.text = text.text.lowercased()
    case nil: break
    }
    return .text(text)
  }

  /// Whether a word or a pattern of the source knows what stands in a cell.
  func says(_ cell: Cell, _ source: CellSource) -> Bool {
    let text = cell.shown.withoutOuterBlanks
    return source.words?.entry(for: text) != nil
      || source.patterns.contains { into.groups(text, $0) != nil }
  }

  func named(_ name: String, _ pattern: CellPattern, _ line: Int) -> String {
    if let found = into.groups(name, pattern)?.first { return found }
    into.fault(
      MappingTableFault(
        file: sheet.file, sheet: sheet.sheet,
        kind: .nameDoesNotFit(pattern: pattern.text, line: line)))
    return ""
  }
}
