import Exchange
import Outcomes
import Registry
import Reporting

/// One study dataset being written.
private final class DatasetWriter {
  let dataset: StudyDataset
  let file: PackageFile
  private var writer: CSVWriter
  private(set) var rows = 0
  /// The longest value of each variable in bytes.
  private(set) var lengths: [Int]

  init(_ dataset: StudyDataset, _ file: PackageFile) throws {
    self.dataset = dataset
    self.file = file
    lengths = dataset.variables.map { _ in 1 }
    writer = CSVWriter { try file.write($0) }
    try writer.row(dataset.variables.map(\.name))
  }

  func add(_ row: [String: String]) throws {
    let cells = dataset.cells(row)
    for (place, cell) in cells.enumerated() {
      lengths[place] = max(lengths[place], cell.utf8.count)
    }
    try writer.row(cells)
    rows += 1
  }

  func finish() throws { try writer.finish() }
}

extension Desk {
  /// Writes all records as study datasets in the form of SDTM.
  ///
  /// The folder is there whole or not at all; it must not be there before, unless it is empty.
  ///
  /// - Parameter site: goes before every study code.
  package func exportSDTM(
    to folder: String, pseudonymous: Bool, site: String? = nil
  ) throws -> PackageOutcome {
    let series = try wideSeries()
    let variants = pseudonymous ? NumberedVariants(series, library) : nil
    let tests = StudyTests(library.measures)
    let target = try PackageFolder(folder)
    do {
      let writers = try StudyDataset.all.map { try DatasetWriter($0, target.open($0.file)) }
      var groups = SmallGroups()
      var patients = 0
      func add(_ record: PatientRecord, code: String?, _ reading: Reading) throws {
        let facts = try FHIRFacts(record, reading, self, corrections: false)
        let courses = facts.courseFacts
        let subject = StudySubject(
          library: library, tests: tests, code: code ?? record.patient.id.text, site: site,
          isPseudonymous: pseudonymous, courses: courses, firstRecord: record.firstDay,
          sex: record.patient.sex)
        var rows = [
          "DM": [subject.subject(record.patient, courses: courses, last: record.lastStudyDay)],
          "EX": subject.exposures(courses),
        ]
        for (domain, findings) in subject.findings(facts.numberedScores(variants)) {
          rows[domain.rawValue] = findings
        }
        for writer in writers {
          for row in rows[writer.dataset.domain] ?? [] { try writer.add(row) }
        }
        patients += 1
        groups.add(record, rows: rows.values.reduce(0) { $0 + $1.count })
      }
      if pseudonymous { try makeStudyCodes() }
      try file.read { reading in
        try reading.forEachLeavingRecord(pseudonymous: pseudonymous, site: site) { record, code in
          try add(record, code: code, reading)
        }
      }
      for writer in writers {
        try writer.finish()
        try target.close(writer.file, rows: writer.rows)
      }
      try describe(writers, tests, measures: Set(series.map(\.measure)).sorted(), in: target)
      let subject = "sdtm" + (pseudonymous ? ", pseudonymous" : ", identified")
      try file.noteAccess(.export, to: subject, of: nil, by: by())
      try target.finish()
      return PackageOutcome(
        files: target.written, rows: writers.map { ($0.dataset.file, $0.rows) },
        groups: pseudonymous ? groups : nil, patients: Portion(patients, of: patients))
    } catch {
      target.discard()
      throw error
    }
  }

  /// What the datasets and their variables are, in the form that CDISC CORE reads, and what the test
  /// codes stand for.
  private func describe(
    _ writers: [DatasetWriter], _ tests: StudyTests, measures: [Measure.ID],
    in target: PackageFolder
  ) throws {
    func write(_ name: String, _ header: [String], _ rows: [[String]]) throws {
      let file = try target.open(name)
      var writer = CSVWriter { try file.write($0) }
      try writer.row(header)
      for row in rows { try writer.row(row) }
      try writer.finish()
      try target.close(file)
    }
    try write(
      "_datasets.csv", ["Filename", "Label"], writers.map { [$0.dataset.name, $0.dataset.label] })
    try write(
      "_variables.csv", ["dataset", "variable", "label", "type", "length"],
      writers.flatMap { writer in
        zip(writer.dataset.variables, writer.lengths).map { variable, length in
          [
            writer.dataset.name, variable.name, variable.label, variable.kind.rawValue,
            String(variable.kind == .number ? 8 : length),
          ]
        }
      })
    var text = "domain\ttestcd\ttest\tmeasure\titem\tcodelist\n"
    for measure in measures.compactMap(library.measure) {
      for test in tests.tests(of: measure.id) {
        let cells = [
          measure.studyDomain.rawValue, test.code, test.name, measure.id.text, test.item ?? "",
          "own",
        ]
        text += cells.joined(separator: "\t") + "\n"
      }
    }
    try target.write("testcodes.tsv", text)
  }
}

extension PatientRecord {
  /// The day of the last score, dose or visit that is recorded.
  fileprivate var lastStudyDay: Day? {
    (scores.map(\.day) + courses.map(\.start) + courses.compactMap(\.stop) + visits.map(\.day))
      .max()
  }
}
