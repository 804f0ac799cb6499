package import Outcomes
import Registry
package import Reporting

/// One patient in the review list, with what its line shows beside the table's cells.
package struct ReviewLine: Sendable {
  package let patient: Patient
  /// The row of ``ReviewTable``: the same words as `recheck review`.
  package let cells: [Cell]
  package let severity: Severity
  package let since: Day
  package let urgency: FlagUrgency
  package let kinds: Set<FlagKind>
  package let diseases: Set<Disease.ID>
  package let therapies: Set<Therapy.ID>
  /// Who reviewed the patient last; nil: nobody yet.
  package let physician: String?
  /// The counted measure with the latest score.
  package let leading: LeadingMeasure?

  package func text(_ key: String) -> String {
    ReviewTable.columns.firstIndex { $0.key == key }.map { cells[$0].text } ?? ""
  }
}

extension ReviewLine {
  /// In the order of response.md section 6, then by patient.
  static func isMoreUrgent(_ a: ReviewLine, _ b: ReviewLine) -> Bool {
    (a.urgency, a.patient.id) < (b.urgency, b.patient.id)
  }

  init?(_ judged: PatientJudgement, library: Library) {
    guard let flag = judged.headline, let cells = ReviewTable.row(for: judged) else { return nil }
    let course = judged.course(of: flag)
    patient = judged.record.patient
    self.cells = cells
    severity = flag.severity
    since = flag.since
    urgency = flag.urgency
    let open = judged.openFlags
    kinds = Set(open.map(\.kind))
    let flagged = open.compactMap { judged.course(of: $0) }
    diseases = Set(
      flagged.compactMap { $0.disease?.id }
        + open.compactMap { judged.diagnosis(of: $0)?.disease.id })
    therapies = Set(flagged.map(\.course.therapy))
    physician = judged.record.reviews.max { ($0.day, $0.entry) < ($1.day, $1.entry) }?.physician
    leading = (course?.disease ?? judged.diagnosis(of: flag)?.disease).flatMap {
      LeadingMeasure(of: $0, in: judged.record, library: library)
    }
  }
}

/// What occurs in a review list, to choose from.
package struct ReviewChoices: Sendable {
  package let diseases: [Disease.ID]
  package let therapies: [Therapy.ID]
  package let kinds: [FlagKind]
  package let physicians: [String]
  /// How many lines are red; the others are amber.
  package let red: Int

  init(_ lines: [ReviewLine]) {
    var diseases: Set<Disease.ID> = []
    var therapies: Set<Therapy.ID> = []
    var kinds: Set<FlagKind> = []
    var physicians: Set<String> = []
    var red = 0
    for line in lines {
      diseases.formUnion(line.diseases)
      therapies.formUnion(line.therapies)
      kinds.formUnion(line.kinds)
      if let physician = line.physician { physicians.insert(physician) }
      if line.severity == .red { red += 1 }
    }
    self.diseases = diseases.sorted()
    self.therapies = therapies.sorted()
    self.kinds = FlagKind.allCases.filter(kinds.contains)
    self.physicians = physicians.sorted()
    self.red = red
  }
}

extension Desk {
  /// The physician's list: one row per patient with an open red or amber flag, the most urgent first.
  ///
  /// - Parameters:
  ///   - list: in its place what needs a visit, or patients of whom there are notes alone.
  ///   - selection: which patients.
  package func reviewTable(
    _ list: ReviewTable.List = .review, of selection: ReviewSelection = ReviewSelection()
  ) throws -> DrawnTable {
    var lines: [ReviewTableLine] = []
    try forEachRecord { record in
      let judged = library.judge(record, asOf: asOf)
      if selection.holds(judged), let line = ReviewTable.line(for: judged, on: list) {
        lines.append(line)
      }
    }
    return DrawnTable(
      Table(columns: ReviewTable.columns, rows: ReviewTable.sorted(lines)),
      textKeys: ReviewTable.textKeys)
  }
}
