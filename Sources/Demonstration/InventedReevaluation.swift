import Outcomes

/// What was ruled out, asked for and found in invented patients.
struct InventedReevaluation {
  /// Days before the end of it.
  typealias Step = (row: String, state: Consideration.State, daysBefore: Int, note: String)

  let steps: [Step]

  /// Begun after a second drug without a response: some rows are left.
  static let halfDone: [String: InventedReevaluation] = [
    "cidp": InventedReevaluation(steps: [
      ("missed-doses", .excluded, 49, "infusion diary complete"),
      ("damage", .requested, 49, "nerve conduction study"),
      ("autoimmune-nodopathy", .requested, 49, ""),
      (
        "autoimmune-nodopathy", .excluded, 21,
        "NF155, CNTN1 and Caspr1 negative by cell-based assay"
      ),
      ("poems", .excluded, 21, "VEGF, free light chains and immunofixation normal"),
      ("hattr", .requested, 21, "transthyretin gene sent"),
      ("al-amyloidosis", .open, 21, ""),
      ("conduction studies of the relatives", .requested, 21, "a brother with pes cavus"),
    ])
  ]

  /// Ended with another diagnosis.
  static let hereditaryAmyloidosis = InventedReevaluation(steps: [
    ("autoimmune-nodopathy", .excluded, 60, "NF155, CNTN1 and Caspr1 negative"),
    ("poems", .excluded, 60, "VEGF and free light chains normal"),
    ("hattr", .requested, 60, "an uncle with a pacemaker; gene sent"),
    ("hattr", .confirmed, 0, "Val50Met"),
  ])

  /// - Parameter last: the day on which the latest was said.
  func considerations(of disease: Disease.ID, until last: Day) -> [Consideration] {
    steps.map { step in
      Consideration(
        disease: disease, row: step.row, state: step.state, day: last - step.daysBefore,
        author: "Dr Example", note: step.note)
    }
  }
}
