package import Exchange
import Outcomes
package import Reporting

/// The parts of a preview as tables, for pages.
extension MappingPreview {
  package struct Part {
    package let title: String
    package let table: Table
  }

  /// What is refused, with its reason.
  package var refusedCells: Part {
    cells("Cells refused", outcome.leftOut)
  }

  package var differingTotals: Part { cells("Totals that differ from their items", totals) }

  package var scoresOfPatients: Part {
    Part(
      title: "Scores of each patient",
      table: Table(
        columns: [
          .init("patient", "Patient"), .init("measure", "Measure"),
          .init("scores", "Scores", .number), .init("first", "First"), .init("last", "Last"),
        ],
        rows: series.map {
          [
            .text($0.patient), .text(name($0.measure)), .integer($0.count), .text($0.first),
            .text($0.last),
          ]
        }))
  }

  package var firstScores: Part {
    Part(
      title: "The first scores, beside their cells",
      table: Table(
        columns: [
          .init("patient", "Patient"), .init("date", "Date"), .init("measure", "Measure"),
          .init("item", "Item"), .init("value", "Stored"), .init("cell", "Cell"),
          .init("shown", "Shows"),
        ],
        rows: shownRows.map { row in
          [
            .text(row.fields[0]), .text(row.fields[1]), .text(name(row.fields[2])),
            .text(row.fields[3]),
            .text(row.fields[4]), .text(row.cells[4].map { "\($0.letters)\($0.row)" } ?? ""),
            .text(row.cells[4]?.shown ?? ""),
          ]
        }))
  }

  package var wordsAndMeanings: Part {
    Part(
      title: "Words and what they become",
      table: Table(
        columns: [
          .init("column", "Column"), .init("word", "Word"), .init("becomes", "Becomes"),
          .init("count", "Cells", .number),
        ],
        rows: words.map {
          [
            .text($0.use.heading), .text($0.use.word.isEmpty ? "(empty)" : $0.use.word),
            .text($0.use.becomes.isEmpty ? "(nothing)" : $0.use.becomes), .integer($0.count),
          ]
        }))
  }

  /// What people call a measure.
  private func name(_ measure: String) -> String {
    library.measure(Measure.ID(measure))?.short ?? measure
  }

  /// What would be passed over and read, a line each.
  package var rowTexts: [String] { rowLines.map(\.text) }

  /// Cells with their places and what is said of each.
  package func cells(_ title: String, _ cells: [RefusedCell]) -> Part {
    Self.part(title, cells, why)
  }

  package static func part(
    _ title: String, _ cells: [RefusedCell], _ why: (RefusedCell) -> String
  ) -> Part {
    Part(
      title: title,
      table: Table(
        columns: [
          .init("place", "Place"), .init("found", "Found"), .init("why", "Why it is refused"),
        ],
        rows: cells.map { [.text($0.cell.place), .text($0.cell.shown), .text(why($0))] }))
  }
}

extension RefusedCell {
  /// Somebody alike is registered or stands in the file.
  package var isAlikePerson: Bool {
    if case .row(.alike) = reason { true } else { false }
  }

  /// It is recorded otherwise.
  package var isRecordedOtherwise: Bool {
    switch reason {
    case .changed: true
    case .row(.patientDiffers), .row(.diagnosisDiffers), .row(.treatmentDiffers),
      .row(.alreadyRecorded):
      true
    case _: false
    }
  }
}

extension MappedOutcome {
  /// Whether anything would be stored or corrected.
  package var storesSomething: Bool {
    stored.stored.values.contains { $0 > 0 } || stored.corrected.values.contains { $0 > 0 }
  }
}
