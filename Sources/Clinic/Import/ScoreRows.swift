import Exchange
import Outcomes
import Registry

/// Puts the rows of a scores file together: rows of one patient, date, measure and variant are one score.
final class ScoreRows {
  static let (patient, date, measure, item, value, variant, rater, note) = (
    0, 1, 2, 3, 4, 5, 6, 7
  )

  private let library: Library
  private let checks: RecordChecks
  /// Rows of one score need not stand together in the file: they come in order.
  private let isSorted: Bool
  /// Other words for measures; nil: their ids alone.
  private let words: ImportWords?
  private let findPatient: (String) throws -> KnownPatient?
  private let siteTable: (Measure.ID) throws -> ConversionTable?
  private let store: (Finished) throws -> Void
  private var sheets: [String: AnswerSheet?] = [:]
  private var key = ScoreRowKey()
  private var isFirst = true
  private var group: Group?
  private var lastPatient: (id: String, known: KnownPatient?)?
  /// A whole score was refused, which may be so only because its rows stand apart.
  private(set) var refusedWhole = false

  init(
    library: Library, checks: RecordChecks, isSorted: Bool, words: ImportWords?,
    findPatient: @escaping (String) throws -> KnownPatient?,
    siteTable: @escaping (Measure.ID) throws -> ConversionTable?,
    store: @escaping (Finished) throws -> Void
  ) {
    self.library = library
    self.checks = checks
    self.isSorted = isSorted
    self.words = words
    self.findPatient = findPatient
    self.siteTable = siteTable
    self.store = store
  }

  func read(_ row: ImportRow) throws {
    if isFirst || !key.isOf(row) {
      isFirst = false
      key.take(row)
      let next = try begin(row)
      // The same score where only the writing of its date or variant differs.
      if let next, let group, group.isSameScore(as: next) {
        add(row)
        return
      }
      try finish(row.faults)
      group = next
    }
    add(row)
  }

  /// Puts the rows of one score together, however its date and variant are written.
  func sortKey(_ row: ImportRow) throws -> String {
    let date = row.string(Self.date).withoutOuterBlanks
    let day = row.dates.day(date)?.iso ?? date
    let measure = row.string(Self.measure)
    let written = row.string(Self.variant)
    let variant = try? sheet(measure)?.variant(written)
    return [row.string(Self.patient), day, measure, variant ?? written]
      .joined(separator: "\u{1F}")
  }

  /// Resolves patient, day, measure and variant; nil when one of them is refused.
  ///
  /// Only the first row of a score reports that.
  private func begin(_ row: ImportRow) throws -> Group? {
    guard let id = row.word(Self.patient, .identifier) else { return nil }
    if lastPatient?.id != id { lastPatient = (id, try findPatient(id)) }
    let patient = lastPatient?.known
    if patient == nil { row.refuseUnknown(Self.patient, id, checks) }
    var fields = row.fields
    let day = fields.day(row.string(Self.date), .visitDay, needed: true, read: row.dates.day)
    let (rater, note) = (
      row.string(Self.rater).withoutOuterBlanks, row.string(Self.note).withoutOuterBlanks
    )
    let around = fields.faults(
      with: day.map {
        checks.faults(ofVisit: $0, born: patient?.birthDate, rater: rater, note: note)
      } ?? [])
    row.refuse(around)
    var sheet: AnswerSheet?
    if let id = row.word(Self.measure, .measure) {
      sheet = try self.sheet(id)
      if sheet == nil { refuseMeasure(id, row) }
    }
    guard let patient, let day, around.isEmpty, let sheet else { return nil }
    let variant: String
    do throws(AnswerFault) {
      guard !sheet.isComposite else { throw .neverEntered }
      variant = try sheet.variant(row.string(Self.variant))
    } catch {
      row.refuse(
        error == .neverEntered ? Self.measure : Self.variant,
        .answer(error, measure: sheet.measure.id.text, item: ""))
      return nil
    }
    return Group(
      patient: patient, draft: ScoreDraft(sheet), day: day, variant: variant, rater: rater,
      note: note, line: row.line)
  }

