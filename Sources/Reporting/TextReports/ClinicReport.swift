package import Outcomes

/// The view of `text/clinic.mustache`: what a morning meeting needs, on two pages.
package struct ClinicReport: Sendable {
  /// A list that is cut where it would be too long.
  package struct List: Sendable {
    package var table: String
    /// `and 43 more in the review list`; nil where nothing was cut.
    package var more: String?
  }

  package var asOf: String
  /// Patients, how many are on treatment, and how many stand in each of the lists.
  package var counts: String
  package var red: List?
  package var amber: List?
  package var due: List?
  /// Whom no score was recorded of for a year, although they are treated.
  package var notSeen: List?
  /// How far the list of what is due goes.
  package var until: String

  /// Lines of each list; together with their heads two pages.
  private static let (mostRed, mostAmber, mostDue, mostNotSeen) = (36, 20, 24, 12)

  package init(_ entries: [Entry], asOf: Day) {
    self.asOf = asOf.iso
    let end = asOf.monday + 13
    until = end.iso
    let questions = Self.sorted(entries)
    let (reds, ambers) = (
      questions.filter { $0.severity == .red }, questions.filter { $0.severity == .amber }
    )
    let visits = entries.flatMap(\.due).filter { $0.on <= end }
      .sorted { ($0.on, $0.patient, $0.why) < ($1.on, $1.patient, $1.why) }
    let away = entries.compactMap(\.notSeen).filter { $0.isLong(asOf: asOf) }
      .sorted { ($0.last ?? asOf, $0.patient) < ($1.last ?? asOf, $1.patient) }
    let overdue = visits.count { $0.on < asOf }
    let counted =
      "\(Wording.counted(entries.count, "patient")), \(entries.count(where: \.isOnTreatment)) on "
      + "treatment; to review: \(reds.count) red, \(ambers.count) amber; "
      + "\(overdue) overdue, \(visits.count - overdue) due; \(away.count) not seen for a year."
    counts = ReportLine.paragraph(counted).printed
    red = Self.list(reds.map(\.cells), Self.questionColumns, Self.mostRed, "in the review list")
    amber = Self.list(
      ambers.map(\.cells), Self.questionColumns, Self.mostAmber, "in the review list")
    due = Self.list(
      visits.map(\.cells), Self.dueColumns, Self.mostDue, "in the list of what is due")
    notSeen = Self.list(
      away.map(\.cells), Self.notSeenColumns, Self.mostNotSeen, "whose last score is as old")
  }

  /// The beginning of the review list as a table, whose patients it shows, and how many there are.
  package static func reviewInShort(
    _ entries: [Entry], _ most: Int
  ) -> (text: String, patients: [Patient.ID], count: Int) {
    let questions = sorted(entries)
    let shown = questions.prefix(most)
    return (draw(shown.map(\.cells), questionColumns), shown.map(\.patient), questions.count)
  }

  private static func sorted(_ entries: [Entry]) -> [Question] {
    entries.compactMap(\.question).sorted {
      ReviewTable.isMoreUrgent(($0.urgency, $0.patient), ($1.urgency, $1.patient))
    }
  }

  private static let questionColumns: [Table.Column] = [
    .init("patient", "Patient"), .init("question", "To look at"), .init("last", "Last score"),
  ]
  private static let dueColumns: [Table.Column] = [
    .init("due_on", "Due on"), .init("patient", "Patient"), .init("why", "For"),
    .init("latest", "At the latest"),
  ]
  private static let notSeenColumns: [Table.Column] = [
    .init("last", "Last score"), .init("patient", "Patient"), .init("treated", "Treated for"),
  ]

  /// nil without rows.
  private static func list(
    _ rows: [[Cell]], _ columns: [Table.Column], _ most: Int, _ place: String
  ) -> List? {
    guard !rows.isEmpty else { return nil }
    return List(
      table: draw(Array(rows.prefix(most)), columns).trimmingLastNewline,
      more: rows.count > most ? "and \(rows.count - most) more \(place)" : nil)
  }

  /// One line per row: the column that says what it is about is cut to what the others leave.
  private static func draw(_ rows: [[Cell]], _ columns: [Table.Column]) -> String {
    let flexible = columns.firstIndex { cutKeys.contains($0.key) } ?? 0
    let others = columns.indices.filter { $0 != flexible }.map { position in
      max(
        columns[position].title.displayWidth,
        rows.map { $0[position].text.displayWidth }.max() ?? 0)
    }
    let width = ReportLine.width - others.reduce(0, +) - 2 * (columns.count - 1)
    let cut = rows.map { row in
      row.indices.map { $0 == flexible ? .text(row[$0].text.cut(to: width)) : row[$0] }
    }
    return TextTable.draw(Table(columns: columns, rows: cut), width: ReportLine.width)
  }

  private static let cutKeys: Set<String> = ["question", "why", "treated"]
}
