import Tables

/// An export of a project, whichever way it was written.
extension REDCapDictionary {
  /// An export with its fields' names for headings, codes for labels and points in its numbers.
  ///
  /// - Throws: ``REDCapHeadings/DoubtfulHeading``.
  func tidied(_ sheet: LoadedSheet) throws -> LoadedSheet {
    guard let head = sheet.rows.first else { return sheet }
    let found = try REDCapHeadings(self).columns(of: head.cells.map { Headings.tidy($0.shown) })
    let holdsLabels = sheet.rows.dropFirst().contains { row in
      zip(row.cells, found).contains { cell, found in
        found.column?.isLabel(Headings.tidy(cell.shown)) == true
      }
    }
    var tidy = sheet
    tidy.rows = sheet.rows.enumerated().map { position, row in
      let cells = row.cells.enumerated().map { number, cell -> Cell in
        guard number < found.count else { return cell }
        if position == 0 { return .text(found[number].name) }
        if let column = found[number].column { return column.tidied(cell, holdsLabels) }
        let text = Headings.tidy(cell.shown)
        switch found[number].name {
        case "redcap_repeat_instrument":
          return .text(text.lowercased().replacing(" ", with: "_"))
        case "redcap_event_name": return .text(Self.event(text))
        case _: return cell
        }
      }
      return TableRow(number: row.number, line: row.line, cells: cells, isHidden: row.isHidden)
    }
    return tidy
  }

  /// The name of an event as a raw export has it, `visit_1_arm_1`, where a label says `Visit 1` or, of
  /// one arm among several, `Visit 1 (Arm 2: Control)`.
  static func event(_ text: String) -> String {
    if text.isEmpty || text.wholeMatch(of: /[a-z0-9_]+_arm_[0-9]+[a-z]?/) != nil { return text }
    var (label, arm) = (Substring(text), Substring("1"))
    if let match = text.wholeMatch(of: /(.+) \(Arm ([0-9]+): .*\)/) {
      (label, arm) = (match.1, match.2)
    }
    let words = label.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
    let name = words.joined(separator: "_").prefix(18)
    return "\(name.hasSuffix("_") ? name.dropLast() : name)_arm_\(arm)"
  }
}

extension REDCapDictionary.Column {
  /// A label that no code could be mistaken for.
  fileprivate func isLabel(_ text: String) -> Bool {
    codes[text] != nil && !codes.values.contains(text)
  }

  fileprivate func tidied(_ cell: Cell, _ isLabel: Bool) -> Cell {
    let text = Headings.tidy(cell.shown)
    if !codes.isEmpty {
      guard isLabel, let code = codes[text], !doubtful.contains(text) else { return cell }
      return .text(code)
    }
    if hasDecimalComma, NumberForm.looksLikeNumber(text) {
      return .text(text.replacing(",", with: "."))
    }
    return cell
  }
}
