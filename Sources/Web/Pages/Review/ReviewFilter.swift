import Clinic
import Outcomes
import Reporting

/// Which lines of the review list are shown; an empty text lets all through.
struct ReviewFilter {
  let disease: String
  let therapy: String
  let flag: String
  let physician: String

  /// Stands for patients whom nobody has reviewed yet.
  private static let nobody = "-"

  init(_ query: FormFields) {
    disease = query["disease"]
    therapy = query["therapy"]
    flag = query["flag"]
    physician = query["physician"]
  }

  var isActive: Bool { !(disease + therapy + flag + physician).isEmpty }

  func holds(_ line: ReviewLine) -> Bool {
    (disease.isEmpty || line.diseases.contains(Disease.ID(disease)))
      && (therapy.isEmpty || line.therapies.contains(Therapy.ID(therapy)))
      && (flag.isEmpty || line.kinds.contains { $0.rawValue == flag })
      && (physician.isEmpty || (line.physician ?? Self.nobody) == physician)
  }

  /// The filters with the values that occur in the list.
  func fields(_ choices: ReviewChoices, _ library: Library) -> [ChoiceField] {
    [
      field(
        "disease", "Disease", disease,
        choices.diseases.map { ($0.text, library.disease($0)?.short ?? $0.text) }),
      field(
        "therapy", "Therapy", therapy,
        choices.therapies.map { ($0.text, library.therapy($0)?.short ?? $0.text) }),
      field("flag", "Flag", flag, choices.kinds.map { ($0.rawValue, Wording.phrase($0)) }),
      field(
        "physician", "Reviewed last by", physician,
        [(Self.nobody, "nobody yet")] + choices.physicians.map { ($0, $0) }),
    ]
  }

  private func field(
    _ id: String, _ label: String, _ chosen: String, _ choices: [(String, String)]
  ) -> ChoiceField {
    ChoiceField(
      id, label, FormProblems(),
      [Choice("", "all", chosen: chosen.isEmpty)]
        + choices.map { Choice($0.0, $0.1, chosen: $0.0 == chosen) })
  }

  func query(page: Int) -> String {
    var parts: [String] = []
    let values = [
      ("disease", disease), ("therapy", therapy), ("flag", flag), ("physician", physician),
    ]
    for (name, value) in values where !value.isEmpty {
      parts.append(name + "=" + FormFields.encode(value))
    }
    parts.append("page=\(page)")
    return parts.joined(separator: "&")
  }
}
