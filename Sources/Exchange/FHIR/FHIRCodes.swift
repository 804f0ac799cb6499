import Outcomes

/// Codes and texts of what a resource is about.
enum FHIRCodes {
  static func own(_ system: FHIRAddress.System, _ code: String, _ display: String?) -> JSONValue {
    var coding = FHIRResource()
    coding.set("system", system.address)
    coding.set("code", code)
    coding.set("display", display)
    return coding.value
  }

  static func coding(_ system: String, _ code: String) -> JSONValue {
    .members(["system": .string(system), "code": .string(code)])
  }

  static func concept(_ codings: [JSONValue], text: String?) -> JSONValue {
    var concept = FHIRResource()
    concept.set("coding", .array(codings))
    concept.set("text", text)
    return concept.value
  }

  /// The public codes of a definition that were read in a source.
  ///
  /// Codings of one concept mean the same thing. Where a definition names several codes of one
  /// system (of the left and of the right hand, by different methods) none of them means just what
  /// was recorded, so none is given.
  static func verified(_ codes: [Code]) -> [JSONValue] {
    let read = codes.filter {
      $0.evidence.verification == .seen || $0.evidence.verification == .secondary
    }
    return read.filter { code in
      read.filter { $0.system == code.system }.count == 1
    }.compactMap { code in
      FHIRAddress.publicSystems[code.system].map { coding($0, code.code) }
    }
  }

  static func quantity(_ value: Rational, _ unit: String) -> JSONValue {
    var quantity = FHIRResource()
    quantity.set("value", value.json)
    quantity.set("unit", unit)
    return quantity.value
  }
}

/// Why there is no value, in FHIR's words.
enum FHIRMissing {
  /// The nearest of FHIR's reasons; ours always stands beside it, since `unable` has none there.
  static func standard(_ reason: MissingReason) -> String {
    switch reason {
    case .notDone, .unable: "not-performed"
    case .refused: "asked-declined"
    case .notApplicable: "not-applicable"
    }
  }

  static func concept(_ reason: MissingReason) -> JSONValue {
    concept(standard(reason), own: reason.rawValue)
  }

  /// - Parameter own: our word for it.
  static func concept(_ standard: String, own: String) -> JSONValue {
    FHIRCodes.concept(
      [
        FHIRCodes.coding(FHIRAddress.absentReasons, standard),
        FHIRCodes.own(.missing, own, nil),
      ], text: own)
  }
}
