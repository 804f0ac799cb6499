import Exchange
package import Outcomes
import Registry

/// A patient, score, diagnosis or course that an earlier import of the same file stored, and that no
/// row brings any more.
package struct VanishedFact: Hashable, Sendable {
  package let patient: Patient.ID
  /// `patient`, `mg-adl`, `diagnosis cidp`, `treatment ivig`.
  package let what: String
  package let variant: String
  /// As it was given; empty: no day was.
  package let day: String
}

extension Desk {
  /// What vanished from files of these names; none of it is withdrawn.
  ///
  /// - Parameter unread: patients whose rows are there, though nothing of them could be read.
  func vanished(
    _ files: [String], now rows: [ImportLayout: [MappedRow]], unread: Set<String>
  ) throws -> [VanishedFact] {
    let named = rows.values.reduce(into: unread) { $0.formUnion($1.map(\.patient)) }
    return try vanishedPatients(files, named)
      + vanishedDiagnoses(files, rows[.diagnoses] ?? [])
      + vanishedCourses(files, rows[.treatments] ?? [])
      + vanishedScores(files, rows[.scores] ?? [])
  }

  /// Patients that an earlier file registered.
  ///
  /// One that was merged into another is none any more.
  private func vanishedPatients(
    _ files: [String], _ named: Set<String>
  ) throws -> [VanishedFact] {
    try file.read { reading in
      try files.flatMap { try reading.facts(.patient, importedFrom: Self.reason($0)) }
    }.filter { $0.owner == $0.patient && !named.contains($0.patient.text) }
      .map { VanishedFact(patient: $0.patient, what: "patient", variant: "", day: "") }
  }

  private func vanishedScores(_ files: [String], _ rows: [MappedRow]) throws -> [VanishedFact] {
    var left: Set<[String]> = []
    for row in rows {
      let measure = library.measure(Measure.ID(row.fields[2]))
      let variant = (try? measure?.canonicalVariant(row.fields[5])) ?? row.fields[5]
      left.insert([row.fields[0], row.fields[2], row.fields[1], variant])
    }
    let stored = try file.read { reading in
      try files.flatMap { try reading.scores(importedFrom: Self.reason($0)) }
    }
    return stored.filter { key in
      !left.contains([key.patient.text, key.measure.text, key.day.iso, key.variant])
    }.map {
      VanishedFact(
        patient: $0.patient, what: $0.measure.text, variant: $0.variant, day: $0.day.iso)
    }
  }

  private func vanishedDiagnoses(_ files: [String], _ rows: [MappedRow]) throws -> [VanishedFact] {
    try vanished(.diagnosis, files, rows) { reading, owner in
      try reading.diagnoses(of: owner).map {
        ($0.number, "diagnosis", $0.fact.disease.text, $0.fact.diagnosedGiven.text)
      }
    }
  }

  private func vanishedCourses(_ files: [String], _ rows: [MappedRow]) throws -> [VanishedFact] {
    try vanished(.course, files, rows) { reading, owner in
      try reading.courses(of: owner).map {
        ($0.number, "treatment", $0.fact.therapy.text, $0.fact.startGiven.text)
      }
    }
  }

  /// - Parameters:
  ///   - rows: they begin with patient, definition and day.
  ///   - facts: what a patient has of the kind.
  private func vanished(
    _ kind: Reading.ImportedKind, _ files: [String], _ rows: [MappedRow],
    _ facts: (Reading, Patient.ID) throws -> [(
      number: Int, kind: String, definition: String, day: String
    )]
  ) throws -> [VanishedFact] {
    let left = Set(rows.map { Array($0.fields[...2]) })
    return try file.read { reading in
      let stored = try files.flatMap { try reading.facts(kind, importedFrom: Self.reason($0)) }
      return try Dictionary(grouping: stored, by: \.owner).sorted { $0.key < $1.key }
        .flatMap { owner, imported in
          let recorded = Dictionary(
            imported.map { ($0.number, $0.patient) }, uniquingKeysWith: { first, _ in first })
          return try facts(reading, owner).compactMap { fact -> VanishedFact? in
            guard let patient = recorded[fact.number],
              !left.contains([patient.text, fact.definition, fact.day])
            else { return nil }
            return VanishedFact(
              patient: patient, what: "\(fact.kind) \(fact.definition)", variant: "",
              day: fact.day)
          }
        }
    }
  }

  /// What the reason of an import says of a file, before its hash.
  private static func reason(_ file: String) -> String { "file \(file), SHA-256 " }
}
