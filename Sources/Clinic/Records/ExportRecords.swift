import Exchange
import Outcomes
import Registry

extension Desk {
  /// Writes all records as one patient a line (NDJSON), ordered by patient, streaming: all that judging
  /// looks at, and nothing else.
  ///
  /// - Parameters:
  ///   - pseudonymous: study codes and days since the first record in place of identifiers and dates.
  ///   - site: goes before every study code.
  /// - Returns: how many patients there are, and how small the groups are that a pseudonymous file tells
  ///   apart.
  package func exportRecords(
    pseudonymous: Bool, site: String?,
    to sink: @escaping (UnsafeRawBufferPointer) throws -> Void
  ) throws -> (patients: Int, groups: SmallGroups?) {
    if pseudonymous { try makeStudyCodes() }
    // Before the first line leaves: whoever reads the stream may end it at any time.
    let subject = "records" + (pseudonymous ? ", pseudonymous" : ", identified")
    try file.noteAccess(.export, to: subject, of: nil, by: by())
    let variants = pseudonymous ? NumberedVariants(try wideSeries(), library) : nil
    let hash = String(PackageManifest.hash(of: library).prefix(PackageContext.digits))
    var patients = 0
    var groups = SmallGroups()
    var line = JSONLine()
    try file.read { reading in
      let fields = Dictionary(
        try reading.definitions().compactMap(\.self).map { ($0.hash, $0.fields) },
        uniquingKeysWith: { first, _ in first })
      func add(_ record: PatientRecord, code: String?) throws {
        let writer = RecordWriter(
          record, code: code, variants: variants, fields: fields, definitions: hash)
        writer.write(try reading.scores(of: record.patient.id).map(\.fact), to: &line)
        patients += 1
        groups.add(record, rows: 1)
        // In blocks, not line by line.
        if line.bytes.count >= 1 << 16 { try flush() }
      }
      func flush() throws {
        try line.bytes.withUnsafeBytes(sink)
        line.removeAll()
      }
      try reading.forEachLeavingRecord(pseudonymous: pseudonymous, site: site) { record, code in
        try add(record, code: code)
      }
      try flush()
    }
    return (patients, pseudonymous ? groups : nil)
  }
}

/// Writes one patient as a line.
private struct RecordWriter {
  private let record: PatientRecord
  private let code: String?
  private let variants: NumberedVariants?
  private let fields: [String: [String]]
  private let definitions: String
  private let first: Day?

  /// - Parameters:
  ///   - code: stands in place of the identifier; nil: nothing is hidden.
  ///   - fields: by the hash of a stored definition, the ids of its answers' places.
  init(
    _ record: PatientRecord, code: String?, variants: NumberedVariants?,
    fields: [String: [String]], definitions: String
  ) {
    self.record = record
    self.code = code
    self.variants = variants
    self.fields = fields
    self.definitions = definitions
    first = code == nil ? nil : record.firstDay
  }

  func write(_ scores: [RecordedScore], to line: inout JSONLine) {
    line.object { line in
      line.object("patient") { line in
        let patient = record.patient
        line.text(code == nil ? "patient_id" : RecordLine.code, code ?? patient.id.text)
        if code == nil { line.text("birth_date", patient.bornGiven?.text) }
        line.text("sex", patient.sex?.rawValue)
      }
      line.array("diagnoses", record.diagnoses) { diagnosis($1, to: &$0) }
      let units = record.courses.map(\.unit)
      line.array("treatments", record.courses) { course($1, units, to: &$0) }
      line.array("scores", scores) { score($1, to: &$0) }
      line.text("definitions", definitions)
    }
    line.end()
  }

  /// As it was given; in a line with a study code as the day that counts in judging.
  private func day(_ name: String, _ given: PartialDay?, counts day: Day?, to line: inout JSONLine)
  {
    guard let given, let day else { return }
    if code == nil {
      line.text(name, given.text)
    } else if given.precision != .unknown, let first {
      line.number(name, day - first)
    }
  }

  private func diagnosis(_ one: Diagnosis, to line: inout JSONLine) {
    line.object { line in
      line.text("disease", one.disease.text)
      day("diagnosed_on", one.diagnosedGiven, counts: one.diagnosedOn, to: &line)
      day("onset_on", one.onsetGiven, counts: one.onsetOn, to: &line)
      day("ended_on", one.endedOn.map { PartialDay($0) }, counts: one.endedOn, to: &line)
      line.text("other_name", other(one.otherName))
    }
  }

  /// Only that there is a name, where no free text leaves.
  private func other(_ name: String?) -> String? {
    code == nil ? name : name.map { _ in "not told" }
  }

  private func course(_ one: TreatmentCourse, _ units: [String], to line: inout JSONLine) {
    line.object { line in
      line.text("therapy", one.therapy.text)
      day("start", one.startGiven, counts: one.start, to: &line)
      day("stop", one.stopGiven, counts: one.stop, to: &line)
      line.text("intent", one.intent.rawValue)
      line.number("dose", one.dose)
      line.text("unit", unit(one.unit, units))
      line.number("interval_days", one.intervalDays)
      line.text("stop_reason", one.stopReason?.rawValue)
      line.text("other_name", other(one.otherName))
    }
  }

  /// A unit that says something else becomes a number: doses of one unit are still told from others.
  private func unit(_ unit: String, _ all: [String]) -> String {
    guard code != nil, !unit.isEmpty, !Pseudonymous.units.contains(unit) else { return unit }
    return "unit \((all.firstIndex(of: unit) ?? 0) + 1)"
  }

  private func score(_ recorded: RecordedScore, to line: inout JSONLine) {
    let score = recorded.score
    line.object { line in
      day("date", PartialDay(score.day), counts: score.day, to: &line)
      line.text("measure", score.measure.text)
      line.text("version", score.version)
      line.text("definition", String(recorded.definitionHash.prefix(PackageContext.digits)))
      line.text("variant", variants?.written(score.variant, of: score.measure) ?? score.variant)
      let names = fields[recorded.definitionHash] ?? []
      line.object("answers") { line in
        let parts = score.answers.split(separator: ",", omittingEmptySubsequences: false)
        for (name, part) in zip(names, parts) where !part.isEmpty {
          if let number = Rational(decimal: part), number.plain(4) == part {
            line.number(name, number)
          } else {
            line.text(name, String(part))
          }
        }
      }
      // Compared with the answers where it is read; thirds have no end as decimals.
      if let total = score.total, 10_000 % total.denominator == 0 { line.number("total", total) }
    }
  }
}
