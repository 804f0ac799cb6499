import GRDB
package import Outcomes

/// Which definitions a clinic file speaks of.
package struct RecordedNames: Hashable, Sendable {
  package var measures: Set<Measure.ID>
  package var diseases: Set<Disease.ID>
  package var therapies: Set<Therapy.ID>
}

extension Reading {
  /// The measures, diseases and therapies that are recorded of any patient.
  package func recordedNames() throws -> RecordedNames {
    func names(_ column: String, _ table: String) throws -> Set<String> {
      try String.fetchSet(database, sql: "SELECT DISTINCT \(column) FROM \(table)")
    }
    return RecordedNames(
      measures: Set(try names("name", "definition").map { Measure.ID($0) }),
      diseases: Set(try names("disease", "diagnosis WHERE current = 1").map { Disease.ID($0) }),
      therapies: Set(try names("therapy", "course WHERE current = 1").map { Therapy.ID($0) }))
  }
}
