import Exchange
import Outcomes
import TableFiles

/// A sheet of a workbook to fill in.
struct TemplateSheet {
  let name: String
  let columns: [WorkbookColumn]
}

/// Makes the sheets of a workbook to fill in for one disease, and collects their words.
struct TemplateColumns {
  let library: Library
  var words = TemplateWords()

  mutating func sheet(_ layout: ImportLayout) -> TemplateSheet {
    TemplateSheet(
      name: layout.rawValue,
      columns: layout.layout.columns.map { column(layout, $0) })
  }

  private mutating func column(_ layout: ImportLayout, _ column: Layout.Column) -> WorkbookColumn {
    let needed = layout == .visits || !column.isRequired ? "" : " Needed."
    let meaning = column.meaning.prefix(1).uppercased() + column.meaning.dropFirst() + "."
    func entry(_ check: WorkbookEntry.Check, _ more: String = "") -> WorkbookEntry {
      WorkbookEntry(check, title: column.key, message: meaning + more + needed)
    }
    if let choices = choices(column.key) {
      let range = words.add(layout.rawValue, column.key, choices)
      return WorkbookColumn(
        column.key, .text, entry: entry(.oneOf(range: range), " Choose from the list."))
    }
    switch column.kind {
    case .date where column.allowed != nil:
      // Formatted as a date it would make a day of a month or year.
      return WorkbookColumn(
        column.key, .text,
        entry: entry(
          .formula(Self.partialDay), " 2026-06-30, or 2026-06 or 2026 where no more is known."))
    case .date:
      return WorkbookColumn(column.key, .date, entry: entry(.formula(Self.day), " A date."))
    case .number where column.key == "dose":
      return WorkbookColumn(
        column.key, .number,
        entry: entry(.formula("AND(ISNUMBER(CELL),CELL>0)"), " A number above 0."))
    case .number:
      let least = column.key == "days_since_dose" ? 0 : 1
      return WorkbookColumn(
        column.key, .number,
        entry: entry(
          .formula("AND(ISNUMBER(CELL),CELL>=\(least),CELL=INT(CELL))"),
          " A whole number from \(least)."))
    case .text: return WorkbookColumn(column.key, .text, entry: entry(.none))
    }
  }

  private func choices(_ key: String) -> [(word: String, meaning: String)]? {
    func named<Kind: NamedDefinition>(_ all: [Kind]) -> [(word: String, meaning: String)] {
      all.sorted { $0.id.text < $1.id.text }.map { ($0.id.text, $0.name) }
    }
    func all<Word: RawRepresentable<String> & CaseIterable>(_: Word.Type) -> [(
      word: String, meaning: String
    )] { Word.allCases.map { ($0.rawValue, "") } }
    return switch key {
    case "sex": all(Sex.self)
    case "disease": named(library.diseases)
    case "therapy": named(library.therapies)
    case "intent": all(TreatmentCourse.Intent.self)
    case "stop_reason": all(TreatmentCourse.StopReason.self)
    case "illness", "missed_doses": all(YesOrNo.self)
    case _: nil
    }
  }

  private static let day = "AND(ISNUMBER(CELL),CELL>=61)"
  private static let partialDay =
    "OR(LEN(CELL)=4,AND(LEN(CELL)=7,MID(CELL,5,1)=\"-\"),"
    + "AND(LEN(CELL)=10,MID(CELL,5,1)=\"-\",MID(CELL,8,1)=\"-\"))"

  mutating func sheet(_ measure: Measure) -> TemplateSheet {
    let instrument = InstrumentSheet(measure)
    return TemplateSheet(
      name: measure.id.text,
      columns: instrument.columns.map { column in
        self.column(column, instrument.heading(column), measure)
      })
  }

  private mutating func column(
    _ column: InstrumentSheet.Column, _ heading: String, _ measure: Measure
  ) -> WorkbookColumn {
    func entry(_ check: WorkbookEntry.Check, _ message: String) -> WorkbookEntry {
      WorkbookEntry(check, title: heading, message: message)
    }
    switch column {
    case .patient:
      return WorkbookColumn(heading, .text, entry: entry(.none, "As on the sheet 'patients'."))
    case .date:
      return WorkbookColumn(
        heading, .date, entry: entry(.formula(Self.day), "Day of the visit. A date."))
    case .rater, .note:
      return WorkbookColumn(heading, .text)
    case .variant(let key):
      let usual = key.defaultValue.map { " Empty: \($0)." } ?? " Needed."
      guard !key.values.isEmpty else {
        return WorkbookColumn(heading, .text, entry: entry(.none, key.label + "." + usual))
      }
      let range = words.add(measure.id.text, heading, key.values.map { ($0, "") })
      return WorkbookColumn(
        heading, .text, entry: entry(.oneOf(range: range), key.label + "." + usual))
    case .total:
      return WorkbookColumn(
        heading, .number,
        entry: entry(
          .formula(Self.number(measure.possibleTotals, orReasons: false)),
          "\(measure.short): the total alone, or compared with the items. "
            + Self.words(measure.possibleTotals)))
    case .field(let position): return field(measure.fields[position], heading, measure)
    }
  }

  private mutating func field(
    _ field: Field, _ heading: String, _ measure: Measure
  ) -> WorkbookColumn {
    let reasons = TemplateWords.reasons
    switch field.kind {
    case .options(let options):
      let range = words.add(
        measure.id.text, heading, options.map { ($0.value, $0.text) } + reasons)
      let list = options.map { $0.value == $0.text ? $0.value : "\($0.value) = \($0.text)" }
        .joined(separator: "; ")
      return WorkbookColumn(
        heading, .number,
        entry: WorkbookEntry(
          .oneOf(range: range), title: heading, message: "\(field.label). \(list)"))
    case .number(let range):
      return WorkbookColumn(
        heading, .number,
        entry: WorkbookEntry(
          .formula(Self.number(range, orReasons: true)), title: heading,
          message: "\(field.label). " + Self.words(range) + " Or: "
            + reasons.map(\.word).joined(separator: ", ") + "."))
    }
  }

  private static func words(_ range: NumberRange) -> String {
    "\(range.minimum.plain(4)) to \(range.maximum.plain(4))"
      + (range.unit.isEmpty ? "." : " \(range.unit).")
  }

  private static func number(_ range: NumberRange, orReasons: Bool) -> String {
    let cell = range.ignoresSign ? "ABS(CELL)" : "CELL"
    let (least, most) = (range.minimum.plain(4), range.maximum.plain(4))
    // Inside IF, since a spreadsheet takes a word for more than any number.
    let number = "IF(ISNUMBER(CELL),AND(\(cell)>=\(least),\(cell)<=\(most)),"
    guard orReasons else { return number + "FALSE)" }
    let words = TemplateWords.reasons.map { "CELL=\"\($0.word)\"" }.joined(separator: ",")
    return number + "OR(\(words)))"
  }
}
