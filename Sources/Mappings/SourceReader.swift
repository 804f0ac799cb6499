import Exchange
import Measures
import Outcomes
import Tables

/// What a word of a mapping may become.
struct WordTarget: Sendable {
  /// How messages call it.
  let kind: String
  /// nil: any text.
  let allowed: [String]?
  /// What of it another word means.
  let near: @Sendable (String) -> String?

  static let any = WordTarget(kind: "text", allowed: nil)

  /// Definitions of a kind, which other words name too.
  init<Kind: NamedDefinition>(_ kind: String, _ definitions: Kind.Type, in library: Library) {
    self.init(
      kind: kind, allowed: Kind.all(in: library).map(\.id.text),
      near: { library.near($0, definitions) })
  }

  init(
    kind: String, allowed: [String]?, near: @escaping @Sendable (String) -> String? = { _ in nil }
  ) {
    self.kind = kind
    self.allowed = allowed
    self.near = near
  }
}

/// Where a field's text comes from.
extension MappingReader {
  /// The keys of a source.
  static let sourceKeys = [
    "column", "letter", "nth", "is", "file-name", "sheet-name", "cell", "sheet", "where", "words",
    "else", "if-empty", "pattern", "split", "part", "trim", "case", "as-typed", "fill-down",
    "missing", "dates", "from", "known-to", "near", "decimal", "thousands", "percent", "censored",
  ]

  /// - Parameters:
  ///   - isFixed: a plain text is the field's text itself, not a column.
  ///   - keys: more keys that the caller reads.
  ///   - column: where it stands if nothing is said.
  func source(
    _ value: YAMLValue, _ context: MappingContext, isFixed: Bool = false,
    target: WordTarget = .any, keys: [String] = [], column preset: CellSource.Place? = nil,
    anywhere: Bool = false
  ) -> CellSource? {
    if value.scalar != nil {
      guard let text = value.text() else { return nil }
      if isFixed { check(text, target, value) }
      var source = CellSource(
        isFixed ? .fixed(text) : .column(ColumnName(text, line: value.line)), line: value.line)
      inherit(context, &source)
      return source
    }
    guard let table = value.table(value.name, allowed: Self.sourceKeys + keys) else { return nil }
    guard let place = place(table) ?? (table.hasPlace ? nil : preset) else {
      if !table.hasPlace {
        value.fault(
          .neither(["column", "letter", "is", "file-name", "sheet-name", "cell", "where"]))
      }
      return nil
    }
    var source = CellSource(place, line: value.line)
    if case .fixed(let text) = place { check(text, target, table.place(of: "is")) }
    var context = context
    numbers(table, &context.numbers)
    censored(table, &context)
    if let dates = table["dates"].flatMap(dates) { context.dates = dates }
    if let missing = table["missing"] { context.missing = self.missing(missing) + context.missing }
    inherit(context, &source)
    if let words = table["words"] {
      source.words = WordTable(self.words(words, target), isContained: !table.hasPlace)
    }
    if let rest = table["else"], let text = rest.text() { others(rest, text, target, &source) }
    if let text = table["if-empty"]?.text() {
      source.ifEmpty = text
      check(text, target, table.place(of: "if-empty"))
    }
    if let pattern = table["pattern"] {
      source.patterns = oneOrMany(pattern).compactMap { self.pattern($0, anywhere: anywhere) }
    }
    change(table, &source, context)
    return source
  }

  /// What any other word becomes; `above` where empty cells mean what stands above them too.
  private func others(
    _ rest: YAMLValue, _ text: String, _ target: WordTarget, _ source: inout CellSource
  ) {
    source.othersFillDown = text == "above"
    if source.othersFillDown { return }
    source.otherwise = text == "none" ? "" : text
    if text != "none" { check(text, target, rest) }
  }

  private func inherit(_ context: MappingContext, _ source: inout CellSource) {
    source.missing = context.missing
    source.dates = context.dates
    source.numbers = context.numbers
    source.below = context.below
    source.above = context.above
  }

