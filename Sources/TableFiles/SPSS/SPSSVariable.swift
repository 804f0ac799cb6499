package import Outcomes

/// A variable of an SPSS file.
package struct SPSSVariable: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// Up to so many bytes of UTF-8.
    case text(bytes: Int)
    case number(decimals: Int)
    case date
  }

  /// A value and what it stands for.
  package struct Label: Hashable, Sendable {
    package let value: String
    package let text: String

    package init(_ value: String, _ text: String) {
      self.value = value
      self.text = text
    }
  }

  /// A number that stands for no value, and why there is none.
  package struct Missing: Hashable, Sendable {
    package let code: Int
    package let reason: String

    package init(_ code: Int, _ reason: String) {
      self.code = code
      self.reason = reason
    }
  }

  package let name: String
  package let label: String
  package let kind: Kind
  package let labels: [Label]
  /// The order of the labels means more and more of something.
  package let isOrdered: Bool
  /// Codes that follow each other; SPSS takes none of them for a value.
  package let missing: [Missing]

  package init(
    _ name: String, label: String, _ kind: Kind, labels: [Label] = [], isOrdered: Bool = false,
    missing: [Missing] = []
  ) {
    self.name = name
    self.label = label
    self.kind = kind
    self.labels = labels
    self.isOrdered = isOrdered
    self.missing = missing
  }
}

/// What a case has in a variable.
package enum SPSSCell: Hashable, Sendable {
  case text(String)
  case number(Double)
  case day(Day)
  /// No value, and no reason.
  case empty
}

/// What SPSS takes.
package enum SPSSLimits {
  /// Bytes of a text.
  package static let text = 32_767
  /// Bytes of the label of a value.
  static let valueLabel = 120
  /// Bytes of the label of a variable.
  static let label = 255
  /// Words of its language, which no variable is called.
  static let words: Set<String> = [
    "all", "and", "by", "eq", "ge", "gt", "le", "lt", "ne", "not", "or", "to", "with",
  ]

  /// A name as SPSS takes it: the same, except for words of its language.
  package static func name(_ name: String) -> String { words.contains(name) ? "v_" + name : name }
}
