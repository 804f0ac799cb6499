import Outcomes
import Reporting

extension Definitions {
  /// `Measures/LIBRARY.md`: everything there is, with its verification state.
  ///
  /// Generated, and kept current by a test.
  ///
  /// - Parameter command: what makes it, as its first lines name it.
  package func libraryPage(madeBy command: String) -> String {
    let parts = [
      """
      # The library

      Made by `\(command)` from the definitions beside it; do not edit. Marks: `seen` read in the source,
      `secondary` read in a text that quotes it, `convention` a rule of ours, `unverified` no source read: such a figure never
      decides a response by default, and a window that rests on it says so where it is used.
      """,
      measuresPart, diseasesPart, notJudgedPart, therapiesPart, conventionsPart,
    ]
    return parts.joined(separator: "\n\n") + "\n"
  }

  private var measuresPart: String {
    var lines = [
      "## Measures (\(library.measures.count))", "",
      "| id | name | class | range | one meaningful change | worsening | statuses | form |",
      "|---|---|---|---|---|---|---|---|",
    ]
    for measure in library.measures.sorted(by: { $0.id < $1.id }) {
      let range =
        "\(measure.range.lowerBound.plain()) to \(measure.range.upperBound.plain()) \(measure.unit)"
      lines.append(
        row([
          "`\(measure.id)`", measure.name, measure.measureClass.rawValue, range,
          threshold(measure.improvementThreshold, measure),
          threshold(measure.worseningThreshold, measure),
          measure.statuses.map { "\($0.name) (\($0.evidence.verification.rawValue))" }.joined(
            separator: "; "),
          measure.licence.wording == .totalOnly ? "total only" : "own labels",
        ]))
    }
    return lines.joined(separator: "\n")
  }

  private var diseasesPart: String {
    let judged = library.diseases.filter(\.isJudged).sorted { $0.id < $1.id }
    var lines = [
      "## Diseases (\(judged.count))", "",
      "| id | name | judged by | criteria beside the verdict | monitoring | to reconsider |",
      "|---|---|---|---|---|---|",
    ]
    for disease in judged {
      let counted =
        (disease.composite.map { ["`\($0)`, else"] } ?? [])
        + disease.counted.map { counted in
          "`\(counted.measure)`" + (counted.subscore.map { " (\($0))" } ?? "")
        }
      let marks = Dictionary(grouping: disease.reconsider, by: \.evidence.verification.rawValue)
        .sorted { $0.key < $1.key }.map { "\($0.value.count) \($0.key)" }
      lines.append(
        row([
          "`\(disease.id)`", disease.name, counted.joined(separator: ", "),
          disease.criteria.map { "\($0.name) (\($0.evidence.verification.rawValue))" }.joined(
            separator: "; "),
          "every \(disease.monitoringWeeks) weeks (\(disease.monitoringEvidence.verification.rawValue))",
          marks.joined(separator: ", "),
        ]))
    }
    return lines.joined(separator: "\n")
  }

  private var notJudgedPart: String {
    let others = library.diseases.filter { !$0.isJudged }.sorted { $0.id < $1.id }
    let lines = [
      "## Diseases that are not judged (\(others.count))", "",
      "What a diagnosis can be revised to: scores are kept and shown, without a verdict.", "",
      "| id | name | group | codes | mark |", "|---|---|---|---|---|",
    ]
    let rows = others.map { disease in
      row([
        "`\(disease.id)`", disease.name, disease.group.rawValue,
        disease.codes.map { "\($0.system) \($0.code)" }.joined(separator: ", "),
        disease.monitoringEvidence.verification.rawValue,
      ])
    }
    return (lines + rows).joined(separator: "\n")
  }

  private var therapiesPart: String {
    var lines = [
      "## Therapies (\(library.therapies.count)) and their windows", "",
      "A trial without a mark is the deadline less the effect-duration; `0` is what is given once. A variant without a row "
        + "of its own has that of its parent.", "",
      "| therapy | disease | intent | first effect, assess by, deadline (weeks) | trial (weeks) | expected | respond | mark |",
      "|---|---|---|---|---|---|---|---|",
    ]
    for therapy in library.therapies.sorted(by: { $0.id < $1.id }) {
      if therapy.expectations.isEmpty {
        lines.append(row(["`\(therapy.id)`", "none", "", "", "", "not judged", "", ""]))
      }
      for expectation in therapy.expectations {
        lines.append(
          row([
            "`\(therapy.id)`", "`\(expectation.disease)`", expectation.intent?.rawValue ?? "any",
            "\(expectation.firstEffect.plain()), \(expectation.assessBy.plain()), \(expectation.deadline.plain())",
            trial(expectation, of: therapy), expectation.expected.rawValue,
            expectation.responseRate.map { "\($0.percent.plain()) %" } ?? "",
            expectation.evidence.verification.rawValue,
          ]))
      }
    }
    return lines.joined(separator: "\n")
  }

  private func trial(_ expectation: Expectation, of therapy: Therapy) -> String {
    if expectation.expected == .none { return "" }
    let weeks = expectation.trialWeeks(effectDays: therapy.effectDays).plain()
    return expectation.trial.map { "\(weeks) (\($0.evidence.verification.rawValue))" } ?? weeks
  }

  private var conventionsPart: String {
    let lines = [
      "## Conventions of the program (\(Conventions.all.count))", "",
      "| name | value | unit | reason | mark | in response.md |", "|---|---|---|---|---|---|",
    ]
    let rows = Conventions.all.map {
      row([
        "`\($0.id)`", $0.value.plain(), $0.unit, $0.reason, $0.verification.rawValue, $0.row,
      ])
    }
    return (lines + rows).joined(separator: "\n")
  }

  private func threshold(_ threshold: Threshold?, _ measure: Measure) -> String {
    threshold.map {
      "\(Wording.size($0, unit: measure.unit)) (\($0.evidence.verification.rawValue))"
    }
      ?? ""
  }

  private func row(_ cells: [String]) -> String {
    "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
  }
}
