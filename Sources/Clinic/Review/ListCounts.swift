package import Outcomes

extension ClinicLists {
  /// How much waits in the lists; stands beside their names.
  package struct Counts: Hashable, Sendable {
    /// Patients with a red flag.
    package let red: Int
    /// Visits whose day has passed, as the page of what is due counts them.
    package let overdue: Int
    package let asOf: Day

    init(_ lists: ClinicLists, asOf: Day) {
      red = lists.choices.red
      overdue = lists.visits(before: asOf)
      self.asOf = asOf
    }
  }
}
