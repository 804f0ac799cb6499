import Outcomes

/// The scores of one patient, gathered as bytes to be put in order of day and measure.
final class ScoreRowBuffer {
  private struct Line {
    var day: Int
    var rank: Int
    var definition: Int
    var variant: Range<Int>
    var answers: Range<Int>
    var rater: Range<Int>
    var note: Range<Int>
    var total: Rational?
    var isTotalOnly: Bool?
    var number: Int
  }

  private var patient: [UInt8] = []
  private var bytes: [UInt8] = []
  private var lines: [Line] = []

  func isSamePatient(_ other: UnsafeBufferPointer<UInt8>) -> Bool {
    patient.count == other.count && patient.elementsEqual(other)
  }

  func startPatient(_ id: UnsafeBufferPointer<UInt8>) {
    patient.removeAll(keepingCapacity: true)
    patient.append(contentsOf: id)
  }

  func add(_ row: ScoreRow, rank: Int) {
    lines.append(
      Line(
        day: row.day, rank: rank, definition: row.definition, variant: keep(row.variant),
        answers: keep(row.answers), rater: keep(row.rater), note: keep(row.note),
        total: row.total, isTotalOnly: row.isTotalOnly, number: row.number))
  }

  private func keep(_ text: UnsafeBufferPointer<UInt8>) -> Range<Int> {
    let start = bytes.count
    bytes.append(contentsOf: text)
    return start..<bytes.count
  }

  func drain(_ body: (ScoreRow) throws -> Void) throws {
    guard !lines.isEmpty else { return }
    let lines = self.lines
    // They come by measure, day and variant, so equal days and ranks keep their order only if the
    // order of the lines decides last.
    let order = lines.indices.sorted { a, b in
      (lines[a].day, lines[a].rank, a) < (lines[b].day, lines[b].rank, b)
    }
    try patient.withUnsafeBufferPointer { patient in
      try bytes.withUnsafeBufferPointer { bytes in
        for position in order {
          let line = lines[position]
          try body(
            ScoreRow(
              patient: patient, day: line.day, definition: line.definition,
              variant: UnsafeBufferPointer(rebasing: bytes[line.variant]),
              answers: UnsafeBufferPointer(rebasing: bytes[line.answers]), total: line.total,
              isTotalOnly: line.isTotalOnly,
              rater: UnsafeBufferPointer(rebasing: bytes[line.rater]),
              note: UnsafeBufferPointer(rebasing: bytes[line.note]), number: line.number))
        }
      }
    }
    self.lines.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
  }
}
