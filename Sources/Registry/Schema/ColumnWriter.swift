import Outcomes

/// Adds the columns of a value to a row that will be sealed.
struct ColumnWriter: ColumnVisitor {
  let row: CanonicalRow

  @inline(__always)
  mutating func callAsFunction<Value: StoredValue>(_: String, _ value: inout Value) {
    value.write(to: row)
  }

  @inline(__always)
  mutating func callAsFunction(_: String, _: String, _ value: inout Rational?) {
    row.add(value)
  }

  @inline(__always)
  mutating func callAsFunction<Value: StoredValue>(
    _: String, since _: Int, as _: @autoclosure () -> String, _ value: inout Value?
  ) {
    value.write(to: row)
  }
}

extension CanonicalRow {
  /// Adds all columns of a value, in their order.
  @inline(__always)
  func add<Columns: RowColumns>(columns value: Columns) {
    var value = value
    var writer = ColumnWriter(row: self)
    value.columns(&writer)
  }
}
