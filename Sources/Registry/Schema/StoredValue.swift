import Outcomes

/// A value that stands in one column.
protocol StoredValue {
  /// nil: the column holds something that this program does not know.
  static func stored(in row: RawStatement, _ column: Int32) -> Self?
  func write(to row: CanonicalRow)
}

extension Int: StoredValue {
  @inline(__always)
  static func stored(in row: RawStatement, _ column: Int32) -> Int? { row.int(column) }
  func write(to row: CanonicalRow) { row.add(self) }
}

/// 0 or 1.
extension Bool: StoredValue {
  @inline(__always)
  static func stored(in row: RawStatement, _ column: Int32) -> Bool? { row.int(column) != 0 }
  func write(to row: CanonicalRow) { row.add(self ? 1 : 0) }
}

extension String: StoredValue {
  @inline(__always)
  static func stored(in row: RawStatement, _ column: Int32) -> String? { row.text(column) }
  func write(to row: CanonicalRow) { row.add(self) }
}

/// The bytes of a text; read ones are valid until the next step.
extension UnsafeBufferPointer: StoredValue where Element == UInt8 {
  @inline(__always)
  static func stored(in row: RawStatement, _ column: Int32) -> UnsafeBufferPointer<UInt8>? {
    row.bytes(column)
  }
  func write(to row: CanonicalRow) { row.add(self) }
}

/// A day number.
extension Day: StoredValue {
  @inline(__always)
  static func stored(in row: RawStatement, _ column: Int32) -> Day? {
    Day(number: row.int(column))
  }
  func write(to row: CanonicalRow) { row.add(number) }
}

/// NULL where a value was not given.
extension Optional: StoredValue where Wrapped: StoredValue {
  @inline(__always)
  static func stored(in row: RawStatement, _ column: Int32) -> Wrapped?? {
    if row.isNull(column) { return .some(nil) }
    guard let value = Wrapped.stored(in: row, column) else { return nil }
    return .some(value)
  }

  func write(to row: CanonicalRow) {
    if let self { self.write(to: row) } else { row.add(Int?.none) }
  }
}

/// One of the words of an enumeration.
extension StoredValue where Self: RawRepresentable<String> {
  @inline(__always)
  static func stored(in row: RawStatement, _ column: Int32) -> Self? {
    Self(rawValue: row.text(column))
  }
  func write(to row: CanonicalRow) { row.add(rawValue) }
}

extension Sex: StoredValue {}
extension PartialDay.Precision: StoredValue {}
extension TreatmentCourse.Intent: StoredValue {}
extension TreatmentCourse.StopReason: StoredValue {}
extension Review.Decision: StoredValue {}
extension Consideration.State: StoredValue {}

/// The identifier of a definition or a patient.
protocol StoredIdentifier: StoredValue {
  init(_ text: String)
  var text: String { get }
}

extension StoredIdentifier {
  @inline(__always)
  static func stored(in row: RawStatement, _ column: Int32) -> Self? { Self(row.text(column)) }
  func write(to row: CanonicalRow) { row.add(text) }
}

extension Identifier: StoredIdentifier {}

/// A line for each, ``Review/Subject/text``.
extension Array: StoredValue where Element == Review.Subject {
  static func stored(in row: RawStatement, _ column: Int32) -> [Review.Subject]? {
    var subjects: [Review.Subject] = []
    for line in row.text(column).split(separator: "\n" as Character) {
      guard let subject = Review.Subject(text: line) else { return nil }
      subjects.append(subject)
    }
    return subjects
  }

  func write(to row: CanonicalRow) { row.add(map(\.text).joined(separator: "\n")) }
}
