package import Outcomes

/// A `Questionnaire` for an instrument that is a form.
package enum FHIRForm {
  /// Measured values alone and laboratory values are observations and no forms.
  package static func isForm(_ measure: Measure) -> Bool {
    !measure.items.isEmpty && measure.reporter != .laboratory
  }

  package static func address(_ measure: Measure.ID, version: String) -> String {
    FHIRAddress.questionnaire(measure.text) + "|" + version
  }

  /// The name of the item that holds the total.
  static func total(of measure: Measure) -> String {
    measure.fieldPositions["total"] == nil ? "total" : "total-of-items"
  }

  package static func questionnaire(_ measure: Measure) -> JSONValue {
    var form = FHIRResource("Questionnaire", id: measure.id.text)
    form.set("url", FHIRAddress.questionnaire(measure.id.text))
    form.set("version", measure.version)
    form.set("title", measure.name)
    form.set("status", "active")
    form.set("subjectType", .strings(["Patient"]))
    form.set("description", measure.about)
    form.set("copyright", measure.licence.note)
    form.set(
      "code",
      .array(
        [FHIRCodes.own(.measure, measure.id.text, measure.name)]
          + FHIRObservation.codes(of: measure)))
    form.set(
      "item",
      .array(measure.fields.map { question($0, of: measure) } + [totalItem(of: measure)]))
    if !measure.hash.isEmpty {
      form.add(FHIRResource.own("definition", "valueString", .string("sha256:" + measure.hash)))
    }
    return form.value
  }

  private static func question(_ field: Field, of measure: Measure) -> JSONValue {
    var item = FHIRResource()
    item.set("linkId", field.id)
    item.set("text", field.label)
    item.set("code", .array([FHIRAnswer.item(field, of: measure)]))
    switch field.kind {
    case .options(let options):
      item.set("type", "choice")
      item.set(
        "answerOption",
        .array(
          options.map {
            .members(["valueCoding": FHIRAnswer.coding($0, of: field, measure)])
          }))
    case .number(let range):
      item.set("type", "decimal")
      item.add(FHIRResource.extension(FHIRAddress.minimum, "valueDecimal", range.minimum.json))
      item.add(FHIRResource.extension(FHIRAddress.maximum, "valueDecimal", range.maximum.json))
      if let unit = FHIRText.value(range.unit) {
        item.add(
          FHIRResource.extension(FHIRAddress.unit, "valueCoding", .members(["display": unit])))
      }
    }
    return item.value
  }

  private static func totalItem(of measure: Measure) -> JSONValue {
    var item = FHIRResource()
    item.set("linkId", total(of: measure))
    item.set("text", "Total")
    item.set("type", "decimal")
    item.set("readOnly", .bool(true))
    if let expression = sum(of: measure) {
      item.add(
        FHIRResource.extension(
          FHIRAddress.calculated, "valueExpression",
          .members([
            "language": .string("text/fhirpath"), "expression": .string(expression),
          ])))
    }
    return item.value
  }

  /// The total of a plain sum in FHIRPath: nothing where more items are missing than the rule allows.
  ///
  /// Of every other rule nil: the total is then computed outside of the form, and stands in it.
  package static func sum(of measure: Measure) -> String? {
    guard measure.scoring.rule == .sum else { return nil }
    let counted = measure.items.filter(\.inTotal)
    let needed = counted.filter { !$0.optional }
    func answers(_ items: [Item]) -> String {
      "%resource.item.where(linkId in (\(items.map { "'\($0.id)'" }.joined(separator: " | "))))"
        + ".answer.value"
    }
    let options = counted.filter { if case .options = $0.kind { true } else { false } }
    let numbers = counted.filter { if case .number = $0.kind { true } else { false } }
    let sums =
      (options.isEmpty ? [] : [answers(options) + ".weight().sum()"])
      + (numbers.isEmpty ? [] : [answers(numbers) + ".aggregate($this + $total, 0)"])
    let least = max(1, needed.count - measure.scoring.missingAllowed)
    return "iif(\(answers(needed)).count() >= \(least), \(sums.joined(separator: " + ")), {})"
  }
}
