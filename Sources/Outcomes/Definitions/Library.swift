/// The definitions in force: instruments, diseases and therapies.
///
/// A class, so that handing it on costs nothing.
package final class Library: Sendable {
  package let measures: [Measure]
  package let diseases: [Disease]
  package let therapies: [Therapy]
  private let measurePositions: IDPositions<Measure>
  private let diseasePositions: IDPositions<Disease>
  private let therapyPositions: IDPositions<Therapy>
  private let judgedDiseases: [JudgedDisease]
  private let rulesTable: CourseRulesTable

  package init(measures: [Measure], diseases: [Disease], therapies: [Therapy]) {
    var measures = measures
    for position in measures.indices { measures[position].number = position }
    self.measures = measures
    self.diseases = diseases
    self.therapies = therapies
    measurePositions = IDPositions(measures.map(\.id))
    diseasePositions = IDPositions(diseases.map(\.id))
    therapyPositions = IDPositions(therapies.map(\.id))
    let (positions, ofDiseases) = (measurePositions, diseasePositions)
    func family(of disease: Disease) -> Disease.ID {
      guard let parent = disease.variantOf, parent != disease.id else { return disease.id }
      return ofDiseases[parent].map { family(of: diseases[$0]) } ?? parent
    }
    judgedDiseases = diseases.map { [measures] disease in
      JudgedDisease(disease, family: family(of: disease)) { id in
        positions[id].map { measures[$0] }
      }
    }
    rulesTable = CourseRulesTable(therapies, diseases, judgedDiseases) { id in
      ofDiseases[id].map { diseases[$0] }
    }
  }

  /// What decides about a course of that therapy in that disease; without an expectation where it is
  /// not judged.
  func rules(_ course: CourseNumbers, _ intent: TreatmentCourse.Intent) -> CourseRules {
    if let rules = rulesTable.rules(course, intent) { return rules }
    return CourseRules(
      therapy: course.therapy.map { therapies[$0] },
      judged: course.disease.map { judgedDiseases[$0] })
  }

  /// Days from the first dose to the first effect.
  func firstEffectDays(_ course: CourseNumbers, _ intent: TreatmentCourse.Intent) -> Int {
    rulesTable.firstEffectDays(course, intent)
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
    guard let id else { return nil }
    return judgedDisease(id)?.family ?? id
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
    therapy.expectation(in: disease, intent: intent) { self.disease($0) }
  }

  func anyExpectation(of therapy: Therapy, in disease: Disease) -> Expectation? {
    therapy.anyExpectation(in: disease) { self.disease($0) }
  }
}

extension Therapy {
  /// - Parameter diseaseOf: the disease of an id.
  func expectation(
    in disease: Disease, intent: TreatmentCourse.Intent, _ diseaseOf: (Disease.ID) -> Disease?
  ) -> Expectation? {
    let rows = expectations.filter { $0.disease == disease.id }
    if let row = rows.first(where: { $0.intent == intent })
      ?? rows.first(where: { $0.intent == nil })
    {
      return row
    }
    guard let parent = disease.variantOf.flatMap(diseaseOf), parent.id != disease.id
    else { return nil }
    return expectation(in: parent, intent: intent, diseaseOf)
  }

  func anyExpectation(
    in disease: Disease, _ diseaseOf: (Disease.ID) -> Disease?
  ) -> Expectation? {
    if let row = expectations.first(where: { $0.disease == disease.id }) { return row }
    guard let parent = disease.variantOf.flatMap(diseaseOf), parent.id != disease.id
    else { return nil }
    return anyExpectation(in: parent, diseaseOf)
  }
}
