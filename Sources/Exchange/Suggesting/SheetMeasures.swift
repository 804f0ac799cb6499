// Long on purpose: the ways to find instruments follow each other, the surest first.
import Outcomes
import Tables

/// Days of visits, instruments by their headings, remarks.
extension SheetPlan {
  func measurements() {
    visitDays()
    laboratory()
    if analyte == nil {
      namedItems()
      numberedItems()
      for position in scores.indices { total(position) }
      for field in fields where !field.isUsed && !field.texts.isEmpty { single(field) }
      bySheetName()
    }
    while let note = take(.note) { notes.append(note) }
  }

  private func visitDays() {
    let open = fields.filter { field in
      !field.isUsed && !field.texts.isEmpty
        && (day(field).isOfDays
          || day(field).isOfSerials && ColumnMeaning.visitDay.isMeant(by: field))
    }
    if open.isEmpty { return }
    stamp = take(.stampDay) { self.day($0).isOfDays }
    var named = open.filter { $0 !== stamp && ColumnMeaning.visitDay.isMeant(by: $0) }
    if named.contains(where: \.isRepeated) { named = named.filter(\.isRepeated) }
    if named.count == 1 {
      visitDay = named[0]
      visitDayWhy = "by its heading; \(Counted.text(day(named[0]).days, "day"))"
    } else if named.count > 1 {
      visitDayChoices = named
    } else {
      let rest = open.filter { $0 !== stamp && !$0.isUsed }
      if rest.count == 1 {
        visitDay = rest[0]
        visitDayWhy = "the only column of days left"
      } else if rest.count > 1 {
        visitDayChoices = rest
      } else if let stamp {
        visitDay = stamp
        visitDayWhy = "the only column of days"
        self.stamp = nil
      }
    }
    for field in [visitDay].compactMap(\.self) + visitDayChoices { field.isUsed = true }
  }

  /// One row per measurement: a column names the instrument.
  private func laboratory() {
    let fits = fields.filter { field in
      guard !field.isUsed, !field.isRepeated, !field.isNumeric, field.texts.count > 1 else {
        return false
      }
      let known = field.distinct.filter { self.measure($0.text) != nil }
      let cells = known.reduce(0) { $0 + $1.count }
      return !known.isEmpty
        && (cells * 2 >= field.texts.count || ColumnMeaning.analyte.isMeant(by: field))
    }
    guard let field = fits.first(where: ColumnMeaning.analyte.isMeant) ?? fits.first else { return }
    let value =
      take(.value) { !$0.isRepeated }
      ?? fields.first { !$0.isUsed && $0 !== field && $0.isNumeric && !$0.isRepeated }
    guard let value else { return }
    guard visitDay != nil || !visitDayChoices.isEmpty, value.numbers.count * 2 >= value.texts.count
    else {
      value.isUsed = false
      return
    }
    analyte = field
    self.value = value
    field.isUsed = true
    value.isUsed = true
    unit = take(.unit)
    reference = take(.reference)
    itemName = take(.item) { $0 !== field }
  }

  /// The instrument that a text names as a whole.
  func measure(_ text: String) -> Measure? {
    let match = book.match(FoldedWord.words(text), bracket: nil)
    guard let match, match.measures.count == 1, match.item == nil else { return nil }
    return match.measures[0]
  }

  /// Figures that answers of items have; others, such as 99, can stand for none.
  private static let answers = Rational(0)...Rational(10)

  /// Answers of items, in whatever form.
  private func isAnswers(_ field: LookedField) -> Bool {
    !field.isUsed && !field.texts.isEmpty && !day(field).isOfDays && field.distinct.count <= 12
      && (field.isNumeric && field.numbers(without: Self.answers).allSatisfy { $0 <= Rational(10) }
        || field.texts.contains { $0.contains(where: \.isNumber) && $0.count < 80 }
        || field.distinct.count <= 4)
  }

