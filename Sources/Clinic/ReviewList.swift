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

/// The course of one measure in a list: all its values, the whole range of the instrument.
package struct LeadingMeasure: Sendable {
  package let label: String
  package let points: [(day: Day, value: Rational)]
  package let range: ClosedRange<Rational>
  package let direction: String
  /// No line is drawn across more days than these.
  package let longestGap: Int

  /// The first counted measure of the disease that was recorded; of several variants the one with the
  /// latest score.
  init?(of disease: Disease, in record: PatientRecord, library: Library) {
    for counted in disease.counted {
      guard let measure = library.measure(counted.measure) else { continue }
      let yardstick = Yardstick(measure: measure, counted: counted)
      let all = record.scores.filter { $0.measure == measure.id }
        .compactMap { score in yardstick.point(score).map { (score, $0.value) } }
        .sorted { ($0.0.day, $0.0.variant) < ($1.0.day, $1.0.variant) }
      guard let latest = all.last?.0 else { continue }
      let compared: String? =
        switch (counted.subscore, measure.comparison) {
        case (let id?, _): id
        case (nil, .subscore(let id)): id
        default: nil
        }
      let part = measure.subscores.first { $0.id == compared }
      label = Wording.label(measure, variant: latest.variant)
      points = all.filter { $0.0.variant == latest.variant }.map { (day: $0.0.day, value: $0.1) }
      range = part?.range ?? measure.range
      direction = Wording.direction(part?.direction ?? measure.direction)
      longestGap = (3 * disease.monitoringWeeks * 7 + 1) / 2
      return
    }
    return nil
  }
}

extension ReviewLine {
  /// Red before amber, then the longest open, then by patient.
  static func isMoreUrgent(_ a: ReviewLine, _ b: ReviewLine) -> Bool {
    (a.severity, a.since, a.patient.id) < (b.severity, b.since, b.patient.id)
  }

  init?(_ judged: PatientJudgement, library: Library) {
    guard let flag = judged.headline, let cells = ReviewTable.row(for: judged) else { return nil }
    let course = judged.course(of: flag)
    patient = judged.record.patient
    self.cells = cells
    severity = flag.severity
    since = flag.since
    let open = judged.openFlags
    kinds = Set(open.map(\.kind))
    let flagged = open.compactMap { judged.course(of: $0) }
    diseases = Set(flagged.compactMap { $0.disease?.id })
    therapies = Set(flagged.map(\.course.therapy))
    physician = judged.record.reviews.max { ($0.day, $0.entry) < ($1.day, $1.entry) }?.physician
    leading = course?.disease.flatMap {
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
