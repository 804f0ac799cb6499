import Tables

/// The data dictionary of a REDCap project: what its fields are called, and what their codes mean.
package struct REDCapDictionary: Sendable {
  struct Column {
    var name: String
    var label: String
    var form: String
    /// Codes by their label, as it is written: another way of writing may be a missing data code.
    var codes: [String: String] = [:]
    /// Labels of several codes: they say none of them.
    var doubtful: Set<String> = []
    var hasDecimalComma = false
  }

  /// In the order of an export.
  let columns: [Column]

  /// The heading that ends each form.
  static let complete = "Complete?"

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
          name: "\(form)_complete", label: Self.complete, form: form,
          codes: ["Incomplete": "0", "Unverified": "1", "Complete": "2"]))
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
        for (code, label) in list {
          if let known = field.codes[label], known != code { field.doubtful.insert(label) }
          field.codes[label] = code
        }
      case "yesno": field.codes = ["Yes": "1", "No": "0"]
      case "truefalse": field.codes = ["True": "1", "False": "0"]
      case "checkbox":
        for (code, label) in list {
          columns.append(
            Column(
              name: "\(field.name)___\(code.lowercased().replacing("-", with: "_"))",
              label: "\(field.label) (choice=\(label))", form: field.form,
              codes: ["Checked": "1", "Unchecked": "0"]))
        }
        continue
      case "descriptive": continue
      default: break  // not our enum
      }
      columns.append(field)
    }
    guard let last = columns.last else {
      throw Fault(description: "the dictionary names no field")
    }
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
}