  /// Columns whose headings are the items of one instrument.
  private func namedItems() {
    while true {
      let open = fields.filter(isAnswers)
      var best: (measure: Measure, found: [(Item, LookedField)], share: Double)?
      var alike: [Measure] = []
      let context = namedAround
      for measure in book.library.measures where measure.items.count >= 2 {
        let found = assign(measure.items.filter(\.inTotal), open)
        let share = Double(found.count) / Double(max(1, measure.items.count(where: \.inTotal)))
        let isNamed = context.contains(measure.id)
        guard found.count >= (isNamed ? 2 : 3), share >= (isNamed ? 1 : 0.6) else { continue }
        if let now = best, now.share == share, now.found.count == found.count {
          alike.append(measure)
        }
        if best.map({ (share, found.count) > ($0.share, $0.found.count) }) ?? true {
          best = (measure, found, share)
          alike = [measure]
        }
      }
      guard let best else { return }
      let named = alike.filter { measure in
        best.found.contains {
          book.match($0.1.words, bracket: nil)?.measures.contains { $0.id == measure.id } == true
        }
      }
      let chosen = named.first ?? best.measure
      let found =
        chosen.id == best.measure.id ? best.found : assign(chosen.items.filter(\.inTotal), open)
      let why =
        "\(found.count) of its \(chosen.items.count(where: \.inTotal)) items by their headings"
      var plan = ScorePlan(
        instrument: alike.count > 1 && named.isEmpty
          ? .open(alike, why: why) : .decided(chosen, why: why))
      add(found, to: &plan, chosen)
      scores.append(plan)
    }
  }

  /// Instruments that the sheet's name, its titles or headings of empty columns name.
  private var namedAround: Set<Measure.ID> {
    let empty = sheet.headings.all.filter { heading in
      sheet.body.allSatisfy { $0[heading.column].isBlank }
    }
    let texts = [sheet.name ?? ""] + sheet.titles + empty.map(\.text)
    return Set(
      texts.flatMap { book.match(FoldedWord.words($0), bracket: nil)?.measures.map(\.id) ?? [] })
  }

  private func assign(_ items: [Item], _ fields: [LookedField]) -> [(Item, LookedField)] {
    var pairs: [(Int, Int, Double)] = []
    for (i, item) in items.enumerated() {
      for (f, field) in fields.enumerated() {
        let fit = ItemWords.fit(field.words, item)
        if fit >= 0.5, holds(field, item) { pairs.append((i, f, fit)) }
      }
    }
    var found: [Int: Int] = [:]
    var used: Set<Int> = []
    for (i, f, _) in pairs.sorted(by: { ($1.2, $0.0, $0.1) < ($0.2, $1.0, $1.1) }) {
      guard found[i] == nil, used.insert(f).inserted else { continue }
      found[i] = f
    }
    return items.indices.compactMap { i in found[i].map { (items[i], fields[$0]) } }
  }

  private func holds(_ field: LookedField, _ item: Item) -> Bool {
    guard let least = item.minimum, let most = item.maximum else { return true }
    let numbers = field.numbers(without: least...most)
    return numbers.count { (least...most).contains($0) } * 10 >= numbers.count * 7
  }

  private func add(_ found: [(Item, LookedField)], to plan: inout ScorePlan, _ measure: Measure) {
    // Answers of one form are written alike in all columns.
    let texts = found.flatMap { item, field in
      field.texts.filter { !MissingLook.isMissing($0, in: item.span) }
    }
    let look = AnswerLook(texts, range: found.compactMap(\.0.span).first, units: [])
    plan.oddCells += look.odd
    for (item, field) in found {
      field.isUsed = true
      var part = ScorePlan.Part(slot: item.id, field: field, why: "'\(item.label)'")
      (part.form, part.words) = (look.form, look.words)
      plan.hasOpenAnswers += openCells(field, among: found.map(\.1))
      plan.parts.append(part)
    }
  }

  /// Empty cells of a visit in which other items were answered.
  private func openCells(_ field: LookedField, among all: [LookedField]) -> Int {
    field.cells.indices.count { place in
      field.cells[place].isBlank
        && all.contains { place < $0.cells.count && !$0.cells[place].isBlank }
    }
  }

