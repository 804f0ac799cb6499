internal import Outcomes

/// The program's own conventions, for reading: `recheck measures show rules`.
package enum RulesCard {
  /// A page of text.
  package static var text: String {
    """
    Conventions: the program's own figures

    Published figures stand in the definitions with their sources. These are ours, each marked as a
    convention; the last column names the section and row of response.md.

    \(TextTable.draw(table, width: 100))
    """
  }

  private static var table: Table {
    Table(
      columns: [
        .init("id", "Name"), .init("value", "Value"), .init("reason", "Reason"),
        .init("row", "Row"),
      ],
      rows: Conventions.all.map { rule in
        [
          .text(rule.id), .text("\(rule.value.plain()) \(rule.unit)"), .text(rule.reason),
          .text(rule.row),
        ]
      })
  }
}
