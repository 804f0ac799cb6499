package import Outcomes

extension ClinicLists {
  /// How much waits in the lists; stands beside their names.
  package struct Counts: Hashable, Sendable {
    /// Patients with a red flag.
    package let red: Int
    /// Assessments whose day has passed.
    package let overdue: Int
    package let asOf: Day

    init(_ lists: ClinicLists, asOf: Day) {
      red = lists.choices.red
      overdue = lists.due.prefix { $0.dueOn < asOf }.count
      self.asOf = asOf
    }
  }
}
