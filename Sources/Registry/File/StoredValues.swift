import Outcomes

/// Values of the domain as columns hold them.
extension RawStatement {
  func day(_ column: Int32) -> Day? { optionalInt(column).map { Day(number: $0) } }

  /// Stored in lowest terms, which ``Rational`` takes over.
  func fraction(_ numerator: Int32, _ denominator: Int32) -> Rational? {
    guard !isNull(numerator) else { return nil }
    let denominator = Int64(int(denominator))
    return denominator == 0 ? nil : Rational(Int64(int(numerator)), over: denominator)
  }

  /// One of the words of an enumeration.
  func value<Value: RawRepresentable<String>>(
    _ column: Int32, _ table: String, _ row: Int
  ) throws -> Value {
    guard let value = Value(rawValue: text(column)) else {
      throw RegistryError.unreadable(table: table, row: row, column: columnName(column))
    }
    return value
  }

  func optionalValue<Value: RawRepresentable<String>>(
    _ column: Int32, _ table: String, _ row: Int
  ) throws -> Value? {
    isNull(column) ? nil : try value(column, table, row)
  }
}

extension Review {
  /// From the columns subjects, decision, revised_to, deferred_until, note, physician and day,
  /// beginning with that one.
  init(decision row: RawStatement, from first: Int32, number: Int, entry: Int) throws {
    let subjects = try row.text(first).split(separator: "\n").map { text in
      guard let subject = Review.Subject(stored: text) else {
        throw RegistryError.unreadable(table: "review", row: number, column: "subjects")
      }
      return subject
    }
    self.init(
      subjects: subjects, decision: try row.value(first + 1, "review", number),
      revisedTo: row.optionalText(first + 2).map { Disease.ID($0) },
      deferredUntil: row.day(first + 3), note: row.text(first + 4),
      physician: row.text(first + 5), day: Day(number: row.int(first + 6)),
      entry: entry)
  }
}
