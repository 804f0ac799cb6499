package import Outcomes
import Registry
package import Reporting

extension Desk {
  /// The register, or those whose identifier or name contains a text.
  package func patientTable(matching text: String = "") throws -> DrawnTable {
    let patients = try patients(matching: text)
    return DrawnTable(
      Table(
        columns: ExportLayout.patients.fixedColumns,
        rows: patients.map(\.cells)))
  }

  /// What is recorded about a patient: diagnoses, courses, scores with their numbers.
  ///
  /// Each has its version, by which a later change says what it was made from.
  ///
  /// - Parameters:
  ///   - width: how many columns a terminal shows.
  ///   - look: of the parts of a table.
  package func patientCard(
    _ id: Patient.ID, width: Int = TextTable.usualWidth, look: TextTable.Look? = nil
  ) throws -> String {
    let section = { (title: String, columns: [String], rows: [[Cell]], none: String) in
      Self.section(title, columns, rows, none: none) {
        TextTable.draw($0, width: width, look: look)
      }
    }
    // Before what is shown: a change in between is then refused, never overlooked.
    let versions = try versions(of: id)
    let record = try record(of: id)
    let patient = record.patient
    var parts = [
      patient.line + ", "
        + (patient.sex?.rawValue ?? "sex not recorded") + " (version \(versions.particulars))"
    ]
    if let physician = patient.physician { parts[0] += "\nResponsible: \(physician)" }
    if patient.id != id { parts[0] += "\n(\(id) was merged into \(patient.id).)" }
    let diagnoses = record.diagnoses.map { $0.listed(version: versions.diagnosis($0)) }
    parts.append(
      section("Diagnoses", Diagnosis.listed, diagnoses, "No diagnosis is recorded."))
    let reasons = record.courses.contains { $0.stopReason != nil }
    let courses = record.courses.map {
      $0.listed(version: versions.course($0), reasons: reasons)
    }
    parts.append(
      section(
        "Treatments", TreatmentCourse.listed(reasons: reasons), courses,
        "No treatment is recorded."))
    let series = library.judgeCourses(record, asOf: asOf).filter(\.isSeries)
    if !series.isEmpty {
      let lines = series.map {
        "\(Wording.treatment($0)), \(TreatmentText.period($0)). "
          + "\(Wording.verdict($0).firstLetterRaised)."
      }
      parts.append("Judged as one\n" + lines.joined(separator: "\n"))
    }
    let scores = record.scores.sorted {
      ($0.day, $0.measure, $0.variant) < ($1.day, $1.measure, $1.variant)
    }
    .map { score -> [Cell] in
      let measure = library.measure(score.measure)
      let shown =
        measure?.shown(total: score.total, answers: score.answers) ?? score.total?.plain() ?? ""
      let value = shown.isEmpty ? "no total" : Wording.marked(shown, score)
      return [
        .integer(score.number), Cell(versions.score(score)), .day(score.day),
        .text(measure?.short ?? score.measure.text),
        .text(score.variant), .text(value), .text(score.answers.replacing(",", with: " ")),
      ]
    }
    parts.append(
      section(
        "Scores", ["Number", "Version", "Date", "Measure", "Variant", "Total", "Answers"], scores,
        "No score is recorded."))
    return parts.joined(separator: "\n\n")
  }

  private static func section(
    _ title: String, _ columns: [String], _ rows: [[Cell]], none: String, draw: (Table) -> String
  ) -> String {
    guard !rows.isEmpty else { return "\(title)\n\(none)" }
    let table = Table(
      columns: columns.map {
        .init($0, $0, $0 == "Number" || $0 == "Version" ? .number : .text)
      }, rows: rows)
    return "\(title)\n" + draw(table).trimmingLastNewline
  }
}
