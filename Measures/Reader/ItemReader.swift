import Outcomes

/// Items, their options, numbers and measured values.
extension YAMLValue {
  static let valueKeys = ["label", "options", "number", "shared-scores", "help"]
  static let itemKeys =
    ["id", "label", "options", "number", "raw", "aid", "in-total", "optional", "shared-scores"]
    + ["help"]

  func item() -> Item? {
    guard let table = table("an item", allowed: Self.itemKeys) else { return nil }
    let id = table.required("id")?.id()
    let label = table.required("label")?.text()
    let kind = table.itemKind()
    let aid = table["aid"]?.id()
    let inTotal = table["in-total"].map { $0.flag() } ?? true
    let optional = table["optional"].map { $0.flag() } ?? false
    var raw: RawValue?
    if let value = table["raw"] {
      guard case .options(let options)? = kind else {
        if kind != nil { value.fault(.notWith(key: "raw", kind: "the kind 'number'")) }
        return nil
      }
      raw = value.rawValue(options: options)
      if raw == nil { return nil }
    }
    guard let id, let label, let kind, let inTotal, let optional else { return nil }
    return Item(
      id: id, label: label, kind: kind, raw: raw, aid: aid, inTotal: inTotal,
      optional: optional || !inTotal, help: table["help"]?.text())
  }

  /// The instrument's value alone.
  func valueAlone(of measure: String) -> Item? {
    guard let table = table("'value'", allowed: Self.valueKeys) else { return nil }
    let label = table["label"].map { $0.text() } ?? measure
    guard let kind = table.itemKind(), let label else { return nil }
    return Item(id: "value", label: label, kind: kind, help: table["help"]?.text())
  }

  func number() -> NumberRange? {
    let keys = ["min", "max", "step", "unit", "sign"]
    guard let table = table("'number'", allowed: keys) else { return nil }
    let minimum = table.required("min")?.decimal()
    let maximum = table.required("max")?.decimal()
    let step = table.required("step")?.positive()
    let unit = table.required("unit")?.text()
    var ignoresSign = false
    if let sign = table["sign"], let text = sign.text() {
      if text != "ignored" { sign.fault(.notAllowed("'sign'", found: text, allowed: ["ignored"])) }
      ignoresSign = true
    }
    guard let minimum, let maximum, let step, let unit else { return nil }
    guard minimum < maximum else {
      fault(.upsideDown(from: minimum.plain(4), to: maximum.plain(4)))
      return nil
    }
    let number = NumberRange(
      minimum: minimum, maximum: maximum, step: step, unit: unit, ignoresSign: ignoresSign)
    if !number.isOnStep(maximum) {
      table.place(of: "max").fault(.offStep(maximum, of: number))
      return nil
    }
    return number
  }
}

extension YAMLTable {
  /// `options` or `number`.
  fileprivate func itemKind() -> Item.Kind? {
    switch (self["options"], self["number"]) {
    case (let options?, nil):
      let shared = self["shared-scores"].map { $0.flag() } ?? false
      return options.options(mayShareScores: shared ?? true).map(Item.Kind.options)
    case (nil, let number?):
      self["shared-scores"]?.fault(.notWith(key: "shared-scores", kind: "the kind 'number'"))
      return number.number().map(Item.Kind.number)
    case (nil, nil), (_?, _?):
      place.fault(.eitherOr(["options", "number"]))
      return nil
    }
  }

  /// `from` and `to` of a band.
  func bandEnds() -> BandEnds? {
    let from = required("from")?.decimal()
    let to = required("to")?.decimal()
    guard let from, let to else { return nil }
    return BandEnds(from: from, to: to, place: self)
  }
}

extension YAMLValue {
  /// At least two options; values once each, and scores too unless the item says that they are shared.
  fileprivate func options(mayShareScores: Bool) -> [Item.Option]? {
    guard let rows = list() else { return nil }
    var options: [(option: Item.Option, place: YAMLValue)] = []
    for row in rows {
      guard let table = row.table("an option", allowed: ["value", "score", "text"]) else {
        continue
      }
      let value = table.required("value")?.optionValue()
      let text = table.required("text")?.text()
      let score: Rational? =
        if let own = table["score"] {
          own.decimal()
        } else if let value {
          Rational(decimal: value)
        } else {
          nil
        }
      if score == nil, table["score"] == nil, value != nil {
        row.fault(.missingKey("score", in: "an option", why: "a word has no score of its own"))
      }
      guard let value, let text, let score else { continue }
      options.append((Item.Option(value: value, score: score, text: text), row))
    }
    guard options.count == rows.count else { return nil }
    guard options.count > 1 else {
      wrongType(needed: "at least two options")
      return nil
    }
    noteDuplicates("option value", options.map(\.option.value))
    if !mayShareScores {
      for (position, (option, place)) in options.enumerated() {
        if let first = options[..<position].first(where: {
          $0.option.score == option.score && $0.option.value != option.value
        }) {
          place.fault(
            .sharedScore(
              score: option.score.plain(4), options: [first.option.value, option.value]))
        }
      }
    }
    return options.map(\.option)
  }

  /// A whole number or a word; both are stored in lists with commas.
  private func optionValue() -> String? {
    guard let text = text() else { return nil }
    if Int(text) != nil, let number = Rational(decimal: text), number.plain() == text {
      return text
    }
    let isWord =
      text.first?.isLetter == true && MissingReason(rawValue: text) == nil
      && text.utf8.allSatisfy {
        (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0)
          || $0 == 43 || $0 == 45
      }
    if !isWord { fault(.wordNotStorable(text)) }
    return isWord ? text : nil
  }

  /// The measured value that may be entered in place of the grade.
  fileprivate func rawValue(options: [Item.Option]) -> RawValue? {
    guard let table = table("'raw'", allowed: ["id", "label", "number", "bands"]) else {
      return nil
    }
    let id = table.required("id")?.id()
    let label = table.required("label")?.text()
    let number = table.required("number")?.number()
    guard let bands = table.required("bands") else { return nil }
    var tables: RawValue.Bands?
    if bands.isTable {
      guard let sexes = bands.table("'bands'", allowed: ["female", "male"]) else { return nil }
      let female = sexes.required("female")?.gradeBands(number, options)
      let male = sexes.required("male")?.gradeBands(number, options)
      if let female, let male { tables = .bySex(female: female, male: male) }
    } else {
      tables = bands.gradeBands(number, options).map(RawValue.Bands.all)
    }
    guard let id, let label, let number, let tables else { return nil }
    return RawValue(id: id, label: label, number: number, bands: tables)
  }

  private func gradeBands(_ number: NumberRange?, _ options: [Item.Option]) -> [RawValue.Band]? {
    guard let rows = list() else { return nil }
    var bands: [RawValue.Band] = []
    var ends: [BandEnds] = []
    for row in rows {
      guard let table = row.table("a band", allowed: ["from", "to", "value"]) else { continue }
      let value = table.required("value")?.decimal()
      guard let end = table.bandEnds(), let value else { continue }
      if !options.contains(where: { $0.score == value }) {
        let scores = options.map { $0.score.plain(4) }
        table.place(of: "value").fault(.gradeWithoutOption(grade: value.plain(4), allowed: scores))
      }
      ends.append(end)
      bands.append(RawValue.Band(from: end.from, to: end.to, value: value))
    }
    guard bands.count == rows.count else { return nil }
    if let number { checkBands(ends, cover: number.minimum...number.maximum, step: number.step) }
    return bands
  }
}
