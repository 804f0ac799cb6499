import Outcomes

/// Answers as FHIR writes them, in a response to a form and as a component of an observation.
enum FHIRAnswer {
  static func item(_ field: Field, of measure: Measure) -> JSONValue {
    FHIRCodes.own(.item, "\(measure.id).\(field.id)", field.label)
  }

  /// An option with the number that it counts.
  static func coding(_ option: Item.Option, of field: Field, _ measure: Measure) -> JSONValue {
    var coding = FHIRResource()
    coding.set("system", FHIRAddress.System.answer.address)
    coding.set("code", "\(measure.id).\(field.id).\(option.value)")
    coding.set("display", option.text)
    coding.add(
      FHIRResource.extension(FHIRAddress.ordinalValue, "valueDecimal", option.score.json))
    return coding.value
  }

  static func option(_ answer: Answer, of kind: Item.Kind) -> Item.Option? {
    guard case .options(let options) = kind else { return nil }
    switch answer {
    case .number(let value): return options.first { $0.number == value }
    case .word(let word): return options.first { $0.value == word }
    case .missing: return nil
    }
  }

  /// An answer, and where it is the grade of a measured value, the field that holds this.
  struct Given {
    let field: Field
    let answer: Answer
    var gradedFrom: String?
  }

  /// What was answered, in the order of the form, and the grades that follow from measured values.
  static func given(_ answers: Answers, of measure: Measure, sex: Sex?) -> [Given] {
    zip(measure.fields, answers.slots).compactMap { field, answer in
      if let answer { return Given(field: field, answer: answer) }
      guard case .item(let position) = field.role, let raw = measure.items[position].raw,
        let grade = measure.itemScore(position, answers, sex: sex),
        case .options(let options) = field.kind,
        let option = options.first(where: { $0.score == grade })
      else { return nil }
      return Given(
        field: field, answer: option.number.map(Answer.number) ?? .word(option.value),
        gradedFrom: raw.id)
    }
  }

  /// `item` of a `QuestionnaireResponse`.
  static func response(_ given: Given, of measure: Measure) -> JSONValue {
    var item = FHIRResource()
    item.set("linkId", given.field.id)
    item.set("text", given.field.label)
    switch given.answer {
    case .missing(let reason):
      item.add(
        FHIRResource.extension(
          FHIRAddress.dataAbsent, "valueCode", .string(FHIRMissing.standard(reason))))
      item.add(FHIRResource.own("missing", "valueCode", .string(reason.rawValue)))
    case .number(let value):
      if let option = option(given.answer, of: given.field.kind) {
        item.set("answer", .array([answer(option, of: given.field, measure)]))
      } else {
        item.set("answer", .array([.members(["valueDecimal": value.json])]))
      }
    case .word:
      if let option = option(given.answer, of: given.field.kind) {
        item.set("answer", .array([answer(option, of: given.field, measure)]))
      }
    }
    if let field = given.gradedFrom {
      item.add(FHIRResource.own("graded-from", "valueString", .string(field)))
    }
    return item.value
  }

  private static func answer(_ option: Item.Option, of field: Field, _ measure: Measure)
    -> JSONValue
  {
    .members(["valueCoding": coding(option, of: field, measure)])
  }

  /// Writes an answer as `value[x]`, or why there is none.
  ///
  /// - Parameter unit: of the score, where its variant names one.
  static func write(
    _ answer: Answer, of field: Field, _ measure: Measure, unit: String?,
    to part: inout FHIRResource
  ) {
    if case .missing(let reason) = answer {
      return part.set("dataAbsentReason", FHIRMissing.concept(reason))
    }
    if let option = option(answer, of: field.kind) {
      return part.set(
        "valueCodeableConcept",
        FHIRCodes.concept([coding(option, of: field, measure)], text: option.text))
    }
    guard case .number(let value) = answer else { return }
    let usual = if case .number(let range) = field.kind { range.unit } else { "" }
    part.set("valueQuantity", FHIRCodes.quantity(value, unit ?? usual))
  }
}
