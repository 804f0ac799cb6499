import Outcomes

/// How many patients of a pseudonymous file share what an outsider may know of them: diseases, sex and
/// ten years of age.
///
/// A person who is alone in such a group may be recognised without a name.
package struct SmallGroups: Sendable {
  private struct Group: Hashable {
    let diseases: [Disease.ID]
    let sex: Sex?
    /// At the first record; nil: not known.
    let tens: Int?
  }

  /// Groups of fewer are small.
  package static let fewest = 5

  private var groups: [Group: (patients: Int, rows: Int)] = [:]

  /// Counts a patient who has rows in the file.
  ///
  /// - Parameter rows: how many.
  mutating func add(_ record: PatientRecord, rows: Int) {
    guard rows > 0 else { return }
    let age = record.patient.birthDate.flatMap { born in
      record.firstDay.map { min(90, max(0, born.completedYears(on: $0))) }
    }
    let group = Group(
      diseases: Set(record.diagnoses.map(\.disease)).sorted(), sex: record.patient.sex,
      tens: age.map { $0 / 10 })
    let counts = groups[group] ?? (0, 0)
    groups[group] = (counts.patients + 1, counts.rows + rows)
  }

  /// Patients of the smallest group; nil: nobody is in the file.
  package var smallest: Int? { groups.values.map(\.patients).min() }
  package var rows: Int { groups.values.reduce(0) { $0 + $1.rows } }
  package var rowsInSmall: Int {
    groups.values.reduce(0) { $0 + ($1.patients < Self.fewest ? $1.rows : 0) }
  }

  /// What whoever hands the file on should know; nil: nobody is in it.
  package var words: String? {
    smallest.map { smallest in
      "Smallest group by disease, sex and ten-year age: "
        + "\(smallest) patient\(smallest == 1 ? "" : "s"). "
        + "\(rowsInSmall) of \(rows) rows are of groups of fewer than \(Self.fewest)."
    }
  }
}
