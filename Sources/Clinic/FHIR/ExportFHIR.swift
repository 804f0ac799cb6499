import Exchange
import Measures
import Outcomes
import Registry
import Reporting

/// What was written as FHIR.
package struct FHIROutcome: Sendable {
  /// Resources of each type.
  package fileprivate(set) var counts: [String: Int] = [:]
  /// Of a pseudonymous bundle.
  package fileprivate(set) var groups: SmallGroups?

  package var table: DrawnTable {
    DrawnTable(
      Table(
        columns: [.init("resource", "Resource"), .init("count", "Count", .number)],
        rows: Self.order(counts.keys).map { [.text($0), .integer(counts[$0] ?? 0)] }))
  }

  private static func order(_ types: some Collection<String>) -> [String] {
    let known = [
      "Questionnaire", "Patient", "Condition", "MedicationStatement", "Procedure", "Observation",
      "QuestionnaireResponse", "Provenance",
    ]
    return known.filter(types.contains) + types.filter { !known.contains($0) }.sorted()
  }

  fileprivate mutating func count(_ type: String) {
    counts[type, default: 0] += 1
  }
}

extension Desk {
  /// Writes all records as FHIR R4, patient by patient.
  ///
  /// - Parameters:
  ///   - site: goes before every study code.
  ///   - lines: a resource per line in place of one collection bundle.
  package func exportFHIR(
    pseudonymous: Bool, site: String? = nil, lines: Bool = false,
    to sink: @escaping (UnsafeRawBufferPointer) throws -> Void
  ) throws -> FHIROutcome {
    if pseudonymous { try makeStudyCodes() }
    // Before the first resource leaves: whoever reads the stream may end it at any time.
    let subject = "fhir" + (pseudonymous ? ", pseudonymous" : ", identified")
    try file.noteAccess(.export, to: subject, of: nil, by: by())
    var outcome = FHIROutcome()
    var bundle = FHIRBundle(lines: lines, sink: sink)
    let series = try wideSeries()
    let variants = pseudonymous ? NumberedVariants(series, library) : nil
    for id in Set(series.map(\.measure)).sorted() {
      guard let measure = library.measure(id), FHIRForm.isForm(measure) else { continue }
      try bundle.add(FHIRForm.questionnaire(measure))
      outcome.count("Questionnaire")
    }
    func add(_ record: PatientRecord, code: String?, _ reading: Reading) throws {
      let identifier = code ?? record.patient.id.text
      let frame = FHIRFrame(
        library: library, key: FHIRFrame.key(identifier, digest: contentHash),
        identifier: identifier, isPseudonymous: pseudonymous, first: record.firstDay,
        sex: record.patient.sex, asOf: asOf)
      let facts = try FHIRFacts(record, reading, self, corrections: !pseudonymous)
      let all = facts.resources(frame, variants)
      for one in all {
        try bundle.add(one)
        outcome.count(one.resourceType)
      }
      outcome.groups?.add(record, rows: all.count)
    }
    if pseudonymous { outcome.groups = SmallGroups() }
    try file.read { reading in
      try reading.forEachLeavingRecord(pseudonymous: pseudonymous, site: site) { record, code in
        try add(record, code: code, reading)
      }
    }
    try bundle.finish()
    return outcome
  }
}
