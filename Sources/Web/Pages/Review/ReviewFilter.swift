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
    (disease.isEmpty || line.flagged.diseases.contains(Disease.ID(disease)))
      && (therapy.isEmpty || line.flagged.therapies.contains(Therapy.ID(therapy)))
      && (flag.isEmpty || line.flagged.kinds.contains { $0.rawValue == flag })
      && (physician.isEmpty || (line.physician ?? Self.nobody) == physician)
  }

  /// The selects with the values that occur in the list.
  func fields(_ choices: ReviewChoices, _ library: Library) -> [ChoiceField] {
    [
      .filter(
        "disease", "Disease", all: "Every disease", chosen: disease,
        choices.diseases.map { ($0.text, library.short($0)) }),
      .filter(
        "therapy", "Therapy", all: "Every therapy", chosen: therapy,
        choices.therapies.map { ($0.text, library.short($0)) }),
      .filter(
        "flag", "Reason", all: "Every reason", chosen: flag,
        choices.kinds.map { ($0.rawValue, Wording.phrase($0)) }),
      .filter(
        "physician", "Reviewed last by", all: "Any reviewer", chosen: physician,
        [(Self.nobody, "no reviewer")] + choices.physicians.map { ($0, $0) }),
    ]
  }

  /// As an address carries it; empty where all is shown.
  var text: String {
    FormFields.query([
      ("disease", disease), ("therapy", therapy), ("flag", flag), ("physician", physician),
      ("show", show?.rawValue),
    ])
  }

  /// The list as it is filtered.
  var address: String { text.isEmpty ? "/review" : "/review?" + text }

  func address(page: Int) -> String {
    "/review?" + (text.isEmpty ? "" : text + "&") + "page=\(page)"
  }
}
