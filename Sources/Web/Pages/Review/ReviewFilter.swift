import Clinic
import Outcomes
import Reporting

/// Which lines of the review list are shown; an empty text lets all through.
struct ReviewFilter: Sendable {
  static let fields: Set<String> = ["disease", "therapy", "flag", "physician", "show"]

  /// What a chip lets through.
  enum Show: String, CaseIterable, Sendable {
    case red, amber, new, mine
  }

  let disease: String
  let therapy: String
  let flag: String
  let physician: String
  /// nil: all.
  let show: Show?

  /// Stands for patients whom nobody has reviewed yet.
  private static let nobody = "-"

  init(_ query: FormFields) {
    disease = query["disease"]
    therapy = query["therapy"]
    flag = query["flag"]
    physician = query["physician"]
    show = Show(rawValue: query["show"])
  }

  private init(_ other: ReviewFilter, show: Show?) {
    disease = other.disease
    therapy = other.therapy
    flag = other.flag
    physician = other.physician
    self.show = show
  }

  func showing(_ show: Show?) -> ReviewFilter { ReviewFilter(self, show: show) }

  var isActive: Bool { !text.isEmpty }

  /// Whether a line passes the selects; the chips are another matter.
  func holds(_ line: ReviewLine) -> Bool {
    (disease.isEmpty || line.diseases.contains(Disease.ID(disease)))
      && (therapy.isEmpty || line.therapies.contains(Therapy.ID(therapy)))
      && (flag.isEmpty || line.kinds.contains { $0.rawValue == flag })
      && (physician.isEmpty || (line.physician ?? Self.nobody) == physician)
  }

  /// The selects with the values that occur in the list.
  func fields(_ choices: ReviewChoices, _ library: Library) -> [ChoiceField] {
    [
      field(
        "disease", "Disease", "Every disease", disease,
        choices.diseases.map { ($0.text, library.disease($0)?.short ?? $0.text) }),
      field(
        "therapy", "Therapy", "Every therapy", therapy,
        choices.therapies.map { ($0.text, library.therapy($0)?.short ?? $0.text) }),
      field(
        "flag", "Reason", "Every reason", flag,
        choices.kinds.map { ($0.rawValue, Wording.phrase($0)) }),
      field(
        "physician", "Reviewed last by", "Reviewed by anybody", physician,
        [(Self.nobody, "reviewed by nobody")] + choices.physicians.map { ($0, $0) }),
    ]
  }

  private func field(
    _ id: String, _ label: String, _ all: String, _ chosen: String, _ choices: [(String, String)]
  ) -> ChoiceField {
    ChoiceField(
      id, label, FormProblems(),
      [Choice("", all, chosen: chosen.isEmpty)]
        + choices.map { Choice($0.0, $0.1, chosen: $0.0 == chosen) })
  }

  /// As an address carries it; empty where all is shown.
  var text: String {
    let values = [
      ("disease", disease), ("therapy", therapy), ("flag", flag), ("physician", physician),
      ("show", show?.rawValue ?? ""),
    ]
    return values.filter { !$0.1.isEmpty }.map { $0.0 + "=" + FormFields.encode($0.1) }
      .joined(separator: "&")
  }

  /// The list as it is filtered.
  var address: String { text.isEmpty ? "/review" : "/review?" + text }

  func address(page: Int) -> String {
    "/review?" + (text.isEmpty ? "" : text + "&") + "page=\(page)"
  }
}
