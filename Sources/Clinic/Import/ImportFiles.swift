package import Exchange
import Outcomes
import Registry
import Reporting

/// What an import stored, or would store.
package struct ImportOutcome: Sendable {
  package var isDryRun: Bool
  package var stored: [ImportLayout: Int] = [:]
  package var passedOver: [ImportLayout: Int] = [:]
  package var rows = 0
  /// Lines without any content, which were passed over.
  package var emptyRows = 0
  /// Columns without a name or any content, which were passed over.
  package var unnamedColumns = 0
  /// Patients who may be the same person as another one, and were stored as told.
  package var alike = 0
  /// Facts that were recorded otherwise and were corrected.
  package var corrected: [ImportLayout: Int] = [:]
  /// Whose scores are stored or corrected.
  package var patientsWithScores = 0

  package var summary: String { summary(isRefused: false) }

  /// - Parameter isRefused: some cells were refused, which only a preview says beside the rest.
  func summary(isRefused: Bool) -> String {
    let verb = isDryRun ? "Would store" : "Stored"
    var text =
      "\(verb) "
      + ImportLayout.allCases.filter { $0.isAlwaysCounted || (stored[$0] ?? 0) > 0 }
      .map { $0.counted(stored[$0] ?? 0) }.joined(separator: ", ")
      + " from \(Wording.counted(rows, "row"))."
    let known = ImportLayout.allCases.filter { (passedOver[$0] ?? 0) > 0 }
    if !known.isEmpty {
      text +=
        "\nPassed over, recorded already with the same content: "
        + known.map { $0.counted(passedOver[$0] ?? 0) }.joined(separator: ", ") + "."
    }
    let changed = ImportLayout.allCases.filter { (corrected[$0] ?? 0) > 0 }
    if !changed.isEmpty {
      text +=
        "\n\(isDryRun ? "Would correct" : "Corrected"), recorded with other content: "
        + changed.map { $0.counted(corrected[$0] ?? 0) }.joined(separator: ", ") + "."
    }
    let empty = [
      Self.counted(emptyRows, "row"), Self.counted(unnamedColumns, "unnamed column"),
    ].compactMap(\.self)
    if !empty.isEmpty {
      text += "\nPassed over, without any content: " + empty.joined(separator: ", ") + "."
    }
    if let alike = Self.counted(alike, "patient") {
      text += "\nSimilar to another one, and taken as told: \(alike)."
    }
    if isDryRun {
      text += isRefused ? "\nNothing was stored." : "\nNo fault was found; nothing was stored."
    }
    return text
  }

  /// `3 rows`, `1 row`; nil for none.
  private static func counted(_ count: Int, _ noun: String) -> String? {
    count == 0 ? nil : "\(count) \(noun)\(count == 1 ? "" : "s")"
  }
}

extension ImportLayout {
  /// So many rows of a layout: `1 diagnosis`, `2 notes of visits`.
  fileprivate func counted(_ count: Int) -> String {
    switch self {
    case .patients, .treatments, .scores, .reviews, .considerations:
      Wording.counted(count, String(rawValue.dropLast()))
    case .diagnoses: count == 1 ? "1 diagnosis" : "\(count) diagnoses"
    case .visits: count == 1 ? "1 note of a visit" : "\(count) notes of visits"
    }
  }

  /// Named also where there are none: most files have them.
  fileprivate var isAlwaysCounted: Bool {
    switch self {
    case .patients, .diagnoses, .treatments, .scores: true
    case .reviews, .considerations, .visits: false
    }
  }
}

/// Called with rows read so far, file, and whether the file is at its end.
package typealias ImportProgress = (_ rows: Int, _ file: String, _ isLast: Bool) -> Void

