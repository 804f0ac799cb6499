import Outcomes

/// What a sheet or file is, by its header.
enum OwnSheetKind {
  /// Rows as `export` writes them and `import` reads them.
  case layout(ImportLayout)
  case package(PackagePart)
  /// Named after an instrument, with its columns.
  case instrument(InstrumentSheet)
  /// Says nothing that is not said elsewhere.
  case passedOver

  /// The tables of a package from which facts are read.
  enum PackagePart: Int, CaseIterable {
    case patients, diagnoses, courses, visits, scores, answers, reviews, considerations

    /// Columns that tell its header from all others.
    var marks: Set<String> {
      switch self {
      case .patients: ["patient_id", "family_name", "birth_precision", "first_record"]
      case .diagnoses: ["patient_id", "diagnosis", "disease", "diagnosed_precision"]
      case .courses: ["patient_id", "course", "therapy", "start_precision"]
      case .visits: ["patient_id", "date", "scores", "illness", "missed_doses"]
      case .scores: ["patient_id", "score", "measure", "definition", "total_only"]
      case .answers: ["patient_id", "score", "item", "value", "missing", "text"]
      case .reviews: ["patient_id", "review", "flag_number", "decision", "flag"]
      case .considerations: ["patient_id", "consideration", "disease", "row", "state"]
      }
    }
  }

  /// - Parameter name: of the sheet, or of the file without its ending.
  init(name: String, header: [String], _ library: Library) throws(OwnHeaderFault) {
    let named = header.filter { !$0.isEmpty }
    let set = Set(named)
    if named == PackageCodebook.columns || header.first == TemplatePages.mark
      || named == TemplatePages.lists
    {
      self = .passedOver
    } else if let columns = try? ImportColumns(header: header, decimalComma: false) {
      self = .layout(columns.layout)
    } else if let part = PackagePart.allCases.first(where: { $0.marks.isSubset(of: set) }) {
      self = .package(part)
    } else if set.contains("study_code") {
      throw .pseudonymous
    } else if Self.isJudged(name, set) {
      self = .passedOver
    } else if let measure = library.measure(.init(name)) {
      let sheet = InstrumentSheet(measure)
      let known = sheet.headings
      let unknown = named.filter { !known.contains($0) }
      guard unknown.isEmpty, set.contains("patient_id"), set.contains("date") else {
        throw .instrument(name, unknown: unknown, known: known)
      }
      self = .instrument(sheet)
    } else {
      throw .layout(HeaderFault(header: named))
    }
  }

  private static let judged = [
    "wide", "responses", "verdicts", "corrections", "cohort_courses", "cohort_diagnoses",
  ]

  /// Tables of a package that are made from its other tables, or tell what was before.
  private static func isJudged(_ name: String, _ header: Set<String>) -> Bool {
    guard header.contains("patient_id") else { return false }
    return judged.contains(name)
      || name.hasPrefix("items_") && header.isSuperset(of: ["score", "date", "total"])
  }
}

/// Why a header is none that is read.
package enum OwnHeaderFault: Error, Hashable, Sendable {
  case layout(HeaderFault)
  /// Study codes in place of identifiers.
  case pseudonymous
  /// The sheet is named after an instrument and has other columns.
  case instrument(String, unknown: [String], known: [String])
}

/// The pages of a workbook to fill in that hold no records.
package enum TemplatePages {
  /// The first line of the page that explains.
  package static let mark = "How to fill in this workbook"
  /// The header of the page with the words that are taken.
  package static let lists = ["sheet", "column", "word", "meaning"]
}