  private func change(
    _ table: YAMLTable, _ source: inout CellSource, _ context: MappingContext
  ) {
    if let split = table["split"], let separator = split.plainText() {
      let part = table.required("part", why: "it says which one")?.whole(from: 1, to: 20)
      source.split = part.map { (separator, $0) }
    } else {
      table["part"]?.fault(.missingKey("split", in: table.name, why: "'part' is one of its parts"))
    }
    if let trim = table["trim"] { source.trims = trim.flag() ?? false }
    if let letters = table["case"] {
      source.letterCase = letters.choice(CellSource.LetterCase.self)
    }
    if let fill = table["fill-down"] { source.fillsDown = fill.flag() ?? false }
    if source.othersFillDown, !source.fillsDown {
      table.place(of: "else").fault(
        .missingKey("fill-down", in: table.name, why: "'else: above' goes with it"))
    }
    if let from = table["from"], let text = from.text() {
      source.notBefore = Day(iso: text)
      if source.notBefore == nil { from.wrongType(needed: "a day such as 2020-01-31") }
    }
    if let typed = table["as-typed"] { source.isAsTyped = typed.flag() ?? false }
    if let known = table["known-to"], known.scalar == nil {
      source.knownToCell = self.source(known, context, target: Self.precisions).map(DateCell.init)
    } else if let known = table["known-to"], let text = known.text() {
      let precisions: [PartialDay.Precision] = [.month, .year]
      source.knownTo = precisions.first { $0.rawValue == text }
      if source.knownTo == nil {
        known.fault(.notAllowed("'known-to'", found: text, allowed: precisions.map(\.rawValue)))
      }
    }
    if let near = table["near"], let other = self.source(near, context, keys: ["days"]),
      let days = near.value(of: "days") ?? required("days", near)
    {
      source.near = days.whole(from: 1, to: 3650).map { (DateCell(other), $0) }
    }
  }

  /// How far a day is known, where a column says it.
  private static let precisions = WordTarget(
    kind: "precision", allowed: ["day"] + PartialDay.Precision.allCases.map(\.rawValue))

  private func required(_ key: String, _ value: YAMLValue) -> YAMLValue? {
    value.fault(.missingKey(key, in: value.name, why: nil))
    return nil
  }

  /// The words in their order.
  func words(_ value: YAMLValue, _ target: WordTarget) -> [WordTable.Entry] {
    (value.entries() ?? []).compactMap { word, _, value in
      guard let text = value.text() else { return nil }
      if text != "none" { check(text, target, value) }
      return WordTable.Entry(word: word, becomes: text == "none" ? "" : text)
    }
  }

  private func check(_ text: String, _ target: WordTarget, _ value: YAMLValue) {
    guard let allowed = target.allowed, !allowed.contains(text) else { return }
    value.fault(.undefined(kind: target.kind, id: text, known: allowed, near: target.near(text)))
  }

  func pattern(_ value: YAMLValue, anywhere: Bool) -> CellPattern? {
    guard let text = value.text() else { return nil }
    let pattern = CellPattern(text, isAnywhere: anywhere)
    if !pattern.isPattern {
      value.wrongType(needed: "a regular expression")
    } else if pattern.mayNeverEnd {
      value.wrongType(
        needed:
          "a regular expression that repeats no group with a repetition or alternatives inside, such as [ab]+ for (a|b)+"
      )
    } else {
      return pattern
    }
    return nil
  }

  func column(_ table: YAMLTable) -> ColumnName? {
    let nth = table["nth"]?.whole(from: 1, to: 1000)
    if let column = table["column"] {
      return column.text().map { ColumnName($0, nth: nth, line: column.line) }
    }
    guard let letter = table["letter"] else {
      table.place.fault(.neither(["column", "letter"]))
      return nil
    }
    guard let text = letter.text() else { return nil }
    if ColumnLetters.column(of: text) != nil {
      return ColumnName(text, isLetters: true, line: letter.line)
    }
    letter.wrongType(needed: "the letters of a column, such as B")
    return nil
  }

  /// nil: nothing is said, or it is wrong.
  private func place(_ table: YAMLTable) -> CellSource.Place? {
    if let fixed = table["is"] { return fixed.text().map { .fixed($0) } }
    if let name = table["file-name"] {
      return pattern(name, anywhere: false).map { .fileName($0) }
    }
    if let name = table["sheet-name"] {
      return pattern(name, anywhere: false).map { .sheetName($0) }
    }
    if let cell = table["cell"], let text = cell.text() {
      let letters = text.prefix { $0.isLetter }
      guard let column = ColumnLetters.column(of: String(letters)),
        let row = Int(text.dropFirst(letters.count)), row > 0
      else {
        cell.wrongType(needed: "a cell such as B2")
        return nil
      }
      return .cell(column: column, row: row, sheet: table["sheet"]?.text())
    }
    if let rows = table["where"] {
      let wanted = (rows.entries() ?? []).compactMap { name, place, value in
        value.text().map { WordInColumn(column: ColumnName(name, line: place.line), word: $0) }
      }
      guard let sheet = table.required("sheet")?.text(), let column = column(table) else {
        return nil
      }
      return .lookUp(sheet: sheet, rows: wanted, column: column)
    }
    table["sheet"]?.fault(.notWith(key: "sheet", kind: "a column of the table itself"))
    guard table["column"] != nil || table["letter"] != nil else { return nil }
    return column(table).map { .column($0) }
  }
}

extension YAMLTable {
  /// It says where the text stands.
  fileprivate var hasPlace: Bool {
    ["is", "file-name", "sheet-name", "cell", "where", "column", "letter"].contains {
      self[$0] != nil
    }
  }
}
