package import Outcomes
package import Tables

/// A first mapping for tables that nobody has described yet.
///
/// Every line says why it is there; what the tables do not tell is left for a person, and until that
/// is answered the mapping does not run.
package struct MappingSuggestion: Sendable {
  /// The mapping, as a file.
  package let text: String
  /// Lines that a person has to decide.
  package let undecided: Int

  /// Looks at all files together: tables of one shape become one table of the mapping.
  ///
  /// - Throws: ``UnjudgedTables`` where a file shows neither a patient nor a record; `TableFault`.
  package init(_ sources: [TableSource], _ library: Library) throws {
    let files = try sources.map { try LookedFile($0) }
    let project = try SuggestedProject(files)
    let book = MeasureBook(library)
    var plans: [SheetPlan] = []
    var left: [String] = []
    for sheet in project.sheets {
      let others = files.first { $0.name == sheet.loaded.file }?.sheets.filter {
        $0.sheet != sheet.name
      }
      let plan = SheetPlan(sheet, book, others: others ?? [])
      if plan.hasRecords || plan.keyValues != nil {
        plans.append(plan)
      } else {
        left.append(sheet.label)
      }
    }
    left += project.left
    guard !plans.isEmpty else { throw UnjudgedTables(files: sources.map(\.name)) }
    SheetPlan.relate(plans)
    let writer = SuggestionWriter(
      project: project, plans: plans, left: left, names: sources.map(\.name))
    let lines = writer.lines()
    text = lines.text
    undecided = lines.undecided
  }
}

extension SheetPlan {
  /// What tables say of each other: a number that all use, and which of them says who it is.
  static func relate(_ plans: [SheetPlan]) {
    guard plans.count > 1 else { return }
    for plan in plans {
      plan.nobodyHasID = plans.allSatisfy { $0.id == nil && $0.idChoices.isEmpty }
      plan.isDescribedElsewhere = plans.contains {
        $0 !== plan && ($0.birth != nil || $0.sex != nil)
      }
    }
    let files = Set(plans.map(\.sheet.loaded.file))
    let names = plans.map { Set(($0.idChoices + [$0.id].compactMap(\.self)).map(\.name)) }
    guard files.count > 1, let first = names.first else { return }
    let common = names.reduce(first) { $0.intersection($1) }
    guard common.count == 1, let name = common.first,
      plans.contains(where: { !$0.idChoices.isEmpty })
    else { return }
    for plan in plans {
      plan.key = (plan.idChoices + [plan.id].compactMap(\.self)).first { $0.name == name }
      if plan.idChoices.isEmpty { plan.id = nil }
    }
  }
}

/// No sheet of the files could be judged.
package struct UnjudgedTables: Error, Hashable, Sendable {
  package let files: [String]

  package var message: String {
    """
    \(files.joined(separator: ", ")): no mapping can be suggested.
    Looked for: a row of headings (two texts or more above rows with numbers, words or days), a column \
    for the patient (Patient ID, MRN, Hosp No, Pat.-Nr. and their like), a column of days, and headings \
    that name instruments, items, therapies or diagnoses by id, name, abbreviation or another word for them.
    Write the mapping by hand, with columns called by their letters where there is no heading.
    """
  }
}

/// The sheets of all files, those of one shape as one.
struct SuggestedProject {
  var sheets: [LookedSheet] = []
  /// Sheets without a heading.
  var left: [String] = []
  let files: [LookedFile]
  /// The data dictionary of a REDCap project.
  var dictionary: (name: String, reading: REDCapDictionary)?

