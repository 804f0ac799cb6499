package import Outcomes

/// What the open flags of a patient are about.
package struct FlaggedMatters: Sendable {
  package let kinds: Set<FlagKind>
  package let diseases: Set<Disease.ID>
  package let therapies: Set<Therapy.ID>

  init(_ judged: PatientJudgement) {
    let open = judged.openFlags
    let courses = open.compactMap { judged.course(of: $0) }
    kinds = Set(open.map(\.kind))
    diseases = Set(
      courses.compactMap { $0.disease?.id }
        + open.compactMap { judged.diagnosis(of: $0)?.disease.id })
    therapies = Set(courses.map(\.course.therapy))
  }
}

/// Which patients of a review list are wanted, by their open flags and by who is responsible; nil: all
/// of them.
package struct ReviewSelection: Sendable {
  package let disease: Disease.ID?
  package let therapy: Therapy.ID?
  package let flag: FlagKind?
  /// The names of a physician, whose patients they are.
  package let responsible: [String]?

  package init(
    disease: Disease.ID? = nil, therapy: Therapy.ID? = nil, flag: FlagKind? = nil,
    responsible: [String]? = nil
  ) {
    self.responsible = responsible
    self.disease = disease
    self.therapy = therapy
    self.flag = flag
  }

  package var isAll: Bool {
    disease == nil && therapy == nil && flag == nil && responsible == nil
  }

  /// Whether the patient is one of that physician's, and the open flags are about all that is wanted,
  /// be it one flag or several.
  package func holds(_ judged: PatientJudgement) -> Bool {
    if let responsible, !judged.record.patient.isPatient(of: responsible) { return false }
    return holds(FlaggedMatters(judged))
  }

  private func holds(_ flagged: FlaggedMatters) -> Bool {
    (disease.map(flagged.diseases.contains) ?? true)
      && (therapy.map(flagged.therapies.contains) ?? true)
      && (flag.map(flagged.kinds.contains) ?? true)
  }
}
