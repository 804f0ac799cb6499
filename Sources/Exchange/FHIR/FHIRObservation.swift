package import Outcomes

/// A score with all that a bundle says of it.
package struct FHIRScore {
  package let recorded: RecordedAnswers
  /// Within the patient, by day.
  package let number: Int
  /// It was changed after it was entered.
  package let isCorrected: Bool

  package init(_ recorded: RecordedAnswers, number: Int, isCorrected: Bool) {
    self.recorded = recorded
    self.number = number
    self.isCorrected = isCorrected
  }
}

/// A score as it was recorded.
package struct RecordedAnswers {
  package let score: Score
  /// As it is written: without a clinic's own words where they are hidden.
  package let variant: String
  package let rater: String
  package let note: String
  /// SHA-256 of the definition that it was recorded with.
  package let definition: String

  package init(score: Score, variant: String, rater: String, note: String, definition: String) {
    self.score = score
    self.variant = variant
    self.rater = rater
    self.note = note
    self.definition = definition
  }
}

enum FHIRObservation {
  /// The public codes of what the total is: those of an instrument that is one measured value.
  ///
  /// Of a ratio they name the result that is divided, see ``codes(ofItem:of:)``.
  static func codes(of measure: Measure) -> [JSONValue] {
    if case .ratio = measure.scoring.rule { return [] }
    return FHIRCodes.verified(measure.codes)
  }

  static func codes(ofItem id: String, of measure: Measure) -> [JSONValue] {
    if case .ratio(let of, _) = measure.scoring.rule, of == id {
      return FHIRCodes.verified(measure.codes)
    }
    return []
  }

  static func category(_ measure: Measure) -> String {
    switch measure.reporter {
    case .laboratory: "laboratory"
    case .performance: "exam"
    case .patient, .clinician, .record: "survey"
    }
  }
}

extension FHIRFrame {
  /// Whether a score has answers to a form.
  package func hasResponse(_ score: Score) -> Bool {
    guard let measure = library.measure(score.measure) else { return false }
    return FHIRForm.isForm(measure) && measure.answers(of: score).slots.contains { $0 != nil }
  }

  /// A `QuestionnaireResponse`; nil: there are no answers to a form.
  package func response(_ score: FHIRScore) -> JSONValue? {
    let own = score.recorded.score
    guard hasResponse(own), let measure = library.measure(own.measure) else { return nil }
    var resource = FHIRResource("QuestionnaireResponse", id: id(score.number))
    resource.set("questionnaire", FHIRForm.address(measure.id, version: own.version))
    resource.set("status", score.isCorrected ? "amended" : "completed")
    resource.set("subject", subject)
    date(own.day, "authored", as: "day", in: &resource)
    if measure.isPatientReported { resource.set("source", subject) }
    var items = FHIRAnswer.given(measure.answers(of: own), of: measure, sex: sex)
      .map { FHIRAnswer.response($0, of: measure) }
    if let total = own.total {
      var item = FHIRResource()
      item.set("linkId", FHIRForm.total(of: measure))
      item.set("text", "Total")
      item.set("answer", .array([.members(["valueDecimal": total.json])]))
      items.append(item.value)
    }
    resource.set("item", .array(items))
    return resource.value
  }

