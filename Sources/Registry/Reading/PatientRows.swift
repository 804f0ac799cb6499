import GRDB
import Outcomes

/// The rows of a statement that selects patients: their identifier, whom its facts belong to, and
/// their particulars.
struct PatientRows {
  private static let selected = "patient, owner, number, \(Patient.selected)"

  let row: RawStatement
  private let familyName: Int32
  private let givenName: Int32

  private init(_ row: RawStatement) {
    self.row = row
    familyName = row.position(of: "family_name") ?? 0
    givenName = row.position(of: "given_name") ?? 0
  }

  /// The particulars in force of every patient, merged ones too, in the order of the identifiers'
  /// bytes.
  ///
  /// - Parameter condition: which ones, as SQL; empty: all.
  init(_ database: Database, where condition: String = "") throws {
    self.init(try RawStatement(database, Self.sql(condition)))
  }

  /// The patients whose facts belong to that one: itself, and those merged into it.
  init(_ database: Database, ofOwner owner: String) throws {
    self.init(try RawStatement(database, kept: Self.sql("owner = ?")))
    row.bind(1, owner)
  }

  static func sql(_ condition: String = "") -> String {
    let more = condition.isEmpty ? "" : " AND \(condition)"
    return "SELECT \(selected) FROM patient WHERE current = 1\(more) ORDER BY owner, patient"
  }

  /// The latest particulars under an identifier, merged or not.
  init(_ database: Database, latestOf id: Patient.ID) throws {
    self.init(
      try RawStatement(
        database,
        kept: "SELECT \(Self.selected) FROM patient WHERE patient = ? ORDER BY version DESC LIMIT 1"
      ))
    row.bind(1, id.text)
  }

  /// As bytes, valid until the next step.
  var identifier: UnsafeBufferPointer<UInt8> { row.bytes(0) }
  var owner: UnsafeBufferPointer<UInt8> { row.bytes(1) }
  var names: [UnsafeBufferPointer<UInt8>] { [row.bytes(familyName), row.bytes(givenName)] }

  /// The facts of a merged patient belong to another one.
  var isMerged: Bool { !identifier.elementsEqual(owner) }

  func patient() throws -> Patient {
    var patient = try Patient.read(row, from: 3, of: .patient)
    patient.id = Patient.ID(row.text(0))
    return patient
  }
}
