package import Outcomes

/// A column of a table in a package.
///
/// Everything that describes a file is made from this: its header, the schema, the codebook and what
/// the scripts that load it know.
package struct PackageColumn: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case text, integer, number, date
    /// One of a list of words.
    case category
  }

  /// What a column tells of a person; decides what becomes of it in a pseudonymous package.
  package enum Tag: String, CaseIterable, Sendable {
    /// Names a person: left out; the patient's own identifier becomes the study code.
    case identifier
    /// Helps to recognise a person together with others, such as sex or disease: kept, and counted in
    /// the report about small groups.
    case quasiIdentifier = "quasi-identifier"
    /// A day of the calendar: becomes days since the patient's first record.
    case date
    /// What a person wrote: left out.
    case freeText = "free text"
    /// Kept.
    case value
  }

  /// A value that stands for something, and what.
  package struct Category: Hashable, Sendable {
    package let value: String
    package let label: String

    package init(_ value: String, _ label: String? = nil) {
      self.value = value
      self.label = label ?? value
    }
  }

  /// Letters, digits and underscores, see ``PackageNames``.
  package var name: String
  package var kind: Kind
  /// nil: nobody has said; then no pseudonymous package is made.
  package var tag: Tag?
  package var meaning: String
  package var unit: String?
  /// All values of a category, or the labels of numbers, in their order.
  package var categories: [Category]
  /// Whether the order of the categories means more and more of something.
  package var isOrdered = false
  package var range: ClosedRange<Rational>?
  /// Every row has a value.
  package var isRequired = false
  /// The column whose empty cells this one explains.
  package var reasonFor: String?
  /// Where the meaning was published.
  package var source: String?

  package init(
    _ name: String, _ kind: Kind = .text, _ tag: Tag?, _ meaning: String, unit: String? = nil,
    categories: [Category] = []
  ) {
    self.name = name
    self.kind = kind
    self.tag = tag
    self.meaning = meaning
    self.unit = unit
    self.categories = categories
  }

  package func required() -> Self {
    var column = self
    column.isRequired = true
    return column
  }

  package func within(_ range: ClosedRange<Rational>?) -> Self {
    var column = self
    column.range = range
    return column
  }

  /// `0=none; 1=slight`; nil without categories.
  package var categoryList: String? {
    categories.isEmpty
      ? nil
      : categories.map { $0.value == $0.label ? $0.value : "\($0.value)=\($0.label)" }
        .joined(separator: "; ")
  }
}
