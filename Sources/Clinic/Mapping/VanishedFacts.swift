import Exchange
package import Outcomes
import Registry

/// A score or course that an earlier import of the same file stored, and that no row brings any more.
package struct VanishedFact: Hashable, Sendable {
  package let patient: Patient.ID
  /// `mg-adl`, `ivig`.
  package let what: String
  package let variant: String
  package let day: Day
}

extension Desk {
  /// What vanished from files of these names; none of it is withdrawn.
  func vanished(_ files: [String], now rows: [MappedRow]) throws -> [VanishedFact] {
    var left: Set<[String]> = []
    for row in rows {
      let measure = library.measure(Measure.ID(row.fields[2]))
      let variant = (try? measure?.canonicalVariant(row.fields[5])) ?? row.fields[5]
      left.insert([row.fields[0], row.fields[2], row.fields[1], variant])
    }
    let stored = try file.read { reading in
      try files.flatMap { try reading.scores(importedFrom: "file \($0), SHA-256 ") }
    }
    return stored.filter { key in
      !left.contains([key.patient.text, key.measure.text, key.day.iso, key.variant])
    }.map {
      VanishedFact(patient: $0.patient, what: $0.measure.text, variant: $0.variant, day: $0.day)
    }
  }
}
