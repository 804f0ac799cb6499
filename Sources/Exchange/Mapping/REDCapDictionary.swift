import Tables

/// The data dictionary of a REDCap project: what its fields are called, and what their codes mean.
package struct REDCapDictionary: Sendable {
  private struct Column {
    var name: String
    var label: String
    var form: String
    /// Codes by their label, in small letters.
    var codes: [String: String] = [:]
    var hasDecimalComma = false
  }

  /// In the order of an export.
  private let columns: [Column]
  private let record: String

  package struct Fault: Error, CustomStringConvertible {
    package let description: String

    package init(description: String) { self.description = description }
  }

  /// - Throws: ``Fault``.
  package init(_ sheet: LoadedSheet) throws {
    let headings = Headings([sheet.rows.first?.cells ?? []])
    func column(_ names: String...) throws -> Int {
      for name in names {
        if let found = headings.columns(name, below: nil).first { return found }
      }
      throw Fault(description: "the dictionary has no column '\(names[0])'")
    }
    let name = try column("Variable / Field Name", "field_name")
    let form = try column("Form Name", "form_name")
    let type = try column("Field Type", "field_type")
    let label = try column("Field Label", "field_label")
    let choices = try column(
      "Choices, Calculations, OR Slider Labels", "select_choices_or_calculations")
    let check = try column(
      "Text Validation Type OR Show Slider Number",
      "text_validation_type_or_show_slider_number")
    var columns: [Column] = []
    func close(_ form: String) {
      columns.append(
        Column(
          name: "\(form)_complete", label: "Complete?", form: form,
          codes: ["incomplete": "0", "unverified": "1", "complete": "2"]))
    }
    for row in sheet.rows.dropFirst() {
      let kind = row[type].shown
      if let last = columns.last, last.form != row[form].shown { close(last.form) }
      var field = Column(
        name: row[name].shown, label: Headings.tidy(row[label].shown), form: row[form].shown)
      field.hasDecimalComma = row[check].shown.hasSuffix("comma_decimal")
      let list = Self.choices(row[choices].shown)
      switch kind {
      case "radio", "dropdown":
        for (code, label) in list { field.codes[label.lowercased()] = code }
      case "yesno": field.codes = ["yes": "1", "no": "0"]
      case "truefalse": field.codes = ["true": "1", "false": "0"]
      case "checkbox":
        for (code, label) in list {
          columns.append(
            Column(
              name: "\(field.name)___\(code.lowercased())",
              label: "\(field.label) (choice=\(label))", form: field.form,
              codes: ["checked": "1", "unchecked": "0"]))
        }
        continue
      case "descriptive": continue
      default: break  // not our enum
      }
      columns.append(field)
    }
    guard let first = columns.first, let last = columns.last else {
      throw Fault(description: "the dictionary names no field")
    }
    record = first.name
    close(last.form)
    self.columns = columns
  }

  /// `1, IVIg | 2, SCIg`.
  private static func choices(_ text: String) -> [(code: String, label: String)] {
    text.split(separator: "|").compactMap { choice in
      let parts = choice.split(separator: ",", maxSplits: 1)
      guard parts.count == 2 else { return nil }
      return (
        Headings.tidy(String(parts[0])), Headings.tidy(String(parts[1]))
      )
    }
  }

  /// What fields are called for people, and what their codes mean, by their names.
  var suggestedLabels: [String: (said: String, codes: [String: String])] {
    var labels: [String: (said: String, codes: [String: String])] = [:]
    for column in columns {
      let codes = Dictionary(
        column.codes.map { ($0.value, $0.key) }, uniquingKeysWith: { first, _ in first })
      labels[column.name] = (column.label, codes)
    }
    return labels
  }

  private static let own = [
    "event name": "redcap_event_name", "repeat instrument": "redcap_repeat_instrument",
    "repeat instance": "redcap_repeat_instance", "data access group": "redcap_data_access_group",
    "survey identifier": "redcap_survey_identifier",
  ]

  /// An export with its fields' names for headings, codes for labels and points in its numbers.
  ///
  /// Headings that stand twice are told apart by their order, which is that of the forms.
  package func tidied(_ sheet: LoadedSheet) -> LoadedSheet {
    guard let head = sheet.rows.first else { return sheet }
    var next = 0
    var isLabelled = false
    let found: [(name: String, column: Column?)] = head.cells.map { cell in
      let text = Headings.tidy(cell.shown)
      if let known = columns.firstIndex(where: { $0.name == text }) {
        return (text, columns[known])
      }
      if let own = Self.own[text.lowercased()] { return (own, nil) }
      let place =
        columns[next...].firstIndex { $0.label == text }
        ?? columns.firstIndex { $0.label == text }
      guard let place else { return (text, nil) }
      isLabelled = true
      next = place + 1
      return (columns[place].name, columns[place])
    }
    var tidy = sheet
    tidy.rows = sheet.rows.enumerated().map { position, row in
      let cells = row.cells.enumerated().map { number, cell -> Cell in
        guard number < found.count else { return cell }
        if position == 0 { return .text(found[number].name) }
        if found[number].name == "redcap_repeat_instrument" {
          return .text(cell.shown.lowercased().replacing(" ", with: "_"))
        }
        guard let column = found[number].column else { return cell }
        return tidied(cell, column, isLabelled)
      }
      return TableRow(number: row.number, line: row.line, cells: cells, isHidden: row.isHidden)
    }
    return tidy
  }

  private func tidied(_ cell: Cell, _ column: Column, _ isLabelled: Bool) -> Cell {
    let text = Headings.tidy(cell.shown)
    if !column.codes.isEmpty {
      let isCode = column.codes.values.contains(text)
      if let code = column.codes[text.lowercased()], isLabelled || !isCode { return .text(code) }
      return cell
    }
    if column.hasDecimalComma, NumberForm.looksLikeNumber(text) {
      return .text(text.replacing(",", with: "."))
    }
    return cell
  }
}
