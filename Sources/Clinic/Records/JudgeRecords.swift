import Exchange
package import Outcomes
import Reporting

/// Judges a stream of records without a clinic file: one patient a line, one patient in memory.
package final class JudgeRecords {
  package enum Unit: Sendable { case course, patient }

  private let library: Library
  private let asOf: Day?
  private let unit: Unit
  private let today: Day
  private let reader: RecordLine
  /// What is said beside the verdicts.
  private let remark: (String) -> Void
  private var faults: [RecordsFault] = []
  private var count = 0
  private var judged = 0
  private var last: String?
  private var isCoded = false
  private var otherDefinitions: Set<String> = []
  private let own: String

  /// More are counted, not kept.
  private static let mostFaults = 1000

  /// - Parameters:
  ///   - asOf: nil: today, or of records with study codes each patient's last record.
  ///   - remark: takes what is to be said beside the verdicts: other definitions.
  package init(
    _ definitions: Definitions, today: Day, asOf: Day?, by unit: Unit,
    remark: @escaping (String) -> Void
  ) {
    library = definitions.library
    self.asOf = asOf
    self.today = today
    self.unit = unit
    self.remark = remark
    own = String(PackageManifest.hash(of: library).prefix(PackageContext.digits))
    let needed = library.measuresWithAnswers
    reader = RecordLine(library, RecordChecks(today: today), answersFor: needed)
  }

  /// Writes `judge` as CSV, streaming.
  ///
  /// - Parameters:
  ///   - path: `-`: standard input.
  ///   - header: with the line of column names.
  /// - Throws: ``RecordsRefusal`` with every fault; the rows before the first one are written.
  package func writeCSV(
    _ path: String, header: Bool, to sink: @escaping (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    var writer = CSVWriter(sink: sink)
    var hasHeader = !header
    try forEachPatient(path) { record, asOf in
      if !hasHeader { try writer.row(columns.map(\.key)) }
      hasHeader = true
      try forEachRow(of: record, asOf: asOf) { try writer.write($0) }
    }
    if !hasHeader { try writer.row(columns.map(\.key)) }
    try writer.finish()
    try refuse(path)
  }

  /// The same rows as a table.
  ///
  /// For reading, only the columns that fit a screen are drawn.
  package func table(_ path: String) throws -> DrawnTable {
    var rows: [[Cell]] = []
    try forEachPatient(path) { record, asOf in
      try forEachRow(of: record, asOf: asOf) { rows.append($0) }
    }
    try refuse(path)
    let keys = unit == .course ? JudgeTable.textKeys : PatientTable.textKeys
    return DrawnTable(Table(columns: columns, rows: rows), textKeys: keys.map(key))
  }

  private func refuse(_ path: String) throws {
    guard count == 0 else {
      throw RecordsRefusal(
        file: ImportFile.name(path), faults: faults, count: count, judged: judged)
    }
  }

  private func add(_ fault: RecordsFault) {
    count += 1
    if faults.count < Self.mostFaults { faults.append(fault) }
  }

  private func forEachPatient(
    _ path: String, _ body: (PatientRecord, _ asOf: Day) throws -> Void
  ) throws {
    let input = try InputFile(path)
    try LineSplitter({ try input.next() }).forEach { line, number in
      guard let read = self.read(line, number) else { return }
      let record = read.record
      check(record.patient.id.text, number, isCoded: read.isCoded)
      compare(read)
      guard count == 0 else { return }
      judged += 1
      try body(record, read.isCoded ? record.lastDay ?? RecordsDays.first : asOf ?? today)
    }
  }

  private func read(_ line: LineSplitter.Line, _ number: Int) -> StreamedRecord? {
    switch line {
    case .tooLong:
      add(
        RecordsFault(
          line: number, place: "", found: nil, kind: .tooLong(limit: LineSplitter.longest)))
      return nil
    case .bytes(let bytes):
      let read = reader.read(bytes, line: number)
      if read == nil { reader.faults.forEach(add) }
      return read
    }
  }

  /// What a line has to do with the one before it.
  private func check(_ id: String, _ line: Int, isCoded: Bool) {
    let place = isCoded ? "patient, study_code" : "patient, patient_id"
    func refuse(_ kind: RecordsFault.Kind) {
      add(RecordsFault(line: line, place: place, found: id, kind: kind))
    }
    if let last {
      if isCoded != self.isCoded {
        refuse(.mixed)
      } else if id == last {
        refuse(.patientTwice)
      } else if !Patient.precedes(last, id) {
        refuse(.outOfOrder(after: last))
      }
    } else if isCoded, let asOf {
      refuse(.noCalendar(asOf: asOf))
    }
    self.isCoded = isCoded
    last = id
  }

  /// Says once where records were made with other definitions.
  private func compare(_ read: StreamedRecord) {
    if let others = read.definitions, others != own, otherDefinitions.insert(others).inserted {
      remark(
        "The records were written with other definitions (\(others)) than those here (\(own)): "
          + "verdicts can differ from those of the clinic.")
    }
    for measure in reader.newlyDiffering() {
      remark(
        "\(measure): scores were recorded with another definition than the one here. "
          + "Their totals are the same by both.")
    }
  }

  // The table of one kind of stream.

  private var plain: [Table.Column] {
    unit == .course ? JudgeTable.columns : PatientTable.columns
  }

  private var columns: [Table.Column] {
    isCoded ? plain.map(coded) : plain
  }

  private func key(_ key: String) -> String {
    guard isCoded, let column = plain.first(where: { $0.key == key }) else { return key }
    return coded(column).key
  }

  private func coded(_ column: Table.Column) -> Table.Column {
    var column = column
    if column.key == PackageSheet.patient.name {
      column.key = RecordLine.code
    } else if column.kind == .date {
      column.key = Pseudonymous.dayKey(column.key)
    }
    return column
  }

  private func forEachRow(
    of record: PatientRecord, asOf: Day, _ body: ([Cell]) throws -> Void
  ) throws {
    func write(_ row: [Cell]) throws {
      guard isCoded else { return try body(row) }
      try body(
        row.map { cell in
          if case .day(let day) = cell { .integer(RecordsDays.number(day)) } else { cell }
        })
    }
    let id = record.patient.id
    switch unit {
    case .course:
      let courses = library.judgeCourses(record, asOf: asOf)
      for row in JudgeTable.rows(for: courses, patient: id) { try write(row) }
    case .patient:
      let rows = PatientTable.rows(
        for: library.judgeDiagnoses(record, asOf: asOf),
        notJudged: library.diagnosesNotJudged(record, asOf: asOf), patient: id)
      for row in rows { try write(row) }
    }
  }
}
