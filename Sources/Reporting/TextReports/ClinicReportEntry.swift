package import Outcomes

extension ClinicReport {
  /// What the report keeps of one patient: each line fits a page of 80 characters.
  package struct Entry: Sendable {
    let question: Question?
    let due: [Due]
    let notSeen: NotSeen?
    let isOnTreatment: Bool

    package init(_ judged: PatientJudgement) {
      let record = judged.record
      let last = record.scores.map(\.day).max()
      isOnTreatment = judged.courses.contains { $0.course.stop == nil }
      question = Question(judged, last: last)
      due = judged.courses.compactMap { Due($0, of: record.patient) }
      notSeen = NotSeen(judged, last: last)
    }
  }

  /// The headline of a patient's flags.
  struct Question: Sendable {
    let severity: Severity
    let urgency: FlagUrgency
    let patient: Patient.ID
    let cells: [Cell]

    /// As in the review list.
    static func isBefore(_ a: Question, _ b: Question) -> Bool {
      ReviewTable.isMoreUrgent((a.urgency, a.patient), (b.urgency, b.patient))
    }

    init?(_ judged: PatientJudgement, last: Day?) {
      guard let flag = judged.headline else { return nil }
      severity = flag.severity
      urgency = flag.urgency
      patient = judged.record.patient.id
      let course = judged.course(of: flag)
      let disease = course?.disease?.short ?? judged.diagnosis(of: flag)?.disease.short
      let about = [disease, course.map { Wording.therapy($0.course, $0.therapy) }]
        .compactMap(\.self).joined(separator: ", ")
      let phrase = Wording.phrase(flag.kind)
      let isNew = if case .reopened = flag.status { ", again" } else { "" }
      cells = [
        .text(ClinicReport.name(of: judged.record.patient, width: 26)),
        .text((about.isEmpty ? "" : "\(about): ") + phrase + isNew),
        .text(last?.iso ?? "none"),
      ]
    }
  }

  /// An assessment that a running course needs.
  struct Due: Sendable {
    let on: Day
    let patient: Patient.ID
    let why: String
    let cells: [Cell]

    init?(_ judged: CourseJudgement, of patient: Patient) {
      guard let due = judged.due else { return nil }
      on = due.on
      self.patient = patient.id
      why = DueWords.why(due.reason, Wording.therapy(judged.course, judged.therapy))
      cells = [
        .day(due.on), .text(ClinicReport.name(of: patient, width: 26)),
        .text("\(judged.disease.map { "\($0.short), " } ?? "")\(why)"),
        .day(due.latest),
      ]
    }
  }

  /// Somebody who is treated.
  struct NotSeen: Sendable {
    let last: Day?
    let patient: Patient.ID
    let cells: [Cell]
    private let begun: Day

    /// nil where no judged course runs.
    init?(_ judged: PatientJudgement, last: Day?) {
      let running = judged.courses.filter { $0.course.stop == nil && $0.verdict != .notJudged }
      guard let first = running.map(\.course.start).min() else { return nil }
      self.last = last
      patient = judged.record.patient.id
      begun = first
      cells = [
        .text(last?.iso ?? "none"), .text(ClinicReport.name(of: judged.record.patient, width: 30)),
        .text(running.map { Wording.treatment($0) }.uniqued.joined(separator: ", ")),
      ]
    }

    /// Without a score for a year.
    func isLong(asOf: Day) -> Bool { asOf - max(last ?? begun, begun) > Conventions.pastDays }
  }

  /// `Łukasik, Tove (N210005)`, the name cut where there is no room; the identifier never is.
  static func name(of patient: Patient, width: Int) -> String {
    let id = patient.id.text
    guard !patient.listName.isEmpty else { return id }
    return patient.listName.cut(to: max(4, width - id.displayWidth - 3)) + " (\(id))"
  }
}

extension String {
  /// At most so wide; what is longer ends in an ellipsis.
  func cut(to width: Int) -> String {
    displayWidth > width ? Substring(self).head(width - 1).withoutTrailingBlanks + "…" : self
  }
}
