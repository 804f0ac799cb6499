import Exchange
import Measures
import Outcomes
import Tables

/// Which file a table is, how days are written, which words stand for no answer.
extension MappingReader {
  func file(_ value: YAMLValue, _ context: inout MappingContext) {
    let keys = [
      "kind", "name", "sheet", "header", "first-row", "stop-at", "only", "skip", "encoding",
      "separator", "decimal", "thousands", "hidden", "optional", "turned", "dictionary",
    ]
    guard let table = value.table("'file'", allowed: keys) else { return }
    if let kind = table["kind"] { context.file.kind = kind.choice(TableFile.Kind.self) }
    if let name = table["name"] { context.file.name = name.text() }
    if let sheet = table["sheet"] { context.file.sheet = sheet.text() }
    if let header = table["header"] { context.file.header = rows(header) }
    if let first = table["first-row"] {
      context.file.firstRow = first.whole(from: 1, to: 1_048_576)
    }
    if let stop = table["stop-at"] { context.file.stopAt = wordInColumn(stop) }
    if let only = table["only"] { context.file.only = wordsInColumns(only) }
    if let skip = table["skip"] { context.file.skip = wordsInColumns(skip) }
    if let encoding = table["encoding"] {
      context.file.encoding = encoding.choice(TextEncoding.self)
    }
    if let separator = table["separator"] {
      let words: [(word: String, separator: TextSeparator)] = [
        (",", .comma), (";", .semicolon), ("tab", .tab), ("|", .bar),
      ]
      let text = separator.text()
      context.file.separator = words.first { $0.word == text }?.separator
      if let text, context.file.separator == nil {
        separator.fault(.notAllowed("'separator'", found: text, allowed: words.map(\.word)))
      }
    }
    numbers(table, &context.numbers)
    if let hidden = table["hidden"] { context.file.readsHidden = hidden.flag() ?? false }
    if let optional = table["optional"] { context.file.isOptional = optional.flag() ?? false }
    if let turned = table["turned"] { context.file.isTurned = turned.flag() ?? false }
    if let dictionary = table["dictionary"] { context.file.dictionary = dictionary.text() }
    if context.file.kind == .redcap, context.file.dictionary == nil {
      value.fault(
        .missingKey("dictionary", in: "'file'", why: "it says what the fields and codes mean"))
    } else if context.file.dictionary != nil, context.file.kind != .redcap {
      value.fault(.notWith(key: "dictionary", kind: "any kind but 'redcap'"))
    }
  }

  /// How numbers are written, where the table says so.
  func numbers(_ table: YAMLTable, _ form: inout NumberForm) {
    if let decimal = table["decimal"].flatMap({ sign($0, ["." as Character, ","]) }) {
      form.decimal = decimal
    }
    if let value = table["thousands"],
      let thousands = sign(value, [".", ",", " ", "'", "\u{A0}", "\u{202F}"])
    {
      form.thousands = thousands
    }
    if let percent = table["percent"] { form.readsPercent = percent.flag() ?? false }
    if form.decimal == form.thousands {
      table.place(of: "thousands").fault(
        .notAllowed("'thousands'", found: String(form.decimal), allowed: ["any other sign"]))
    }
  }

  private func sign(_ value: YAMLValue, _ allowed: [Character]) -> Character? {
    guard let text = value.text() else { return nil }
    if text.count == 1, let sign = text.first, allowed.contains(sign) { return sign }
    value.fault(.notAllowed("'\(value.key)'", found: text, allowed: allowed.map { "\"\($0)\"" }))
    return nil
  }

  /// One row, several or `none`.
  private func rows(_ value: YAMLValue) -> [Int] {
    if value.scalar == "none" { return [] }
    if value.isList { return value.list { $0.whole(from: 1, to: 1_048_576) } ?? [] }
    return value.whole(from: 1, to: 1_048_576).map { [$0] } ?? []
  }

  func wordInColumn(_ value: YAMLValue) -> WordInColumn? {
    guard let table = value.table("'\(value.key)'", allowed: ["column", "letter", "nth", "text"]),
      let column = column(table), let text = table.required("text")?.text()
    else { return nil }
    return WordInColumn(column: column, word: text)
  }

  /// `{Status: final, Kind: [a, b]}`.
  private func wordsInColumns(_ value: YAMLValue) -> [WordsInColumn] {
    (value.entries() ?? []).map { name, place, value in
      let words = value.isList ? value.list { $0.text() } ?? [] : [value.text() ?? ""]
      return WordsInColumn(column: ColumnName(name, line: place.line), words: words)
    }
  }

  /// A form, several, or a table with words of months and what two figures mean.
  func dates(_ value: YAMLValue) -> DateForms? {
    var forms = DateForms()
    if value.scalar != nil || value.isList {
      forms.forms = oneOrMany(value).compactMap { $0.choice(DateForms.Form.self) }
      return forms
    }
    let keys = ["form", "months", "two-digit-years", "serial-numbers"]
    guard let table = value.table("'dates'", allowed: keys) else { return nil }
    if let form = table["form"] {
      forms.forms = oneOrMany(form).compactMap { $0.choice(DateForms.Form.self) }
    }
    for (word, _, month) in table["months"]?.entries() ?? [] {
      if let month = month.whole(from: 1, to: 12) { forms.months[word.lowercased()] = month }
    }
    if let first = table["two-digit-years"] {
      forms.twoDigitYears = first.whole(from: 1850, to: 2000)
    }
    if let serial = table["serial-numbers"], let year = serial.whole(from: 1900, to: 1904) {
      if year == 1900 || year == 1904 {
        forms.serialYear = year
      } else {
        serial.fault(
          .notAllowed("'serial-numbers'", found: "\(year)", allowed: ["1900", "1904"]))
      }
    }
    if forms.forms.isEmpty, forms.serialYear == nil {
      value.fault(.neither(["form", "serial-numbers"]))
    }
    return forms
  }

  func missing(_ value: YAMLValue) -> [MissingWord] {
    (value.entries() ?? []).compactMap { word, place, value in
      guard !word.isEmpty else {
        place.fault(
          .notAllowed(
            "a missing word", found: "", allowed: ["a word; empty cells are 'empty' of a score"]))
        return nil
      }
      guard let text = value.text() else { return nil }
      if text == "leave-out" { return MissingWord(word: word, meaning: .leaveOut) }
      if let reason = MissingReason(rawValue: text) {
        return MissingWord(word: word, meaning: .reason(reason))
      }
      value.fault(
        .notAllowed(
          "'\(word)'", found: text,
          allowed: MissingReason.allCases.map(\.rawValue) + ["leave-out"]))
      return nil
    }
  }
}
