package import Outcomes
import Registry

/// A patient by whatever names one: the identifier, in capitals or not, or the whole name.
extension Desk {
  /// The patient whom a text names.
  ///
  /// - Throws: ``DeskRefusal/severalPatients(_:_:isWhole:)`` where it names more than one, or is but
  ///   the beginning of names; ``DeskRefusal/unknownPatient(_:near:)`` where it names nobody.
  package func patientID(called text: String) throws -> Patient.ID {
    try Self.patientID(called: text, in: file)
  }

  static func patientID(called text: String, in file: ClinicFile) throws -> Patient.ID {
    let exact = Patient.ID(text)
    if try file.read({ try $0.patient(exact) }) != nil { return exact }
    let name = text.withoutOuterBlanks
    if name.isEmpty { throw DeskRefusal.emptyText(.identifier) }
    let meant = try file.read { try $0.patients(called: name) }
    if meant.count == 1 { return meant[0].id }
    if meant.count > 1 { throw DeskRefusal.severalPatients(name, meant, isWhole: true) }
    let refusal = try unknown(exact, in: file)
    if case .unknownPatient(_, near: nil) = refusal {
      let begun = try file.read { try $0.patients(search: name, limit: .max) }
      if !begun.isEmpty { throw DeskRefusal.severalPatients(name, begun, isWhole: false) }
    }
    throw refusal
  }

  func unknown(_ id: Patient.ID) throws -> DeskRefusal { try Self.unknown(id, in: file) }

  private static func unknown(_ id: Patient.ID, in file: ClinicFile) throws -> DeskRefusal {
    let near = try file.read { try $0.patients(search: String(id.text.prefix(3)), limit: 200) }
    return .unknownPatient(id, near: nearest(to: id.text, among: near.map(\.id.text)))
  }
}