  private func sheet(_ id: String) throws -> AnswerSheet? {
    if let known = sheets[id] { return known }
    let sheet = try library.measure(.init(words?.measure(id) ?? id)).map {
      AnswerSheet($0, table: try siteTable($0.id)?.centiles, forMany: true)
    }
    if sheets.count < 10_000 { sheets[id] = .some(sheet) }
    return sheet
  }

  private func refuseMeasure(_ id: String, _ row: ImportRow) {
    row.refuse(Self.measure, .unknownMeasure(near: library.near(id, Measure.self)))
  }

  private func add(_ row: ImportRow) {
    guard let current = group else { return }
    let raterDiffers = refusesOther(row, Self.rater, than: current.rater)
    let noteDiffers = refusesOther(row, Self.note, than: current.note)
    if raterDiffers || noteDiffers { current.isFaulty = true }
    let item = row.bytes(Self.item)
    do throws(AnswerFault) {
      let isTotal = try current.draft.give(
        item, row.bytes(Self.value), decimalComma: row.columns.decimalComma)
      if isTotal { current.totalLine = row.line }
    } catch {
      row.refuse(
        Self.column(of: error),
        .answer(error, measure: current.draft.sheet.measure.id.text, item: row.string(Self.item)))
    }
  }

  /// Where an answer is refused: at its value, or at the item that it cannot be given to.
  private static func column(of fault: AnswerFault) -> Int {
    switch fault {
    case .unknownField, .noOwnValue, .noTotal, .givenTwice: item
    case .notANumber, .outOfRange, .betweenSteps, .noSuchOption, .sexNeeded, .gradeAndRawDiffer,
      .totalDiffers, .variant, .neverEntered, .noAnswer, .valueAndReason:
      value
    }
  }

  /// Rater and note belong to the whole score: its rows may not differ.
  private func refusesOther(_ row: ImportRow, _ column: Int, than first: String) -> Bool {
    let bytes = row.bytes(column)
    if bytes.isEmpty, first.isEmpty { return false }
    if row.string(column).withoutOuterBlanks == first { return false }
    row.refuse(column, .rowsDisagree(column: row.columns.layout.columns[column], first: first))
    return true
  }

  /// Checks the last group and hands it on.
  func finish(_ faults: ImportFaults) throws {
    guard let finished = group else { return }
    group = nil
    let draft = finished.draft
    // A measure is large: it is asked for where it lies, not copied for every score.
    let sheet = draft.sheet
    let checked = draft.checked(sex: finished.patient.sex)
    for found in checked.faults {
      // The rest of the score may stand further down.
      if found.fault == .noAnswer, !isSorted { throw ScatteredRows() }
      refusedWhole = true
      let kind = ImportFault.Kind.answer(
        found.fault, measure: sheet.measure.id.text, item: found.item)
      let isMissing = found.fault == .noAnswer
      faults.add(
        ImportFault(
          file: currentFile,
          row: found.item == "total" ? finished.totalLine ?? finished.line : finished.line,
          column: isMissing
            ? nil : ImportLayout.scores.columns[Self.column(of: found.fault)],
          value: isMissing ? nil : found.fault == .noTotal ? found.item : found.value,
          kind: kind))
    }
    guard checked.faults.isEmpty, draft.isFaultless, !finished.isFaulty else { return }
    try store(
      Finished(
        patient: finished.patient.id, sheet: sheet, day: finished.day,
        variant: finished.variant, checked: checked, rater: finished.rater, note: finished.note,
        file: currentFile, line: finished.line))
  }

  /// The file whose rows are being read; a score does not go on in the next one.
  var currentFile = "" {
    didSet { isFirst = true }
  }
}
