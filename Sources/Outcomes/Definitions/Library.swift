/// The definitions in force: instruments, diseases and therapies.
package struct Library: Sendable {
  package let measures: [Measure]
  package let diseases: [Disease]
  package let therapies: [Therapy]
  private let measurePositions: [Measure.ID: Int]
  private let diseasePositions: [Disease.ID: Int]
  private let therapyPositions: [Therapy.ID: Int]
  private let judgedDiseases: [JudgedDisease]
  private var rulesTable: CourseRulesTable?

  package init(measures: [Measure], diseases: [Disease], therapies: [Therapy]) {
    var measures = measures
    for position in measures.indices { measures[position].number = position }
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
    judgedDiseases = diseases.map { [measures] disease in
      JudgedDisease(disease) { id in positions[id].map { measures[$0] } }
    }
    rulesTable = CourseRulesTable(self, judgedDiseases)
  }

  /// What decides about a course of that therapy in that disease; without an expectation where it is
  /// not judged.
  func rules(_ course: CourseNumbers, _ intent: TreatmentCourse.Intent) -> CourseRules {
    if let rules = rulesTable?.rules(course, intent) { return rules }
    return CourseRules(
      therapy: course.therapy.map { therapies[$0] },
      judged: course.disease.map { judgedDiseases[$0] })
  }

  /// Days from the first dose to the first effect.
  func firstEffectDays(_ course: CourseNumbers, _ intent: TreatmentCourse.Intent) -> Int {
    rulesTable?.firstEffectDays(course, intent) ?? 0
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

  /// Positions of definitions; finding one does not copy it.
  func number(of measure: Measure.ID) -> Int? { measurePositions[measure] }

  func number(of disease: Disease.ID) -> Int? { diseasePositions[disease] }
  func number(of therapy: Therapy.ID) -> Int? { therapyPositions[therapy] }

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
