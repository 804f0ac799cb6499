/// The definitions in force: instruments, diseases and therapies.
package struct Library: Sendable {
  package let measures: [Measure]
  package let diseases: [Disease]
  package let therapies: [Therapy]
  private let measurePositions: [Measure.ID: Int]
  private let diseasePositions: [Disease.ID: Int]
  private let therapyPositions: [Therapy.ID: Int]
  private let judgedDiseases: [JudgedDisease]
  private var courseRules: [CourseKind: CourseRules] = [:]

  private struct CourseKind: Hashable {
    var therapy: Therapy.ID
    var disease: Disease.ID
    var intent: TreatmentCourse.Intent
  }

  package init(measures: [Measure], diseases: [Disease], therapies: [Therapy]) {
    self.measures = measures
    self.diseases = diseases
    self.therapies = therapies
    measurePositions = Dictionary(
      measures.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { _, last in last })
    diseasePositions = Dictionary(
      diseases.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { _, last in last })
    therapyPositions = Dictionary(
      therapies.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { _, last in last })
    let positions = measurePositions
    judgedDiseases = diseases.map { disease in
      JudgedDisease(disease) { id in positions[id].map { measures[$0] } }
    }
    for therapy in therapies where therapy.roles != [.symptomatic] {
      for (disease, judged) in zip(diseases, judgedDiseases) {
        guard hasExpectation(of: therapy, in: disease) else { continue }
        for intent in TreatmentCourse.Intent.allCases where intent != .symptomatic {
          guard let expectation = expectation(of: therapy, in: disease, intent: intent) else {
            continue
          }
          courseRules[CourseKind(therapy: therapy.id, disease: disease.id, intent: intent)] =
            CourseRules(therapy: therapy, judged: judged, expectation: expectation)
        }
      }
    }
  }

  private func hasExpectation(of therapy: Therapy, in disease: Disease) -> Bool {
    if therapy.expectations.contains(where: { $0.disease == disease.id }) { return true }
    guard let parent = disease.variantOf.flatMap({ self.disease($0) }), parent.id != disease.id
    else { return false }
    return hasExpectation(of: therapy, in: parent)
  }

  /// What decides about a course of that therapy in that disease; without an expectation where it is
  /// not judged.
  func rules(
    therapy: Therapy.ID, disease: Disease.ID?, intent: TreatmentCourse.Intent
  ) -> CourseRules {
    if let disease,
      let rules = courseRules[CourseKind(therapy: therapy, disease: disease, intent: intent)]
    {
      return rules
    }
    return CourseRules(
      therapy: self.therapy(therapy),
      judged: disease.flatMap { diseasePositions[$0] }.map { judgedDiseases[$0] })
  }

  func judgedDisease(_ id: Disease.ID) -> JudgedDisease? {
    diseasePositions[id].map { judgedDiseases[$0] }
  }

  /// How the counted measures of a disease are compared.
  func yardsticks(of disease: Disease.ID) -> [Yardstick] {
    judgedDisease(disease)?.yardsticks ?? []
  }

  /// The disease that a variant is one of, itself for others: one diagnosis to a patient.
  package func family(of id: Disease.ID?) -> Disease.ID? {
    guard let disease = id.flatMap({ self.disease($0) }) else { return id }
    guard let parent = disease.variantOf, parent != disease.id else { return disease.id }
    return family(of: parent)
  }

  package func measure(_ id: Measure.ID) -> Measure? { measurePositions[id].map { measures[$0] } }
  package func disease(_ id: Disease.ID) -> Disease? { diseasePositions[id].map { diseases[$0] } }
  package func therapy(_ id: Therapy.ID) -> Therapy? { therapyPositions[id].map { therapies[$0] } }

  /// What is expected of a therapy in a disease: its own row for the intent, its own row for any
  /// intent, then the rows of the disease it is a variant of.
  package func expectation(
    of therapy: Therapy, in disease: Disease, intent: TreatmentCourse.Intent
  ) -> Expectation? {
    let rows = therapy.expectations.filter { $0.disease == disease.id }
    if let row = rows.first(where: { $0.intent == intent })
      ?? rows.first(where: { $0.intent == nil })
    {
      return row
    }
    guard let parent = disease.variantOf.flatMap({ self.disease($0) }), parent.id != disease.id
    else { return nil }
    return expectation(of: therapy, in: parent, intent: intent)
  }
}
