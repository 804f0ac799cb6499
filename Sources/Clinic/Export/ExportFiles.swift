import Exchange
package import Outcomes
import Registry
import Reporting

extension Desk {
  /// Writes one layout as CSV, streaming.
  ///
  /// - Parameters:
  ///   - pseudonymous: study codes, ages and days in place of identifiers, names and dates.
  ///   - site: goes before every study code.
  ///   - spreadsheet: byte order mark, and no text that a spreadsheet would run.
  /// - Returns: how small the groups are that a pseudonymous file tells apart; else nil.
  @discardableResult
  package func export(
    _ layout: ExportLayout, measure id: Measure.ID? = nil, pseudonymous: Bool = false,
    site: String? = nil, spreadsheet: Bool = false,
    to sink: @escaping (UnsafeRawBufferPointer) throws -> Void
  ) throws -> SmallGroups? {
    if layout == .itemsWide && id == nil { throw DeskRefusal.measureNeeded }
    let measure = try id.map { try definitions.measure($0) }
    if layout == .scores && !pseudonymous {
      try exportScores(spreadsheet: spreadsheet, to: sink)
      return nil
    }
    let series =
      pseudonymous || layout == .scoresWide || layout == .codebook ? try wideSeries() : []
    let rows = ExportRows(
      layout: layout, library: library, asOf: asOf, measure: measure, series: series,
      variants: pseudonymous ? NumberedVariants(series, library) : nil,
      hidesFreeText: pseudonymous)
    let hidden = pseudonymous && layout != .codebook ? Pseudonymous(rows.columns, site: site) : nil
    var writer = CSVWriter(spreadsheet: spreadsheet, sink: sink)
    try writer.row((hidden?.columns ?? rows.columns).map(\.key))
    var groups: SmallGroups?
    let answers = answersNeeded(layout, measure)
    if layout == .codebook {
      for row in Codebook.rows(rows, pseudonymous: pseudonymous) { try writer.write(row) }
    } else if let hidden {
      groups = try exportCoded(rows, hidden, answersFor: answers, to: &writer)
    } else {
      try file.read { reading in
        try reading.forEachRecord(answersFor: answers) { record in
          for row in rows.rows(record) { try writer.write(row) }
        }
      }
    }
    try writer.finish()
    return groups
  }

  private func exportCoded(
    _ rows: ExportRows, _ hidden: Pseudonymous, answersFor answers: Set<Measure.ID>,
    to writer: inout CSVWriter
  ) throws -> SmallGroups {
    try makeStudyCodes()
    var groups = SmallGroups()
    try file.read { reading in
      try reading.forEachCodedRecord(answersFor: answers) { code, record in
        let own = hidden.rows(rows.rows(record), code: code, record: record)
        for row in own { try writer.write(row) }
        groups.add(record, rows: own.count)
      }
    }
    return groups
  }

  /// Patients without a study code get theirs.
  func makeStudyCodes() throws {
    if try file.read({ try $0.lacksStudyCodes() }) {
      try file.write(.makeStudyCodes, by: by(reason: "pseudonymous export")) {
        try $0.makeStudyCodes()
      }
    }
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
  func wideSeries() throws -> [WideSeries] {
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
