import Outcomes

/// Values that stand side by side in a row, each with the name of its column, in their order.
///
/// The one list in ``columns(_:)`` says what is selected, how it is read and how it is written and
/// sealed, so no position is ever counted.
protocol RowColumns {
  /// What reading begins with: every column replaces a value of it.
  static var unread: Self { get }
  /// For a SELECT: `therapy, start, stop`.
  static var selected: String { get }

  /// Goes through the columns, in their order.
  mutating func columns<Visitor: ColumnVisitor>(
    _ column: inout Visitor
  ) throws(Visitor.Failure)
}

/// What is done at each column of a row: ``ColumnNames`` lists them, ``ColumnReader`` reads a
/// stored row, ``ColumnWriter`` writes one that will be sealed.
protocol ColumnVisitor {
  associatedtype Failure: Error

  mutating func callAsFunction<Value: StoredValue>(
    _ name: String, _ value: inout Value
  ) throws(Failure)

  /// An exact fraction in lowest terms, in two columns.
  mutating func callAsFunction(
    _ numerator: String, _ denominator: String, _ value: inout Rational?
  ) throws(Failure)

  /// A column that a later schema added to a table.
  ///
  /// Such columns come after all others and are NULL in the rows that were there before.
  ///
  /// - Parameters:
  ///   - version: the schema that added it.
  ///   - declaration: its type and constraints in SQL; never edited once released. Whoever reads rows
  ///     does not put it together.
  mutating func callAsFunction<Value: StoredValue>(
    _ name: String, since version: Int, as declaration: @autoclosure () -> String,
    _ value: inout Value?
  ) throws(Failure)
}

extension RowColumns {
  static var named: [SealedTable.Column] {
    var value = unread
    var names = ColumnNames()
    value.columns(&names)
    return names.columns
  }

  static var selected: String { named.map(\.name).joined(separator: ", ") }
}

struct ColumnNames: ColumnVisitor {
  private(set) var columns: [SealedTable.Column] = []

  mutating func callAsFunction<Value: StoredValue>(_ name: String, _: inout Value) {
    columns.append(SealedTable.Column(name))
  }

  mutating func callAsFunction(
    _ numerator: String, _ denominator: String, _: inout Rational?
  ) {
    columns += [SealedTable.Column(numerator), SealedTable.Column(denominator)]
  }

  mutating func callAsFunction<Value: StoredValue>(
    _ name: String, since version: Int, as declaration: @autoclosure () -> String,
    _: inout Value?
  ) {
    columns.append(SealedTable.Column(name, since: version, declaration: declaration()))
  }
}
