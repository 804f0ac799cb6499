package import Outcomes
import Registry
package import Reporting

extension Desk {
  /// Everything about a patient that was changed or withdrawn after it was entered: who, when, what
  /// it was before and is now, and why.
  ///
  /// The latest first.
  package func corrections(of id: Patient.ID) throws -> Table {
    let lines = try file.read { reading in
      try Self.changes("particulars", reading.history(ofPatient: id)) { Self.text($0) }
        + reading.changed(.diagnosis, of: id).flatMap {
          try Self.changes("diagnosis", reading.history(ofDiagnosis: $0)) { self.text($0) }
        }
        + reading.changed(.course, of: id).flatMap {
          try Self.changes("treatment", reading.history(ofCourse: $0)) { self.text($0) }
        }
        + reading.changed(.score, of: id).flatMap {
          try Self.changes("score \($0)", reading.history(ofScore: $0)) { self.text($0) }
        }
    }
    return Table(
      columns: [
        .init("instant", "When (UTC)"), .init("author", "Who"), .init("what", "What"),
        .init("before", "Before"), .init("after", "After"), .init("reason", "Why"),
      ],
      rows: lines.sorted { $0.instant > $1.instant }.map(\.cells))
  }

  /// Which identifiers were put together with a patient's, when, by whom and why.
  package func merges(into id: Patient.ID) throws -> [(patient: Patient.ID, cells: [Cell])] {
    try file.read { try $0.merges(into: id) }.map { merge in
      (
        merge.patient,
        [
          .text(merge.patient.text), .text(Self.instant(merge.instant)), .text(merge.author),
          .text(merge.reason),
        ]
      )
    }
  }

  /// Every version of one score, the first one first.
  package func history(ofScore number: Int) throws -> Table {
    let versions = try file.read { try $0.history(ofScore: number) }
    return Table(
      columns: [
        .init("version", "Version", .number), .init("instant", "When (UTC)"),
        .init("author", "Who"),
        .init("value", "Value"), .init("reason", "Why"),
      ],
      rows: versions.map {
        [
          .integer($0.version), .text(Self.instant($0.instant)), .text($0.author),
          .text(text($0.fact)), .text($0.reason),
        ]
      })
  }

  private struct Change {
    var instant: String
    var cells: [Cell]
  }

  private static func changes<Fact>(
    _ what: String, _ versions: [FactVersion<Fact>], _ text: (Fact) -> String
  ) -> [Change] {
    zip(versions, versions.dropFirst()).map { before, after in
      let now = after.status == .withdrawn ? "withdrawn: entered in error" : text(after.fact)
      return Change(
        instant: after.instant,
        cells: [
          .text(instant(after.instant)), .text(after.author), .text(what),
          .text(text(before.fact)), .text(now), .text(after.reason),
        ])
    }
  }

  /// `2026-03-12T14:03:22.123Z` as `2026-03-12 14:03:22`.
  private static func instant(_ text: String) -> String {
    String(text.prefix(19)).split(separator: "T").joined(separator: " ")
  }

  private static func text(_ patient: Patient) -> String {
    [
      patient.familyName, patient.givenName, patient.bornGiven.map { "born \($0.text)" } ?? "",
      patient.sex?.rawValue ?? "", patient.physician.map { "responsible: \($0)" } ?? "",
    ].filter { !$0.isEmpty }.joined(separator: ", ")
  }

  private func text(_ diagnosis: Diagnosis) -> String {
    TreatmentText.diagnosis(diagnosis, library)
  }

  private func text(_ course: TreatmentCourse) -> String {
    TreatmentText.entered(course, library)
  }

  /// `MG-ADL 6 on 2026-03-12: Talking 1, Chewing 0, ...`.
  private func text(_ recorded: RecordedScore) -> String {
    let score = recorded.score
    guard let measure = library.measure(score.measure) else { return score.measure.text }
    let answers = measure.answers(of: score)
    let given = zip(measure.fields, answers.slots).compactMap { field, answer in
      answer.map { "\(field.label) \($0.text)" }
    }
    let total = score.total?.plain() ?? "no total"
    if score.isTotalOnly, given.isEmpty {
      return "\(Wording.label(measure, variant: score.variant)) \(total) on \(score.day)"
        + " (\(Wording.totalOnly))"
    }
    return "\(Wording.label(measure, variant: score.variant)) \(total) on \(score.day): "
      + given.joined(separator: ", ")
  }
}
