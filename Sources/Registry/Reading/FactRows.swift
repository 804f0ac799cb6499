import GRDB
import Outcomes

/// The rows of a statement that selects facts: whose each is, its own columns, its number and its
/// last entry.
struct FactRows<Fact: TableColumns> {
  /// - Parameter numbered: with the number and the last entry, which judging alone does not need.
  static func selected(numbered: Bool = true) -> String {
    "owner, \(numbered ? "number, entry, " : "")\(Fact.selected)"
  }

  let row: RawStatement
  private let first: Int32

  init(row: RawStatement, numbered: Bool = true) {
    self.row = row
    first = numbered ? 3 : 1
  }

  /// Valid until the next step.
  var owner: UnsafeBufferPointer<UInt8> { row.bytes(0) }
  /// Only of numbered rows.
  var number: Int { row.int(1) }
  /// Only of numbered rows.
  var entry: Int { row.int(2) }

  @inline(__always)
  func fact() throws -> Fact { try Fact.read(row, from: first, of: Fact.table) }
}

/// Facts in force, in the order of their owners.
struct FactCursor<Fact: TableColumns> {
  private let rows: FactRows<Fact>
  private var state = State.before
  private enum State { case before, at, used, after }

  /// - Parameters:
  ///   - owner: nil for all.
  ///   - more: columns to select after those of the fact.
  ///   - numbered: with the number and the last entry.
  init(
    _ database: Database, of owner: String?, and more: String = "", numbered: Bool = true
  ) throws {
    let sql = Self.sql(ofOne: owner != nil, and: more, numbered: numbered)
    guard let owner else {
      rows = FactRows(row: try RawStatement(database, sql), numbered: numbered)
      return
    }
    rows = FactRows(row: try RawStatement(database, kept: sql), numbered: numbered)
    rows.row.bind(1, owner)
  }

  static func sql(
    ofOne: Bool = false, and more: String = "", numbered: Bool = true
  ) -> String {
    """
    SELECT \(FactRows<Fact>.selected(numbered: numbered))\(more.isEmpty ? "" : ", " + more) FROM \(Fact.table.name)
    WHERE current = 1\(ofOne ? " AND owner = ?" : "")
    ORDER BY \((["owner"] + Fact.table.order).joined(separator: ", "))
    """
  }

  var row: RawStatement { rows.row }
  var number: Int { rows.number }
  var entry: Int { rows.entry }

  @inline(__always)
  func fact() throws -> Fact { try rows.fact() }

  /// Whether there is another row of that owner; rows of owners before it are passed over.
  @inline(__always)
  mutating func advance(to owner: UnsafeBufferPointer<UInt8>) throws -> Bool {
    while true {
      switch state {
      case .after: return false
      case .before, .used: state = try rows.row.step() ? .at : .after
      case .at:
        let order = compareBytes(rows.owner, owner)
        if order > 0 { return false }
        state = .used
        if order == 0 { return true }
      }
    }
  }
}

/// Negative, zero or positive, as SQLite orders text.
@inline(__always)
func compareBytes(_ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>) -> Int {
  let common = min(a.count, b.count)
  let (one, other) = (UnsafeRawBufferPointer(a), UnsafeRawBufferPointer(b))
  var index = 0
  while index + 8 <= common,
    one.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      == other.loadUnaligned(fromByteOffset: index, as: UInt64.self)
  {
    index += 8
  }
  while index < common {
    if a[index] != b[index] { return Int(a[index]) - Int(b[index]) }
    index += 1
  }
  return a.count - b.count
}
