package import Outcomes

/// Which patients of a review list are wanted, by their open flags; nil: all of them.
package struct ReviewSelection: Sendable {
  package let disease: Disease.ID?
  package let therapy: Therapy.ID?
  package let flag: FlagKind?

  package init(disease: Disease.ID? = nil, therapy: Therapy.ID? = nil, flag: FlagKind? = nil) {
    self.disease = disease
    self.therapy = therapy
    self.flag = flag
  }

  package var isAll: Bool { disease == nil && therapy == nil && flag == nil }

  /// Whether open flags of the patient are about all that is wanted, be it one flag or several: the
  /// same as on the page of the browser.
  func holds(_ judged: PatientJudgement) -> Bool {
    if isAll { return true }
    let open = judged.openFlags
    let courses = open.compactMap { judged.course(of: $0) }
    let diseases =
      courses.compactMap { $0.disease?.id }
      + open.compactMap { judged.diagnosis(of: $0)?.disease.id }
    return (disease.map(diseases.contains) ?? true)
      && (therapy.map { wanted in courses.contains { $0.course.therapy == wanted } } ?? true)
      && (flag.map { wanted in open.contains { $0.kind == wanted } } ?? true)
  }
}
