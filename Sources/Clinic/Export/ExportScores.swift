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

  private static let total = Array("total".utf8)

  /// One line for each answer; an empty place between commas has no answer.
  ///
  /// A total without items is a line of its own.
  func write(_ row: ScoreRow, to writer: inout CSVWriter) throws {
    if row.day != day {
      day = row.day
      date = Array(Day(number: day).iso.utf8)
    }
    let (measure, fields) = definitions[row.definition]
    if row.isTotalOnly == true, let total = row.total {
      try Array(total.plain(4).utf8).withUnsafeBufferPointer { value in
        try line(row, measure, Self.total, value: value, to: &writer)
      }
    }
    let answers = row.answers
    var start = 0
    var slot = 0
    for position in 0...answers.count
    where position == answers.count || answers[position] == UInt8(ascii: ",") {
      if position > start, slot < fields.count {
        try line(
          row, measure, fields[slot],
          value: UnsafeBufferPointer(rebasing: answers[start..<position]), to: &writer)
      }
      start = position + 1
      slot += 1
    }
  }
  private func line(
    _ row: ScoreRow, _ measure: [UInt8], _ item: [UInt8], value: UnsafeBufferPointer<UInt8>,
    to writer: inout CSVWriter
  ) throws {
    writer.text(utf8: row.patient)
    date.withUnsafeBufferPointer { writer.number(utf8: $0) }
    measure.withUnsafeBufferPointer { writer.text(utf8: $0) }
    item.withUnsafeBufferPointer { writer.text(utf8: $0) }
    writer.number(utf8: value)
    writer.text(utf8: row.variant)
    writer.text(utf8: row.rater)
    writer.text(utf8: row.note)
    try writer.endRow()
  }
}
