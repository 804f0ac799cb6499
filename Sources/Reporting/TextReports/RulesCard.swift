internal import Outcomes

/// The program's own conventions as a table: `recheck measures show rules`.
package enum RulesCard {
  package static let title = "Conventions: the program's own figures"

  package static let table = Table(
    columns: [
      .init("id", "Name"), .init("value", "Value", .number), .init("unit", "Unit"),
      .init("reason", "Reason"), .init("mark", "Mark"), .init("row", "In response.md"),
    ],
    rows: Conventions.all.map { rule in
      [
        .text(rule.id), .plain(rule.value), .text(rule.unit), .text(rule.reason),
        .text(rule.verification.rawValue), .text(rule.row),
      ]
    })

  /// A page of text.
  package static var text: String {
    """
    \(title)

    Published figures stand in the definitions with their sources; these are ours.

    \(TextTable.draw(table, width: 100))
    """
  }
}
