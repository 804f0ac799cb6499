/// What a row says of the score that it belongs to, as it is written there.
struct ScoreRowKey {
  private var bytes: [UInt8] = []
  /// Where patient, date and measure end among the bytes; the variant ends with them.
  private var ends = (patient: 0, date: 0, measure: 0)

  init() {}

  /// Takes over what that row says.
  mutating func take(_ row: ImportRow) {
    bytes.removeAll(keepingCapacity: true)
    bytes.append(contentsOf: row.bytes(ScoreRows.patient))
    ends.patient = bytes.count
    bytes.append(contentsOf: row.bytes(ScoreRows.date))
    ends.date = bytes.count
    bytes.append(contentsOf: row.bytes(ScoreRows.measure))
    ends.measure = bytes.count
    bytes.append(contentsOf: row.bytes(ScoreRows.variant))
  }

  /// Whether that row says the same.
  func isOf(_ row: ImportRow) -> Bool {
    isEqual(0..<ends.patient, row.bytes(ScoreRows.patient))
      && isEqual(ends.patient..<ends.date, row.bytes(ScoreRows.date))
      && isEqual(ends.date..<ends.measure, row.bytes(ScoreRows.measure))
      && isEqual(ends.measure..<bytes.count, row.bytes(ScoreRows.variant))
  }

  private func isEqual(_ range: Range<Int>, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard range.count == text.count else { return false }
    for (position, byte) in zip(range, text) where bytes[position] != byte { return false }
    return true
  }
}