extension Desk {
  /// Reads files of the layouts in one transaction: all of them are stored, or nothing.
  ///
  /// - Parameter evenIfSimilar: patients who may be the same person were seen to be other ones.
  /// - Throws: ``ImportRefusal`` with every fault of every file.
  package func importFiles(
    _ paths: [String], dates: DateOrder = .iso, dryRun: Bool = false, evenIfSimilar: Bool = false,
    words: Bool = false, progress: ImportProgress? = nil
  ) throws -> ImportOutcome {
    func once(sorted: Bool) throws -> ImportOutcome {
      try importOnce(
        paths, dates, dryRun: dryRun, evenIfSimilar: evenIfSimilar, words: words, progress,
        sorted: sorted)
    }
    // Standard input cannot be read twice.
    if paths.contains("-") { return try once(sorted: true) }
    do {
      return try once(sorted: false)
    } catch is ScatteredRows {
      // The rows of one score stand apart: read them in order of patient, date, measure and variant.
      return try once(sorted: true)
    }
  }

  private func importOnce(
    _ paths: [String], _ dates: DateOrder, dryRun: Bool, evenIfSimilar: Bool, words: Bool,
    _ progress: ImportProgress?, sorted: Bool
  ) throws -> ImportOutcome {
    let faults = ImportFaults()
    var files: [ImportFile] = []
    for path in paths {
      if let file = try ImportFile(path, faults: faults) { files.append(file) }
    }
    let order = ImportLayout.allCases
    files.sort { a, b in
      (order.firstIndex(of: a.columns.layout) ?? 0) < (order.firstIndex(of: b.columns.layout) ?? 0)
    }
    // Others wait for the transaction, which must not wait for a program that writes to a pipe.
    if file.isShared { for file in files { try file.input?.readAhead() } }
    var outcome = ImportOutcome(isDryRun: dryRun)
    do {
      try file.bulk(by: by(reason: "import of \(Wording.counted(paths.count, "file"))")) {
        writing in
        let run = ImportRun(
          desk: self, writing: writing, dates: dates, faults: faults, progress: progress,
          sorted: sorted,
          ways: ImportWays(
            evenIfSimilar: evenIfSimilar, words: words ? ImportWords(library) : nil))
        for file in files { try run.read(file) }
        outcome.alike = run.alike
        outcome.emptyRows = files.reduce(0) { $0 + $1.reader.emptyRows }
        outcome.unnamedColumns = files.reduce(0) { $0 + $1.reader.unnamedColumns }
        outcome.stored = run.stored
        outcome.passedOver = run.passedOver
        outcome.rows = run.rows
        guard faults.isEmpty else {
          if !sorted && run.refusedWhole { throw ScatteredRows() }
          throw ImportRefusal(
            faults: faults.ordered(by: paths.map(ImportFile.name)), count: faults.count)
        }
        if dryRun { throw DryRun() }
      }
    } catch is DryRun {
      // Rolled back on purpose.
    }
    return outcome
  }
}

/// Ends the transaction of a dry run.
struct DryRun: Error {}

/// The rows of one score do not stand together in the file, or may not.
struct ScatteredRows: Error {}

/// One opened file with a header that was recognised.
struct ImportFile {
  let name: String
  let path: String
  let reader: CSVReader
  let columns: ImportColumns
  /// nil: the rows are in memory.
  let input: InputFile?

  static func name(_ path: String) -> String {
    path == "-" ? "standard input" : String(path.split(separator: "/").last ?? "")
  }

  /// Rows that were made in memory; they are named after their layout.
  init(_ layout: ImportLayout, bytes: [UInt8]) throws {
    name = layout.rawValue
    path = name
    input = nil
    reader = try CSVReader(bytes: bytes)
    columns = try ImportColumns(header: reader.header, decimalComma: false)
  }

  /// nil when the header is refused; its faults are reported.
  init?(_ path: String, faults: ImportFaults) throws {
    name = Self.name(path)
    self.path = path
    let input = try InputFile(path)
    self.input = input
    do {
      reader = try CSVReader { try input.next() }
      do throws(HeaderFault) {
        columns = try ImportColumns(
          header: reader.header, decimalComma: reader.dialect.decimalComma)
      } catch {
        faults.add(ImportFault(file: name, row: 1, kind: .header(error)))
        return nil
      }
    } catch let refusal as CSVRefusal {
      for fault in refusal.faults { faults.add(ImportFault(file: name, kind: .csv(fault))) }
      return nil
    }
  }
}
