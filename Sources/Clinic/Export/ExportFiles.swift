import Exchange
package import Outcomes
import Registry
import Reporting

extension Desk {
  /// Writes one layout as CSV, streaming.
  ///
  /// - Parameters:
  ///   - pseudonymous: study codes, ages and days in place of identifiers, names and dates.
  ///   - spreadsheet: byte order mark, and no text that a spreadsheet would run.
  package func export(
    _ layout: ExportLayout, measure id: Measure.ID? = nil, pseudonymous: Bool = false,
    spreadsheet: Bool = false, to sink: @escaping (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    if layout == .itemsWide && id == nil { throw DeskRefusal.measureNeeded }
    let measure = try id.map { try definitions.measure($0) }
    if layout == .scores && !pseudonymous {
      try exportScores(spreadsheet: spreadsheet, to: sink)
      return
    }
    let series =
      pseudonymous || layout == .scoresWide || layout == .codebook ? try wideSeries() : []
    let rows = ExportRows(
      layout: layout, library: library, asOf: asOf, measure: measure, series: series,
      variants: pseudonymous ? NumberedVariants(series, library) : nil,
      hidesFreeText: pseudonymous)
    let hidden = pseudonymous && layout != .codebook ? Pseudonymous(rows.columns) : nil
    let codes = hidden == nil ? [:] : try studyCodes()
    var writer = CSVWriter(spreadsheet: spreadsheet, sink: sink)
    try writer.row((hidden?.columns ?? rows.columns).map(\.key))
    if layout == .codebook {
      for row in Codebook.rows(rows, pseudonymous: pseudonymous) { try writer.write(row) }
    } else {
      try file.read { reading in
        try reading.forEachRecord(answersFor: answersNeeded(layout, measure)) { record in
          let first = hidden == nil ? nil : record.firstDay
          for row in rows.rows(record) {
            guard let hidden else {
              try writer.write(row)
              continue
            }
            let code = codes[record.patient.id] ?? ""
            try writer.write(hidden.row(row, code: code, record: record, first: first))
          }
        }
      }
    }
    try writer.finish()
  }

  /// The codes of all patients; those without one get theirs first.
  private func studyCodes() throws -> [Patient.ID: String] {
    if try file.read({ try $0.lacksStudyCodes() }) {
      try file.write(.makeStudyCodes, by: by(reason: "pseudonymous export")) {
        try $0.makeStudyCodes()
      }
    }
    return try file.read { try $0.studyCodes() }
  }

  private func answersNeeded(_ layout: ExportLayout, _ measure: Measure?) -> Set<Measure.ID> {
    switch layout {
    case .itemsWide: Set([measure?.id].compactMap(\.self))
    case .scores: Set(library.measures.map(\.id))
    case .scoresWide:
      Set(library.measures.filter { $0.value != nil && $0.scoring.rule == .entered }.map(\.id))
    case .reviews, .considerations, .visits: []
    case .patients, .diagnoses, .treatments, .responses, .codebook: measuresWithAnswers
    }
  }

  /// Every measure and variant that is recorded.
  private func wideSeries() throws -> [WideSeries] {
    try file.read { try $0.recordedSeries() }.flatMap { recorded in
      let total = WideSeries(measure: recorded.measure, variant: recorded.variant)
      var all = [total]
      if recorded.hasTotalsOnly {
        var mark = total
        mark.marksTotalOnly = true
        all.append(mark)
      }
      if let part = library.measure(recorded.measure)?.comparedPart?.id {
        var compared = total
        compared.part = part
        all.append(compared)
      }
      return all
    }.sorted()
  }
}
