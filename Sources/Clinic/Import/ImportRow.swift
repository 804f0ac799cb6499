import Exchange
import Outcomes

/// Where the fields of a fact are read from, by the columns of its layout.
protocol FactRow {
  /// How days are written there.
  var dates: DateOrder { get }
  /// Empty where the row leaves it out.
  func string(_ column: Int) -> String
  /// Other words that are taken; nil: none.
  var words: ImportWords? { get }
}

extension FactRow {
  var words: ImportWords? { nil }
}

/// One record of an import file with the names of its columns.
struct ImportRow: FactRow {
  let file: String
  let record: CSVRecord
  let columns: ImportColumns
  let dates: DateOrder
  let faults: ImportFaults
  /// Line of the file, from 1.
  let line: Int
  /// Other words that are taken; nil: none.
  var words: ImportWords?

  func bytes(_ column: Int) -> UnsafeBufferPointer<UInt8> {
    columns.positions[column].map { record.bytes(at: $0) }
      ?? UnsafeBufferPointer(start: nil, count: 0)
  }

  func isEmpty(_ column: Int) -> Bool { bytes(column).isEmpty }

  func string(_ column: Int) -> String { String(decoding: bytes(column), as: UTF8.self) }

  /// Reads the fields of a fact as this file writes them.
  var fields: FieldReader { FieldReader(decimalComma: columns.decimalComma) }

  func refuse(_ column: Int, _ kind: ImportFault.Kind) {
    faults.add(
      ImportFault(
        file: file, row: line, column: columns.layout.columns[column],
        value: string(column), kind: kind))
  }

  /// Reports faults in the columns of their fields.
  func refuse(_ found: [RecordFault]) {
    for fault in found {
      let column = columns.layout.columns.firstIndex(of: fault.field.rawValue)
      faults.add(
        ImportFault(
          file: file, row: line, column: fault.field.rawValue,
          value: column.map(string) ?? fault.found, kind: .record(fault, dates: dates)))
    }
  }

  /// An identifier or id, which must be there.
  func word(_ column: Int, _ field: RecordFault.Field) -> String? {
    let text = string(column)
    guard text.isEmpty else { return text }
    refuse([RecordFault(field, found: text, .needed)])
    return nil
  }

  /// Says that no disease has this id, where that is so.
  func refuseUnknown(_ column: Int, _ id: Disease.ID, _ library: Library) {
    guard library.disease(id) == nil else { return }
    refuse(
      column, .unknownDisease(near: library.near(id.text, Disease.self)))
  }

  /// Says that no therapy has this id, where that is so.
  func refuseUnknown(_ column: Int, _ id: Therapy.ID, _ library: Library) {
    guard library.therapy(id) == nil else { return }
    refuse(
      column, .unknownTherapy(near: library.near(id.text, Therapy.self)))
  }

  /// Says why nobody is registered under an identifier: it may hold what nobody sees.
  func refuseUnknown(_ column: Int, _ id: String, _ checks: RecordChecks) {
    let found = checks.faults(of: Patient.ID(id))
    found.isEmpty ? refuse(column, .unknownPatient) : refuse(found)
  }
}
