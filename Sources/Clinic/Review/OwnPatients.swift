package import Outcomes
import Registry

extension Patient {
  /// Whether one of these names, in capitals or not, is that of the physician who is responsible.
  package func isPatient(of names: [String]) -> Bool {
    guard let physician = physician?.lowercased() else { return false }
    return names.contains { $0.lowercased() == physician }
  }
}

extension Desk {
  /// What the person at the desk is called: the name that signs what they enter, and where an account
  /// has it, in capitals or not, both names of that account.
  package func namesOfAuthor() throws -> [String] {
    let name = author.lowercased()
    let others = try file.read { try $0.namesOfAccounts() }
      .filter { $0.name.lowercased() == name || $0.fullName.lowercased() == name }
    return ([author] + others.flatMap { [$0.name, $0.fullName] }).uniqued
  }

  /// Whether any patient is one of the physician with these names.
  package func hasPatients(of names: [String]) throws -> Bool {
    try file.read { try $0.patients() }.contains { $0.isPatient(of: names) }
  }

  /// Whoever is noted as responsible for a patient, by name, with the number of those patients; names
  /// that differ in capitals alone are one.
  package func responsiblePhysicians() throws -> [(name: String, patients: Int)] {
    let names = try file.read { try $0.patients() }.compactMap(\.physician)
    return Dictionary(grouping: names) { $0.lowercased() }.values
      .compactMap { same in same.min().map { ($0, same.count) } }.sorted { $0.0 < $1.0 }
  }
}
