import Exchange
import Outcomes
import Registry

extension Desk {
  /// The scores layout, straight from the stored answers: what import reads, byte for byte.
  func exportScores(
    spreadsheet: Bool, to sink: @escaping (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    var writer = CSVWriter(spreadsheet: spreadsheet, sink: sink)
    try writer.row(ImportLayout.scores.columns)
    try file.read { reading in
      let lines = ScoreLines(try reading.definitions())
      try reading.forEachScoreRow { row in try lines.write(row, to: &writer) }
    }
    try writer.finish()
  }
}

/// Writes stored scores as lines of the scores layout.
private final class ScoreLines {
  /// For each stored definition the measure and the ids of its answers' places, as bytes.
  private let definitions: [(measure: [UInt8], fields: [[UInt8]])]
  private var day = Int.min
  private var date: [UInt8] = []

  init(_ definitions: [DefinitionRow?]) {
    self.definitions = definitions.map { definition in
      // The value alone has no item.
      let fields = definition?.fields.map { $0 == "value" ? [] : Array($0.utf8) } ?? []
      return (Array((definition?.measure.text ?? "").utf8), fields)
    }
  }

  /// One line for each answer; an empty place between commas has no answer.
  func write(_ row: ScoreRow, to writer: inout CSVWriter) throws {
    if row.day != day {
      day = row.day
      date = Array(Day(number: day).iso.utf8)
    }
    let (measure, fields) = definitions[row.definition]
    let answers = row.answers
    var start = 0
    var slot = 0
    for position in 0...answers.count
    where position == answers.count || answers[position] == UInt8(ascii: ",") {
      if position > start, slot < fields.count {
        writer.text(utf8: row.patient)
        date.withUnsafeBufferPointer { writer.number(utf8: $0) }
        measure.withUnsafeBufferPointer { writer.text(utf8: $0) }
        fields[slot].withUnsafeBufferPointer { writer.text(utf8: $0) }
        writer.number(utf8: UnsafeBufferPointer(rebasing: answers[start..<position]))
        writer.text(utf8: row.variant)
        writer.text(utf8: row.rater)
        writer.text(utf8: row.note)
        try writer.endRow()
      }
      start = position + 1
      slot += 1
    }
  }
}
