package import Outcomes

/// A field of a REDCap project: one row of its data dictionary.
package struct REDCapField: Hashable, Sendable {
  package enum Validation: Hashable, Sendable {
    case integer(ClosedRange<Rational>?)
    case number(ClosedRange<Rational>?)
    /// - first: the earliest day that is taken.
    case day(first: Day?)
  }

  package struct Choice: Hashable, Sendable {
    package let code: String
    package let label: String

    package init(code: String, label: String) {
      self.code = code
      self.label = label
    }
  }

  package enum Kind: Hashable, Sendable {
    case text(Validation?)
    /// Several lines.
    case notes
    case radio([Choice])
    /// The names of the fields that are added; blank where one of them is.
    case sum([String])
  }

  /// See ``PackageNames``.
  package var name: String
  package var form: String
  /// A heading above the field.
  package var section: String
  package var label: String
  package var kind: Kind
  package var unit: String
  package var isIdentifier: Bool
  package var isRequired: Bool

  package init(
    _ name: String, form: String, section: String = "", label: String, kind: Kind,
    unit: String = "", isIdentifier: Bool = false, isRequired: Bool = false
  ) {
    self.name = name
    self.form = form
    self.section = section
    self.label = label
    self.kind = kind
    self.unit = unit
    self.isIdentifier = isIdentifier
    self.isRequired = isRequired
  }

  /// Computed by REDCap, which takes no value for it.
  package var isComputed: Bool { if case .sum = kind { true } else { false } }

  /// The columns of a dictionary, as REDCap writes and reads them.
  package static let columns = [
    "Variable / Field Name", "Form Name", "Section Header", "Field Type", "Field Label",
    "Choices, Calculations, OR Slider Labels", "Field Note",
    "Text Validation Type OR Show Slider Number", "Text Validation Min", "Text Validation Max",
    "Identifier?", "Branching Logic (Show field only if...)", "Required Field?",
    "Custom Alignment", "Question Number (surveys only)", "Matrix Group Name", "Matrix Ranking?",
    "Field Annotation",
  ]

  /// The row of the dictionary; no field depends on another one, so there is no branching.
  package var row: [String] {
    let (type, choices, validation) = written
    return [
      name, form, REDCapText.line(section), type, REDCapText.line(label), choices,
      REDCapText.line(unit), validation.type, validation.least, validation.most,
      isIdentifier ? "y" : "", "", isRequired ? "y" : "", "", "", "", "", "",
    ]
  }

  private typealias WrittenValidation = (type: String, least: String, most: String)

  private var written: (type: String, choices: String, WrittenValidation) {
    switch kind {
    case .text(nil): ("text", "", ("", "", ""))
    case .text(.integer(let range)): ("text", "", Self.written("integer", range))
    case .text(.number(let range)): ("text", "", Self.written("number", range))
    case .text(.day(let first)): ("text", "", ("date_ymd", first?.iso ?? "", ""))
    case .notes: ("notes", "", ("", "", ""))
    case .radio(let choices):
      (
        "radio",
        choices.map { "\($0.code), \(REDCapText.choice($0.label))" }.joined(separator: " | "),
        ("", "", "")
      )
    case .sum(let names):
      ("calc", names.map { "[\($0)]" }.joined(separator: "+"), ("", "", ""))
    }
  }

  private static func written(
    _ type: String, _ range: ClosedRange<Rational>?
  ) -> WrittenValidation {
    (type, range?.lowerBound.plain(4) ?? "", range?.upperBound.plain(4) ?? "")
  }
}
