import Exchange
package import Outcomes
import Reporting
import TableFiles

/// An empty workbook that a clinic fills in, and that is imported without a mapping.
package struct TemplateWorkbook {
  private let disease: Disease
  private let library: Library
  private let measures: [Measure]

  /// - Parameter disease: its instruments have a sheet each.
  package init(_ id: Disease.ID, _ definitions: Definitions) throws {
    library = definitions.library
    disease = try definitions.disease(id)
    let ids = disease.counted.map(\.measure) + disease.coreSet + disease.watched
    measures = ids.uniqued.compactMap(library.measure).filter { $0.composite == nil }
  }

  /// Writes it, whole or not at all, and never over something.
  ///
  /// - Returns: its sheets in their order.
  @discardableResult
  package func write(to path: String, made: Day) throws -> [String] {
    let name = "template.xlsx"
    let target = try PackageFolder(path, for: name)
    do {
      let workbook = try WorkbookFile(target.path(of: name), rowsIn: target.beside, made: made)
      var columns = TemplateColumns(library: library)
      let layouts: [ImportLayout] = [.patients, .diagnoses, .treatments, .visits]
      let sheets =
        layouts.map { columns.sheet($0) } + measures.map { columns.sheet($0) }
      try workbook.page("read me", explanation)
      for sheet in sheets { _ = try workbook.sheet(sheet.name, sheet.columns) }
      let lists = try workbook.sheet(
        TemplateWords.page, TemplatePages.lists.map { WorkbookColumn($0, .text) })
      for row in columns.words.rows { try lists.add(row) }
      try workbook.close()
      try target.adopt(name)
      try target.finish()
      return sheets.map(\.name)
    } catch {
      target.discard()
      if let fault = error as? TableFileFault { throw PackageRefusal(fault) }
      throw error
    }
  }

  private var explanation: [String] {
    let instruments = measures.map { "\($0.id.text): \($0.name)" }
    return [
      TemplatePages.mark, "For \(disease.name).", "",
      "patients: a row per patient. The identifier is the clinic's own; it stays as you type it, zeros in "
        + "front too. Names may be left empty where only identifiers are known.",
      "diagnoses: a row per diagnosis of a patient.",
      "treatments: a row per course of a therapy, from its first to its last dose. A course that runs has no "
        + "last dose.",
      "visits: what was asked and noted at a visit beside the scores. Leave the sheet empty where nothing was.",
      "The other sheets are instruments: a row per patient and day, a cell per item. The name of a sheet says "
        + "which instrument it is: do not change it.", "",
      "A cell that is clicked on says what it takes; the sheet 'lists' has all words and what they mean.",
      "An item that was not answered is never left empty: choose why (not-done, unable, refused, "
        + "not-applicable). Zero is an answer.",
      "Where only the total is known, fill in 'total' and leave the items empty. With the items it is compared.",
      "An identifier, a disease, a therapy and a day that stand in one sheet twice are refused: keep one row.",
      "",
      instruments.isEmpty
        ? "No instrument is counted in this disease; add a sheet named after one where you use it."
        : "Instruments: " + instruments.joined(separator: "; ") + ".",
      "A sheet more, for another instrument, is named after it and has the columns patient_id, date and its "
        + "items.",
      "Import: every fault is listed with sheet, row and column, and nothing is stored until there is none. "
        + "The same workbook again adds nothing but what is new.",
    ]
  }
}