  /// `Item 1` to `Item 8`, or `qmg_1` to `qmg_13`: as many as an instrument has.
  private func numberedItems() {
    var stems: [String: [(number: Int, field: LookedField)]] = [:]
    var order: [String] = []
    for field in fields where isAnswers(field) {
      guard let last = field.words.last else { continue }
      let digits = String(last.reversed().prefix { $0.isNumber }.reversed())
      guard let number = Int(digits) else { continue }
      let stem = (field.words.dropLast() + [String(last.dropLast(digits.count))]).joined(
        separator: " ")
      if stems[stem] == nil { order.append(stem) }
      stems[stem, default: []].append((number, field))
    }
    for stem in order {
      guard let found = stems[stem], found.count >= 3,
        found.map(\.number) == Array(1...found.count)
      else { continue }
      let words = FoldedWord.words(stem) + FoldedWord.words(sheet.name ?? "")
      let named = book.match(words, bracket: nil)?.measures ?? []
      let measures = (named.isEmpty ? book.library.measures : named).filter { measure in
        let items = measure.items.filter(\.inTotal)
        return items.count == found.count && zip(items, found).allSatisfy { holds($1.field, $0) }
      }
      guard let measure = measures.first, !named.isEmpty else { continue }
      var plan = ScorePlan(
        instrument: .decided(
          measure,
          why:
            "named by \(book.match(FoldedWord.words(stem), bracket: nil) == nil ? "the sheet" : "the headings"); it has \(found.count) items"
        ))
      add(zip(measure.items.filter(\.inTotal), found).map { ($0, $1.field) }, to: &plan, measure)
      for position in plan.parts.indices {
        plan.parts[position].open = "if the items stand in the order of the form"
      }
      scores.append(plan)
    }
  }

  /// A total beside the items: the column that is their sum.
  func total(_ position: Int, only wanted: LookedField? = nil) {
    let parts = scores[position].parts.compactMap(\.field)
    guard let measure = scores[position].measure,
      parts.count == measure.items.count(where: \.inTotal),
      parts.count > 1
    else { return }
    guard scores[position].total == nil else { return }
    for field in fields where !field.isUsed && field.cells.count == parts[0].cells.count {
      if let wanted, wanted !== field { continue }
      var (same, both) = (0, 0)
      for place in field.cells.indices {
        guard let total = LookedField.number(field.cells[place].shown.withoutOuterBlanks) else {
          continue
        }
        let answers = parts.map { Self.answer($0.cells[place].shown) }
        guard answers.allSatisfy({ $0 != nil }) else { continue }
        both += 1
        if answers.reduce(Rational.zero, { $0 + ($1 ?? .zero) }) == total { same += 1 }
      }
      let isNamed = field.words.contains {
        ["total", "sum", "summe", "gesamt", "suma", "somme", "totale"].contains($0)
      }
      guard both > 0, wanted != nil || same * 10 >= both * 8 || (isNamed && same > 0),
        wanted != nil || same > 1 || isNamed
      else { continue }
      field.isUsed = true
      scores[position].total = (
        field, "the sum of the \(parts.count) columns in \(same) of \(Counted.text(both, "row"))"
      )
      return
    }
  }

  /// The figure that an answer begins with; a word alone counts as 0 here, where a sum is tried.
  private static func answer(_ text: String) -> Rational? {
    let text = text.withoutOuterBlanks
    if let number = LookedField.number(text) { return number }
    let digits = text.drop { $0.isLetter }.prefix { $0.isNumber }
    if let number = Rational(decimal: digits) { return number }
    return text.isEmpty || MissingLook.isMissing(text) ? nil : Rational.zero
  }
}

extension Item {
  /// From the least to the most that an answer can be.
  var span: ClosedRange<Rational>? {
    guard let minimum, let maximum else { return nil }
    return minimum...maximum
  }
}