  init(_ files: [LookedFile]) throws {
    self.files = files
    for file in files {
      if let sheet = file.sheets.first, REDCapDictionary.isOne(sheet) {
        dictionary = (file.name, try REDCapDictionary(sheet))
      }
    }
    var loaded: [LoadedSheet] = []
    for file in files where file.name != dictionary?.name {
      do {
        loaded += try file.sheets.map { try dictionary?.reading.tidied($0) ?? $0 }
      } catch let doubt as REDCapHeadings.DoubtfulHeading {
        let kind = MappingTableFault.Kind.doubtfulHeading(doubt.heading, forms: doubt.forms)
        throw MappingTableFault(file: file.name, kind: kind)
      }
    }
    for (sheet, end) in loaded.flatMap(LookedSheet.tables) {
      guard var looked = LookedSheet(sheet), !looked.body.isEmpty else {
        left.append([sheet.file, sheet.sheet].compactMap(\.self).joined(separator: ", "))
        continue
      }
      let place = sheets.firstIndex {
        $0.hasSameShape(as: looked) && Self.areAlike($0, looked)
      }
      if let place {
        looked =
          LookedSheet(
            sheets[place].loaded,
            rows: sheets[place].body.suffixAfter(sheets[place].loaded) + looked.body,
            turned: looked.isTurned) ?? looked
        looked.files =
          sheets[place].files + (sheets[place].files.contains(sheet.file) ? [] : [sheet.file])
        looked.sheetNames =
          sheets[place].sheetNames
          + (sheet.sheet.map { sheets[place].sheetNames.contains($0) ? [] : [$0] } ?? [])
        sheets[place] = looked
      } else {
        looked.next = end
        sheets.append(looked)
      }
    }
    for position in sheets.indices {
      if let dictionary { sheets[position].labels = dictionary.reading.suggestedLabels }
      sheets[position].findFields()
      sheets[position].findEnd()
    }
  }

  /// The same sheet of another file, or sheets whose names differ by figures alone.
  private static func areAlike(_ a: LookedSheet, _ b: LookedSheet) -> Bool {
    guard let first = a.name, let second = b.name else { return a.name == b.name }
    return first == second || first.filter { !$0.isNumber } == second.filter { !$0.isNumber }
  }
}

extension [TableRow] {
  /// The rows that came from other files.
  fileprivate func suffixAfter(_ sheet: LoadedSheet) -> [TableRow] {
    let own = Set(sheet.rows)
    return filter { !own.contains($0) }
  }
}

extension LookedSheet {
  /// `book.xlsx, MG-ADL`.
  var label: String { [loaded.file, name].compactMap(\.self).joined(separator: ", ") }

  private static let endWords: Set<String> = [
    "mean", "average", "median", "sum", "total", "sd", "min", "max", "mittelwert", "summe",
    "durchschnitt", "gesamt", "moyenne", "mediane", "media", "promedio", "suma", "totale", "n",
    "anzahl", "legend", "legende", "minimum", "maximum", "ecart type",
  ]

  /// Rows at the end of a table that count or explain it.
  mutating func findEnd() {
    if let next {
      for field in fields where !field.isRepeated {
        let column = headings.columns(field.name, below: nil).first
        guard let column, case let text = Headings.tidy(next[column].shown), !text.isEmpty else {
          continue
        }
        stop = (field, text, "row \(next.number) begins another table")
        return
      }
    }
    guard !isTurned, let first = fields.first(where: { !$0.isRepeated }),
      let column = headings.columns(first.name, below: nil).first
    else { return }
    for (position, row) in body.enumerated().reversed().prefix(20).reversed() where position > 0 {
      let text = Headings.tidy(row[column].shown)
      guard Self.endWords.contains(FoldedWord.of(text)) else { continue }
      stop = (
        first, text, "row \(row.number) begins with it; \(body.count - position) rows to the end"
      )
      cutBody(at: position)
      return
    }
  }

  private mutating func cutBody(at position: Int) {
    let kept = Array(body[..<position])
    var cut = LookedSheet(self, body: kept)
    cut.findFields()
    let end = stop
    self = cut
    if let end, let field = fields.first(where: { $0.name == end.field.name }) {
      stop = (field, end.word, end.why)
    }
  }

  private init(_ other: LookedSheet, body: [TableRow]) {
    loaded = other.loaded
    header = other.header
    firstRow = other.firstRow
    self.body = body
    isTurned = other.isTurned
    titles = other.titles
    headings = other.headings
    files = other.files
    sheetNames = other.sheetNames
    labels = other.labels
    stop = other.stop
  }
}

extension REDCapDictionary {
  /// A file with the columns of a dictionary.
  static func isOne(_ sheet: LoadedSheet) -> Bool {
    let first = sheet.rows.first?[0].shown ?? ""
    return ["Variable / Field Name", "field_name"].contains(Headings.tidy(first))
      && (try? REDCapDictionary(sheet)) != nil
  }
}
