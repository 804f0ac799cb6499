/// Addresses that a bundle names: those of FHIR and of public code systems, and our own.
package enum FHIRAddress {
  /// What our own addresses begin with.
  ///
  /// Names under `.invalid` belong to nobody for ever (RFC 2606),
  /// so this one stays what it is; a reader compares it and never looks it up.
  package static let base = "https://recheck.invalid/fhir/"

  /// A list of codes of our own.
  package enum System: String {
    case disease, therapy, measure, item, answer, variant, intent
    case stopReason = "stop-reason"
    case missing
    case field

    package var address: String { base + "CodeSystem/" + rawValue }
  }

  /// What identifies patients; the codes of a pseudonymous bundle have another one.
  package static func patients(pseudonymous: Bool) -> String {
    base + "NamingSystem/" + (pseudonymous ? "study-code" : "patient")
  }

  package static func `extension`(_ name: String) -> String { base + "StructureDefinition/" + name }

  package static func questionnaire(_ measure: String) -> String {
    base + "Questionnaire/" + measure
  }

  static let ordinalValue = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
  static let dataAbsent = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"
  static let absentReasons = "http://terminology.hl7.org/CodeSystem/data-absent-reason"
  static let assertedDate = "http://hl7.org/fhir/StructureDefinition/condition-assertedDate"
  static let minimum = "http://hl7.org/fhir/StructureDefinition/minValue"
  static let maximum = "http://hl7.org/fhir/StructureDefinition/maxValue"
  static let unit = "http://hl7.org/fhir/StructureDefinition/questionnaire-unit"
  static let calculated =
    "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression"
  static let clinicalStatus = "http://terminology.hl7.org/CodeSystem/condition-clinical"
  static let category = "http://terminology.hl7.org/CodeSystem/observation-category"
  static let activity = "http://terminology.hl7.org/CodeSystem/v3-DataOperation"

  /// The addresses of the code systems that definitions name; codes of others are left out.
  static let publicSystems = [
    "loinc": "http://loinc.org", "snomed-ct": "http://snomed.info/sct",
    "icd-10": "http://hl7.org/fhir/sid/icd-10", "icd-10-cm": "http://hl7.org/fhir/sid/icd-10-cm",
    "meddra": "https://www.meddra.org",
  ]
}
