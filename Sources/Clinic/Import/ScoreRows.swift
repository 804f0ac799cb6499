import Exchange
import Outcomes
import Registry

/// Puts the rows of a scores file together: rows of one patient, date, measure and variant are one score.
final class ScoreRows {
  private static let (patient, date, measure, item, value, variant, rater, note) = (
    0, 1, 2, 3, 4, 5, 6, 7
  )
  private static let keyColumns = [patient, date, measure, variant]

  private let library: Library
  private let today: Day
  private let findPatient: (String) throws -> KnownPatient?
  private let siteTable: (Measure.ID) throws -> ConversionTable?
  private let store: (Finished) throws -> Void
  private var readers: [String: AnswerReader?] = [:]
  private var key: [[UInt8]] = [[], [], [], []]
  private var isFirst = true
  private var group: Group?
  private var lastPatient: (id: String, known: KnownPatient?)?
  /// A whole score was refused, which may be so only because its rows stand apart.
  private(set) var refusedWhole = false

  init(
    library: Library, today: Day, findPatient: @escaping (String) throws -> KnownPatient?,
    siteTable: @escaping (Measure.ID) throws -> ConversionTable?,
    store: @escaping (Finished) throws -> Void
  ) {
    self.library = library
    self.today = today
    self.findPatient = findPatient
    self.siteTable = siteTable
    self.store = store
  }

