import Testing

@testable import Registry

/// The bytes of a row, of which its seal is made.
@Suite struct CanonicalRowTests {
  @Test func `a row may hold more values than any table has columns`() {
    let row = CanonicalRow()
    row.start(after: Seal.origin(of: "score"))
    for value in 0..<100 { row.add(value) }
    #expect(row.slots.map(row.integer) == (0..<100).map { Int64($0) })
    row.start(after: Seal.origin(of: "score"))
    row.add(7)
    #expect(row.slots.map(row.integer) == [7])
  }
}
