import Outcomes
import Tables

/// One instrument as a row gives it.
struct ReadScore {
  struct Answer {
    var item: String
    var text: String
    var cell: SourceCell?
  }

  var measure: String
  var measureCell: SourceCell?
  var answers: [Answer] = []
  /// The cells of all items, also of those left open.
  var cells: [String: SourceCell] = [:]
  var variant = ""
  var variantCell: SourceCell?
  var rater = ""
  var raterCell: SourceCell?
  var note = ""
  var noteCell: SourceCell?
  /// Its items stand in several rows.
  var isOfManyRows = false
  /// A cell of it was refused: none of it is stored.
  var isRefused = false
}

extension CellReading {
  /// nil: the row says nothing of the instrument, or the instrument itself was refused.
  func score(
    _ rule: ScoreRule, _ row: TableRow, _ repetition: Repetition, _ index: Int
  ) -> ReadScore? {
    switch rule.instrument {
    case .measure(let source):
      guard case .text(let measure) = line(source, row, repetition, index) else { return nil }
      let answers = self.answers(rule, row, repetition, index)
      return finished(
        ReadScore(measure: measure.text, measureCell: measure.cell), answers, rule, row,
        repetition, index)
    case .byUnit(let source, let units, let missingAs):
      if let value = rule.value {
        guard case .text(let unit) = line(source, row, repetition, index) else { return nil }
        guard let entry = WordTable(units).entry(for: unit.text) else {
          if let cell = unit.cell { into.refuse(cell, .unknownWord(known: units.map(\.word))) }
          return nil
        }
        into.use(unit.cell, unit.text, entry.becomes)
        return finished(
          ReadScore(measure: entry.becomes, measureCell: unit.cell),
          [("", answer(value, row, repetition, index), false)], rule, row, repetition, index)
      }
      let (measure, value) = withUnit(source, units, missingAs, row, repetition, index)
      guard let measure else { return nil }
      return finished(
        ReadScore(measure: measure, measureCell: value.cell), [("", value, false)], rule, row,
        repetition, index)
    }
  }

  private typealias ItemReading = (item: String, found: Reading, isFixed: Bool)

  private func answers(
    _ rule: ScoreRule, _ row: TableRow, _ repetition: Repetition, _ index: Int
  ) -> [ItemReading] {
    var found: [ItemReading] = rule.items.map {
      ($0.item, answer($0.source, row, repetition, index), $0.source.isFixed)
    }
    if let total = rule.total {
      found.append(("total", answer(total, row, repetition, index), total.isFixed))
    }
    if let value = rule.value {
      var item = ""
      if let source = rule.item {
        switch line(source, row, repetition, index) {
        case .text(let text): item = text.text
        case .nothing, .missing: return found
        case .refused(let cell): return found + [("", .refused(cell), false)]
        }
      }
      found.append((item, answer(value, row, repetition, index), value.isFixed))
    }
    return found
  }

  private func finished(
    _ score: ReadScore, _ found: [ItemReading], _ rule: ScoreRule, _ row: TableRow,
    _ repetition: Repetition, _ index: Int
  ) -> ReadScore? {
    guard found.contains(where: { !$0.isFixed && !$0.found.isNothing }),
      !found.contains(where: { $0.found.isLimitLeftOut })
    else { return nil }
    var score = score
    score.isOfManyRows = rule.item != nil
    for (item, found, _) in found {
      if let cell = found.cell { score.cells[item] = cell }
      switch found {
      case .text(let text):
        score.answers.append(.init(item: item, text: text.text, cell: text.cell))
      case .missing(let reason, let cell):
        // A total is a number or is not given.
        if item != "total" {
          score.answers.append(.init(item: item, text: reason.rawValue, cell: cell))
        }
      case .nothing(let cell):
        if let empty = rule.empty, item != "total" {
          into.use(cell, "", empty.rawValue)
          score.answers.append(.init(item: item, text: empty.rawValue, cell: cell))
        }
      case .refused: score.isRefused = true
      }
    }
    var variant: [String] = []
    for (key, source) in rule.variant {
      let found = line(source, row, repetition, index)
      score.variantCell = score.variantCell ?? found.cell
      if found.isRefused { score.isRefused = true }
      if !found.string.isEmpty { variant.append("\(key)=\(found.string)") }
    }
    score.variant = variant.joined(separator: ";")
    (score.note, score.noteCell) = note(rule.note, row, repetition, index)
    let rater = line(rule.rater, row, repetition, index)
    (score.rater, score.raterCell) = (rater.string, rater.cell)
    return score
  }

  /// A number with its unit behind it.
  private func withUnit(
    _ source: CellSource, _ units: [WordTable.Entry], _ missingAs: String?, _ row: TableRow,
    _ repetition: Repetition, _ index: Int
  ) -> (measure: String?, value: Reading) {
    let found = read(source, row, repetition, index)
    switch found {
    case .nothing, .refused: return (nil, found)
    case .missing(_, let cell):
      if missingAs == nil, let cell { into.refuse(cell, .noUnitOfMissing) }
      return (missingAs, found)
    case .text(var text):
      guard let cell = text.cell else { return (nil, found) }
      if case .date = text.kind { return (nil, refuse(cell, .isADay)) }
      let typed = text.text.withoutOuterBlanks
      let unit = units.filter { typed.lowercased().hasSuffix($0.word.lowercased()) }
        .max { $0.word.count < $1.word.count }
      guard let unit else { return (nil, refuse(cell, .noUnit(known: units.map(\.word)))) }
      let number = String(typed.dropLast(unit.word.count)).withoutOuterBlanks
      guard let plain = source.numbers.plain(number) else {
        return (nil, refuse(cell, .noNumber(decimal: source.numbers.decimal)))
      }
      into.use(cell, unit.word, unit.becomes)
      text.text = plain
      return (unit.becomes, .text(text))
    }
  }
}

extension Reading {
  /// `< 5` that the mapping leaves out: what stands beside it, such as the laboratory's upper limit,
  /// is no measurement without it.
  fileprivate var isLimitLeftOut: Bool {
    guard case .nothing(let cell?) = self else { return false }
    return cell.shown.withoutOuterBlanks.first.map { "<>".contains($0) } == true
  }
}
