import Exchange
package import Outcomes
import Registry

/// A score, diagnosis or course that an earlier import of the same file stored, and that no row
/// brings any more.
package struct VanishedFact: Hashable, Sendable {
  package let patient: Patient.ID
  /// `mg-adl`, `diagnosis cidp`, `treatment ivig`.
  package let what: String
  package let variant: String
  /// As it was given; empty: no day was.
  package let day: String
}

extension Desk {
  /// What vanished from files of these names; none of it is withdrawn.
  func vanished(
    _ files: [String], now rows: [ImportLayout: [MappedRow]]
  ) throws -> [VanishedFact] {
    try vanishedDiagnoses(files, rows[.diagnoses] ?? [])
      + vanishedCourses(files, rows[.treatments] ?? [])
      + vanishedScores(files, rows[.scores] ?? [])
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
    let left = Set(rows.map { Array($0.fields[...2]) })
    return try file.read { reading in
      let stored = try files.flatMap {
        try reading.facts(.diagnosis, importedFrom: Self.reason($0))
      }
      return try Dictionary(grouping: stored, by: \.patient).sorted { $0.key < $1.key }
        .flatMap { patient, facts in
          let numbers = Set(facts.map(\.number))
          return try reading.diagnoses(of: patient).filter { numbers.contains($0.number) }
            .map(\.fact)
            .filter { !left.contains([patient.text, $0.disease.text, $0.diagnosedGiven.text]) }
            .map {
              VanishedFact(
                patient: patient, what: "diagnosis \($0.disease)", variant: "",
                day: $0.diagnosedGiven.text)
            }
        }
    }
  }

  private func vanishedCourses(_ files: [String], _ rows: [MappedRow]) throws -> [VanishedFact] {
    let left = Set(rows.map { Array($0.fields[...2]) })
    return try file.read { reading in
      let stored = try files.flatMap { try reading.facts(.course, importedFrom: Self.reason($0)) }
      return try Dictionary(grouping: stored, by: \.patient).sorted { $0.key < $1.key }
        .flatMap { patient, facts in
          let numbers = Set(facts.map(\.number))
          return try reading.courses(of: patient).filter { numbers.contains($0.number) }
            .map(\.fact)
            .filter { !left.contains([patient.text, $0.therapy.text, $0.startGiven.text]) }
            .map {
              VanishedFact(
                patient: patient, what: "treatment \($0.therapy)", variant: "",
                day: $0.startGiven.text)
            }
        }
    }
  }

  /// What the reason of an import says of a file, before its hash.
  private static func reason(_ file: String) -> String { "file \(file), SHA-256 " }
}
