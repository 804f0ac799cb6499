/// A change of a fact after it was entered, or that it was withdrawn.
package struct FHIRCorrection {
  package let number: Int
  /// The resource of the fact; of one that was withdrawn, that of the patient.
  package let target: (type: String, id: String)
  /// `2026-03-01T08:15:30.250Z`.
  package let instant: String
  package let author: String
  package let reason: String
  /// What it was about, where the target does not say it.
  package let about: String?
  /// nil: withdrawn.
  package let change: (field: String, old: String, new: String)?

  package init(
    number: Int, target: (type: String, id: String), instant: String, author: String,
    reason: String, about: String?, change: (field: String, old: String, new: String)?
  ) {
    self.number = number
    self.target = target
    self.instant = instant
    self.author = author
    self.reason = reason
    self.about = about
    self.change = change
  }
}

extension FHIRFrame {
  /// A `Provenance`, which needs an instant and a person: a pseudonymous bundle has none.
  package func provenance(_ correction: FHIRCorrection) -> JSONValue {
    var resource = FHIRResource("Provenance", id: id(correction.number))
    resource.set(
      "target", .array([FHIRResource.reference(correction.target.type, correction.target.id)]))
    resource.set("recorded", correction.instant)
    resource.set(
      "activity",
      FHIRCodes.concept(
        [
          FHIRCodes.coding(
            FHIRAddress.activity, correction.change == nil ? "NULLIFY" : "UPDATE")
        ], text: nil))
    resource.set(
      "agent",
      .array([.members(["who": .members(["display": FHIRText.value(correction.author)])])]))
    if let reason = FHIRText.value(correction.reason) {
      resource.set("reason", .array([.members(["text": reason])]))
    }
    var parts: [JSONValue] = []
    func part(_ name: String, _ text: String?) {
      guard let text = FHIRText.value(text) else { return }
      parts.append(FHIRResource.extension(name, "valueString", text))
    }
    part("about", correction.about)
    part("field", correction.change?.field)
    part("old", correction.change?.old)
    part("new", correction.change?.new)
    if !parts.isEmpty {
      resource.add(
        .members([
          "url": .string(FHIRAddress.extension("correction")), "extension": .array(parts),
        ]))
    }
    return resource.value
  }
}
