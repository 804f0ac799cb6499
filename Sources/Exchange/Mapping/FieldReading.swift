import Outcomes
import Tables

/// Cells as the texts of our own layouts: numbers with a point, days in ISO form, one line of text.
extension CellReading {
  /// An answer or amount.
  ///
  /// A word passes: the instrument decides whether it is one of its answers.
  func answer(
    _ source: CellSource, _ row: TableRow, _ repetition: Repetition, _ index: Int
  ) -> Reading {
    let found = read(source, row, repetition, index, isOpen: true)
    guard case .text(var text) = found, let cell = text.cell, !text.isOfWords else {
      return found
    }
    text.text = text.text.withoutOuterBlanks
    var form = source.numbers
    switch text.kind {
    case .date: return refuse(cell, .isADay)
    case .number where text.isPercent:
      guard form.readsPercent, let number = Rational(decimal: text.text) else {
        return refuse(cell, .perCent)
      }
      text.text = (number * Rational(100)).plain(4)
      return .text(text)
    case .number: form = NumberForm()
    case .text, .empty, .error: break
    }
    if let limit = censored(text, source, cell) { return limit }
    if let plain = form.plain(text.text) {
      text.text = plain
    } else if NumberForm.looksLikeNumber(text.text) {
      return refuse(cell, .noNumber(decimal: form.decimal))
    }
    return .text(text)
  }

  /// `< 5` and `> 22000`; nil: it is none of them.
  private func censored(
    _ text: CellText, _ source: CellSource, _ cell: SourceCell
  ) -> Reading? {
    guard let sign = text.text.first, "<>≤≥".contains(sign),
      let number = source.numbers.plain(String(text.text.dropFirst()).withoutOuterBlanks)
    else { return nil }
    switch "<≤".contains(sign) ? source.below : source.above {
    case .leaveOut:
      into.use(cell, text.text, "left out")
      return .nothing(cell)
    case .value:
      into.use(cell, text.text, number)
      var text = text
      text.text = number
      return .text(text)
    case nil: return refuse(cell, .censored)
    }
  }

  /// A day.
  ///
  /// - Parameter mayBePartial: a month or year alone is taken.
  func day(
    _ source: CellSource, _ row: TableRow, _ repetition: Repetition = .once, _ index: Int = 0,
    mayBePartial: Bool
  ) -> Reading {
    let found = read(source, row, repetition, index, isOpen: true)
    guard case .text(var text) = found else {
      if case .missing(_, let cell) = found { return .nothing(cell) }
      return found
    }
    let typed = text.text.withoutOuterBlanks
    let day: PartialDay?
    switch text.kind {
    case .date(let date):
      day = Day(year: date.year, month: date.month, day: date.day).map { PartialDay($0) }
    case .number where mayBePartial && typed.count == 4: day = PartialDay(iso: typed)
    case .number: day = source.dates.day(serial: typed).map { PartialDay($0) }
    case .text, .empty, .error:
      // A text file knows no numbers, and workbooks hold days as text that were pasted into them.
      day =
        source.dates.day(typed)
        ?? (typed.utf8.allSatisfy { (48...57).contains($0) }
          ? source.dates.day(serial: typed).map { PartialDay($0) } : nil)
    }
    guard let cell = text.cell else {
      text.text = day?.text ?? text.text
      return .text(text)
    }
    guard let day else {
      return refuse(cell, .noDay(examples: source.dates.forms.map(\.example)))
    }
    if day.precision != nil, !mayBePartial { return refuse(cell, .onlyPartOfADay) }
    if let first = source.notBefore, day.latest < first {
      return refuse(cell, .before(first: first.iso))
    }
    if let near = source.near,
      case .text(let other) = self.day(near.source.source, row, mayBePartial: false),
      let other = Day(iso: other.text), abs(day.earliest - other) > near.days
    {
      return refuse(
        cell,
        .farFrom(day: other.iso, heading: heading(of: near.source.source), days: near.days))
    }
    if let known = source.knownToCell {
      return self.day(day, text, knownTo: line(known.source, row, repetition, index))
    }
    text.text = source.knownTo.map { PartialDay(day.earliest, $0).text } ?? day.text
    return .text(text)
  }

  /// A day beside which another cell says how far it is known.
  private func day(_ day: PartialDay, _ text: CellText, knownTo known: Reading) -> Reading {
    var text = text
    switch known {
    case .refused(let cell): return .refused(cell)
    case .nothing, .missing: text.text = day.text
    case .text(let word):
      let words = ["day"] + PartialDay.Precision.allCases.map(\.rawValue)
      guard words.contains(word.text) else {
        return word.cell.map { refuse($0, .unknownWord(known: words)) } ?? .nothing(text.cell)
      }
      guard let precision = PartialDay.Precision(rawValue: word.text) else {
        text.text = day.text
        return .text(text)
      }
      if precision == .unknown { return .nothing(text.cell) }
      text.text = PartialDay(day.earliest, precision).text
    }
    return .text(text)
  }

  private func heading(of source: CellSource) -> String {
    if case .column(let name) = source.place { name.text } else { "" }
  }

  /// Remarks in one line, joined.
  func note(
    _ sources: [CellSource], _ row: TableRow, _ repetition: Repetition = .once, _ index: Int = 0
  ) -> (text: String, cell: SourceCell?) {
    var texts: [String] = []
    var cell: SourceCell?
    for source in sources {
      guard case .text(let text) = read(source, row, repetition, index) else { continue }
      let line = source.isAsTyped ? text.text : Headings.tidy(text.text)
      if !line.isEmpty {
        texts.append(line)
        cell = cell ?? text.cell
      }
    }
    return (texts.joined(separator: "; "), cell)
  }

  /// One line of text.
  func line(
    _ source: CellSource?, _ row: TableRow, _ repetition: Repetition = .once, _ index: Int = 0
  ) -> Reading {
    guard let source else { return .nothing(nil) }
    let found = read(source, row, repetition, index)
    guard case .text(var text) = found else { return found }
    if !source.isAsTyped { text.text = Headings.tidy(text.text) }
    return .text(text)
  }

  /// A number, such as a dose.
  func amount(
    _ source: CellSource?, _ row: TableRow, _ repetition: Repetition = .once, _ index: Int = 0
  ) -> Reading {
    guard let source else { return .nothing(nil) }
    let found = answer(source, row, repetition, index)
    guard case .text(var text) = found, let cell = text.cell else {
      if case .missing(_, let cell) = found { return .nothing(cell) }
      return found
    }
    if text.isOfWords, let plain = source.numbers.plain(text.text) { text.text = plain }
    guard Rational(decimal: text.text) != nil else {
      return refuse(cell, .noNumber(decimal: source.numbers.decimal))
    }
    return .text(text)
  }
}
