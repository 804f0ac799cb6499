package import Outcomes

extension FHIRFrame {
  package func patient(_ patient: Patient) -> JSONValue {
    var resource = FHIRResource("Patient", id: key)
    resource.set(
      "identifier",
      .array([
        .members([
          "system": .string(FHIRAddress.patients(pseudonymous: isPseudonymous)),
          "value": .string(identifier),
        ])
      ]))
    var name = FHIRResource()
    name.set("family", free(patient.familyName))
    if let given = FHIRText.value(free(patient.givenName)) { name.set("given", .array([given])) }
    if name.value != .object([]) { resource.set("name", .array([name.value])) }
    resource.set("gender", patient.sex?.rawValue)
    if isPseudonymous {
      if let born = patient.birthDate, let first {
        let age = min(90, max(0, born.completedYears(on: first)))
        resource.add(FHIRResource.own("age-at-first-record", "valueInteger", .integer(age)))
      }
    } else if let born = patient.bornGiven, born.precision != .unknown {
      resource.set("birthDate", born.text)
    }
    return resource.value
  }

  /// - Parameter number: within the patient, by day.
  package func condition(_ diagnosis: Diagnosis, number: Int) -> JSONValue {
    var resource = FHIRResource("Condition", id: id(number))
    let isOver = diagnosis.endedOn.map { $0 <= asOf } ?? false
    resource.set(
      "clinicalStatus",
      FHIRCodes.concept(
        [FHIRCodes.coding(FHIRAddress.clinicalStatus, isOver ? "inactive" : "active")], text: nil))
    let disease = library.disease(diagnosis.disease)
    let name = disease?.name ?? diagnosis.disease.text
    resource.set(
      "code",
      FHIRCodes.concept(
        [FHIRCodes.own(.disease, diagnosis.disease.text, name)]
          + FHIRCodes.verified(disease?.codes ?? []),
        text: free(diagnosis.otherName) ?? name))
    resource.set("subject", subject)
    date(
      diagnosis.onsetGiven, "onsetDateTime", as: "onset-day", reckoned: \.earliest, in: &resource)
    if isOver { date(diagnosis.endedOn, "abatementDateTime", as: "ended-day", in: &resource) }
    let made = diagnosis.diagnosedGiven
    if isPseudonymous {
      date(made, "", as: "diagnosed-day", reckoned: \.earliest, in: &resource)
    } else if made.precision != .unknown {
      resource.add(
        FHIRResource.extension(FHIRAddress.assertedDate, "valueDateTime", .string(made.text)))
    }
    note(diagnosis.note, in: &resource)
    return resource.value
  }
}