  func read(_ row: ImportRow) throws {
    let isSame = !isFirst && zip(Self.keyColumns, key).allSatisfy { equal($1, row.bytes($0)) }
    if !isSame {
      isFirst = false
      for (position, column) in Self.keyColumns.enumerated() {
        key[position].removeAll(keepingCapacity: true)
        key[position].append(contentsOf: row.bytes(column))
      }
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
    let day = row.dates.day(row.bytes(Self.date))?.iso ?? row.string(Self.date)
    let measure = row.string(Self.measure)
    let variant = try? reader(measure)?.variant(row.bytes(Self.variant))
    return [row.string(Self.patient), day, measure, variant ?? row.string(Self.variant)]
      .joined(separator: "\u{1F}")
  }

  /// Resolves patient, day, measure and variant; nil when one of them is refused.
  ///
  /// Only the first row of a score reports that.
  private func begin(_ row: ImportRow) throws -> Group? {
    guard let id = row.word(Self.patient) else { return nil }
    if lastPatient?.id != id { lastPatient = (id, try findPatient(id)) }
    if lastPatient?.known == nil { row.refuse(Self.patient, .unknownPatient) }
    let day = row.day(Self.date, required: true)
    var reader: AnswerReader?
    if let id = row.word(Self.measure) {
      reader = try self.reader(id)
      if reader == nil { refuseMeasure(id, row) }
    }
    if let day, day > today { row.refuse(Self.date, .inTheFuture(today: today)) }
    if let day, let born = lastPatient?.known?.birthDate, day < born {
      row.refuse(Self.date, .beforeBirth(born: born))
    }
    guard let patient = lastPatient?.known, let day, day <= today, let reader,
      patient.birthDate.map({ day >= $0 }) ?? true
    else { return nil }
    let variant: String
    do throws(AnswerFault) {
      guard !reader.isComposite else { throw .neverEntered }
      variant = try reader.variant(row.bytes(Self.variant))
    } catch {
      row.refuse(
        error == .neverEntered ? Self.measure : Self.variant,
        .answer(error, measure: reader.measure.id.text, item: ""))
      return nil
    }
    return Group(
      patient: patient, reader: reader, day: day, variant: variant, rater: row.text(Self.rater),
      note: row.text(Self.note), line: row.line)
  }

  private func reader(_ id: String) throws -> AnswerReader? {
    if let known = readers[id] { return known }
    let reader = try library.measure(.init(id)).map {
      AnswerReader($0, table: try siteTable($0.id))
    }
    if readers.count < 10_000 { readers[id] = .some(reader) }
    return reader
  }

  private func refuseMeasure(_ id: String, _ row: ImportRow) {
    row.refuse(
      Self.measure, .unknownMeasure(near: nearest(to: id, among: library.measures.map(\.id.text))))
  }

  private func add(_ row: ImportRow) {
    guard let current = group else { return }
    let raterDiffers = refusesOther(row, Self.rater, than: current.rater)
    let noteDiffers = refusesOther(row, Self.note, than: current.note)
    if raterDiffers || noteDiffers { current.isFaulty = true }
    let reader = current.reader
    let name = row.bytes(Self.item)
    do throws(AnswerFault) {
      if name.isEmpty || equal(Self.total, name), !reader.hasTotalField {
        try addWhole(row, isTotal: !name.isEmpty, to: current)
        return
      }
      guard let slot = reader.slot(name, expected: current.nextSlot) else {
        throw .unknownField(allowed: reader.measure.fields.map(\.id))
      }
      guard current.answers.slots[slot] == nil else {
        row.refuse(Self.item, .duplicateAnswer)
        current.isFaulty = true
        return
      }
      current.answers.slots[slot] = try reader.answer(
        row.bytes(Self.value), slot: slot, decimalComma: row.columns.decimalComma)
      current.nextSlot = slot + 1
    } catch {
      let column: Int = if case .unknownField = error { Self.item } else { Self.value }
      row.refuse(
        column, .answer(error, measure: reader.measure.id.text, item: row.string(Self.item)))
      current.isFaulty = true
    }
  }

  private static let total = Array("total".utf8)

  /// Rater and note belong to the whole score: its rows may not differ.
  private func refusesOther(_ row: ImportRow, _ column: Int, than first: String) -> Bool {
    let bytes = row.bytes(column)
    if bytes.count == first.utf8.count, bytes.isEmpty || row.string(column) == first {
      return false
    }
    row.refuse(column, .rowsDisagree(column: row.columns.layout.columns[column], first: first))
    return true
  }

  /// A row without item is the instrument's own value; `total` beside items is compared with them.
  private func addWhole(_ row: ImportRow, isTotal: Bool, to group: Group) throws(AnswerFault) {
    let reader = group.reader
    if isTotal && !reader.measure.items.isEmpty {
      guard let total = Rational(decimal: row.decimalText(Self.value)) else {
        throw .notANumber(allowed: reader.measure.totalRange)
      }
      if group.claimedTotal != nil {
        row.refuse(Self.item, .duplicateAnswer)
        group.isFaulty = true
      }
      group.claimedTotal = (total, row.string(Self.value), row.line)
      return
    }
    guard let slot = reader.valueSlot else {
      row.refuse(Self.item, .totalAlone(measure: reader.measure.id.text))
      group.isFaulty = true
      return
    }
    guard group.answers.slots[slot] == nil else {
      row.refuse(Self.item, .duplicateAnswer)
      group.isFaulty = true
      return
    }
    group.answers.slots[slot] = try reader.answer(
      row.bytes(Self.value), slot: slot, decimalComma: row.columns.decimalComma)
  }

  /// Scores the last group and hands it on.
  func finish(_ faults: ImportFaults) throws {
    guard let finished = group else { return }
    group = nil
    let reader = finished.reader
    let name = currentFile
    func refuse(_ column: String, _ value: String, _ line: Int, _ kind: ImportFault.Kind) {
      refusedWhole = true
      faults.add(ImportFault(file: name, row: line, column: column, value: value, kind: kind))
    }
    // An instrument that may be recorded as a total: a total without items is its value.
    if finished.answers.isEmpty, let claimed = finished.claimedTotal {
      guard let slot = reader.valueSlot else {
        refuse("item", "total", claimed.line, .totalAlone(measure: reader.measure.id.text))
        return
      }
      do throws(AnswerFault) {
        finished.answers.slots[slot] = try reader.measure.answer(
          claimed.value.plain(4), to: reader.measure.fields[slot])
        finished.claimedTotal = nil
      } catch {
        refuse(
          "value", claimed.text, claimed.line,
          .answer(error, measure: reader.measure.id.text, item: "total"))
        return
      }
    }
    if finished.isFaulty { return }
    let given = finished.answers
    if let table = reader.table {
      finished.answers = reader.measure.withTableValue(given, from: table)
    }
    for (item, fault) in reader.measure.check(finished.answers, sex: finished.patient.sex) {
      let slot = reader.measure.fieldPositions[item]
      let value = slot.flatMap { finished.answers.slots[$0]?.text } ?? ""
      refuse(
        "value", value, finished.line, .answer(fault, measure: reader.measure.id.text, item: item))
      finished.isFaulty = true
    }
    let scored = reader.measure.score(finished.answers, sex: finished.patient.sex)
    if let claimed = finished.claimedTotal, claimed.value != scored.total {
      let computed = scored.total?.plain(4) ?? "no total, because an item is missing"
      refuse(
        "value", claimed.text, claimed.line,
        .answer(.totalDiffers(computed: computed), measure: reader.measure.id.text, item: "total"))
      finished.isFaulty = true
    }
    if finished.isFaulty { return }
    try store(
      Finished(
        patient: finished.patient.id, reader: reader, day: finished.day,
        variant: finished.variant,
        answers: finished.answers, given: given, scored: scored,
        part: reader.part.flatMap {
          reader.measure.part($0, of: finished.answers, sex: finished.patient.sex)
        }, rater: finished.rater, note: finished.note, file: name, line: finished.line))
  }

  /// The file whose rows are being read; a score does not go on in the next one.
  var currentFile = "" {
    didSet { isFirst = true }
  }
}
