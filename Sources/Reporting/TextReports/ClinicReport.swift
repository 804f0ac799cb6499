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
  /// Whose record is not judged, since its seals do not hold.
  package var notJudged: List?
  package var red: List?
  package var amber: List?
  package var due: List?
  /// Whom no score was recorded of for a year, although they are treated.
  package var notSeen: List?
  /// How far the list of what is due goes.
  package var until: String

  /// Lines of each list; together with their heads two pages.
  private static let (mostRed, mostAmber, mostDue, mostNotSeen) = (36, 20, 24, 12)
  private static let mostNotJudged = 12

  package init(_ entries: Entries) {
    let asOf = entries.asOf
    self.asOf = asOf.iso
    until = entries.end.iso
    let counted =
      "\(Wording.counted(entries.patients, "patient")), \(entries.onTreatment) on "
      + "treatment; to review: \(entries.red.count) red, \(entries.amber.count) amber; "
      + "\(entries.overdue) overdue, \(entries.due.count - entries.overdue) due; "
      + "\(entries.notSeen.count) not seen for a year"
      + (entries.notJudged.isEmpty ? "." : "; \(entries.notJudged.count) not judged.")
    counts = ReportLine.paragraph(counted).printed
    notJudged = Self.list(
      entries.notJudged.prefix(Self.mostNotJudged).map { patient in
        [.text(Self.name(of: patient, width: 40)), Cell(patient.physician)]
      }, of: entries.notJudged.count, Self.notJudgedColumns, "in the review list")
    red = Self.list(
      entries.red.values.map(\.cells), of: entries.red.count, Self.questionColumns,
      "in the review list")
    amber = Self.list(
      entries.amber.values.map(\.cells), of: entries.amber.count, Self.questionColumns,
      "in the review list")
    due = Self.list(
      entries.due.values.map(\.cells), of: entries.due.count, Self.dueColumns,
      "in the list of what is due")
    notSeen = Self.list(
      entries.notSeen.values.map(\.cells), of: entries.notSeen.count, Self.notSeenColumns,
      "whose last score is as old")
  }

  /// What the report needs of a clinic of any size: as much as it shows, and counts.
  package struct Entries {
    let asOf: Day
    /// What is due until then is listed.
    let end: Day
    let notJudged: [Patient]
    private(set) var patients = 0
    private(set) var onTreatment = 0
    private(set) var overdue = 0
    private(set) var red = Foremost<Question>(mostRed, Question.isBefore)
    private(set) var amber = Foremost<Question>(mostAmber, Question.isBefore)
    private(set) var due = Foremost<Due>(mostDue) {
      ($0.on, $0.patient, $0.why) < ($1.on, $1.patient, $1.why)
    }
    private(set) var notSeen: Foremost<NotSeen>

    package init(asOf: Day, notJudged: [Patient] = []) {
      self.asOf = asOf
      self.notJudged = notJudged
      end = asOf.monday + 13
      notSeen = Foremost(mostNotSeen) {
        ($0.last ?? asOf, $0.patient) < ($1.last ?? asOf, $1.patient)
      }
    }

    package mutating func add(_ entry: Entry) {
      patients += 1
      if entry.isOnTreatment { onTreatment += 1 }
      if let question = entry.question {
        if question.severity == .red { red.add(question) }
        if question.severity == .amber { amber.add(question) }
      }
      for visit in entry.due where visit.on <= end {
        due.add(visit)
        if visit.on < asOf { overdue += 1 }
      }
      if let away = entry.notSeen, away.isLong(asOf: asOf) { notSeen.add(away) }
    }
  }

  /// The beginning of the review list, and how many patients stand in it.
  package struct ReviewInShort {
    private var questions: Foremost<Question>

    /// - Parameter most: how many patients it shows.
    package init(_ most: Int) { questions = Foremost(most, Question.isBefore) }

    package mutating func add(_ entry: Entry) {
      if let question = entry.question { questions.add(question) }
    }

    package var text: String { draw(questions.values.map(\.cells), questionColumns) }
    package var patients: [Patient.ID] { questions.values.map(\.patient) }
    package var count: Int { questions.count }
  }

  private static let questionColumns: [Table.Column] = [
    .init("patient", "Patient"), .init("question", "To look at"), .init("last", "Last score"),
  ]
  private static let notJudgedColumns: [Table.Column] = [
    .init("patient", "Patient"), .init("physician", "Responsible"),
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
    _ rows: [[Cell]], of all: Int, _ columns: [Table.Column], _ place: String
  ) -> List? {
    guard !rows.isEmpty else { return nil }
    return List(
      table: draw(rows, columns).trimmingLastNewline,
      more: all > rows.count ? "and \(all - rows.count) more \(place)" : nil)
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

  private static let cutKeys: Set<String> = ["question", "why", "treated", "physician"]
}