  package func observation(_ score: FHIRScore) -> JSONValue {
    let recorded = score.recorded
    let own = recorded.score
    var resource = FHIRResource("Observation", id: id(score.number))
    resource.set("status", score.isCorrected ? "corrected" : "final")
    resource.set("subject", subject)
    date(own.day, "effectiveDateTime", as: "day", in: &resource)
    if hasResponse(own) {
      resource.set(
        "derivedFrom",
        .array([FHIRResource.reference("QuestionnaireResponse", id(score.number))]))
    }
    if let rater = FHIRText.value(free(recorded.rater)) {
      resource.set("performer", .array([.members(["display": rater])]))
    }
    if own.isTotalOnly { resource.add(FHIRResource.own("total-only", "valueBoolean", .bool(true))) }
    resource.add(FHIRResource.own("measure-version", "valueString", .string(own.version)))
    resource.add(
      FHIRResource.own("definition", "valueString", .string("sha256:" + recorded.definition)))
    note(recorded.note, in: &resource)
    let measure = library.measure(own.measure)
    let name = measure?.name ?? own.measure.text
    resource.set(
      "code",
      FHIRCodes.concept(
        [FHIRCodes.own(.measure, own.measure.text, name)]
          + (measure.map(FHIRObservation.codes(of:)) ?? []), text: name))
    guard let measure else {
      if let total = own.total { resource.set("valueQuantity", FHIRCodes.quantity(total, "")) }
      return resource.value
    }
    resource.set(
      "category",
      .array([
        FHIRCodes.concept(
          [FHIRCodes.coding(FHIRAddress.category, FHIRObservation.category(measure))], text: nil)
      ]))
    let answers = measure.answers(of: own)
    total(own, answers, recorded.variant, of: measure, in: &resource)
    resource.set("component", .array(components(own, answers, recorded.variant, of: measure)))
    return resource.value
  }

  private func total(
    _ score: Score, _ answers: Answers, _ variant: String, of measure: Measure,
    in resource: inout FHIRResource
  ) {
    let slot = measure.valueSlot
    let alone = slot.flatMap { answers.slots[$0] }
    if let slot, let alone, score.total == nil || measure.scoring.rule == .entered {
      return FHIRAnswer.write(
        alone, of: measure.fields[slot], measure, unit: measure.variantValue("unit", in: variant),
        to: &resource)
    }
    if let total = score.total {
      return resource.set("valueQuantity", FHIRCodes.quantity(total, measure.totalScale.unit))
    }
    // The rule of some instruments gives no total at all: then nothing is missing.
    if measure.scoring.rule == .none { return }
    resource.set("dataAbsentReason", FHIRMissing.concept("unknown", own: "incomplete"))
  }

  private func components(
    _ score: Score, _ answers: Answers, _ variant: String, of measure: Measure
  ) -> [JSONValue] {
    var components: [JSONValue] = []
    let all = FHIRAnswer.given(answers, of: measure, sex: sex)
    for given in all {
      // It is the value of the observation.
      if case .value = given.field.role { continue }
      var part = FHIRResource()
      part.set(
        "code",
        FHIRCodes.concept(
          [FHIRAnswer.item(given.field, of: measure)]
            + FHIRObservation.codes(ofItem: given.field.id, of: measure), text: given.field.label))
      FHIRAnswer.write(
        given.answer, of: given.field, measure, unit: measure.variantValue("unit", in: variant),
        to: &part)
      if let field = given.gradedFrom {
        part.add(FHIRResource.own("graded-from", "valueString", .string(field)))
      }
      components.append(part.value)
    }
    // A part that was entered is one of the items.
    if let compared = measure.comparedPart, !all.contains(where: { $0.field.id == compared.id }) {
      var part = FHIRResource()
      part.set(
        "code",
        FHIRCodes.concept(
          [FHIRCodes.own(.item, "\(measure.id).\(compared.id)", compared.name)],
          text: compared.name))
      if let value = score.part {
        part.set("valueQuantity", FHIRCodes.quantity(value, compared.unit ?? ""))
      } else {
        part.set("dataAbsentReason", FHIRMissing.concept("unknown", own: "no-table"))
      }
      components.append(part.value)
    }
    for key in measure.variants {
      guard let value = measure.variantValue(key.key, in: variant) else { continue }
      var part = FHIRResource()
      part.set(
        "code",
        FHIRCodes.concept(
          [FHIRCodes.own(.variant, "\(measure.id).\(key.key)", key.label)], text: key.label))
      part.set("valueCodeableConcept", FHIRCodes.concept([], text: value))
      components.append(part.value)
    }
    return components
  }
}
