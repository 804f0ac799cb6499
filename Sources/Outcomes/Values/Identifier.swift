/// A stable text that names one patient, measure, disease or therapy.
///
/// The kind keeps them apart: the id of a measure cannot be given where that of a disease is
/// needed. It is inlined everywhere, so that an id costs no more than its text.
package struct Identifier<Kind: IdentifiedKind>: Hashable, Comparable, Sendable,
  CustomStringConvertible
{
  package let text: String

  @inlinable package init(_ text: String) { self.text = text }

  @inlinable package var description: String { text }

  @inlinable package static func == (a: Self, b: Self) -> Bool { a.text == b.text }

  @inlinable package func hash(into hasher: inout Hasher) { hasher.combine(text) }

  /// In the order of the kind.
  @inlinable package static func < (a: Self, b: Self) -> Bool { Kind.precedes(a.text, b.text) }
}

/// What an ``Identifier`` can name.
package protocol IdentifiedKind {
  /// Whether the first of two ids comes before the second in lists and files.
  static func precedes(_ a: String, _ b: String) -> Bool
}

extension IdentifiedKind {
  /// As texts are compared.
  @inlinable package static func precedes(_ a: String, _ b: String) -> Bool { a < b }
}
