import Outcomes

/// Worked examples: each is scored by the rule and must give what it states.
extension MeasureReader {
  func examples(of measure: Measure) -> [WorkedExample]? {
    guard let value = table["examples"], let rows = value.list() else {
      return table["examples"] == nil ? [] : nil
    }
    if measure.scoring.rule == .composite { return [] }
    let examples = rows.compactMap { $0.example(of: measure) }
    guard examples.count == rows.count else { return nil }
    value.noteDuplicates("example", examples.map(\.name))
    for lack in measure.lacking(in: examples) { value.fault(.examplesLack(lack)) }
    return examples
  }
}

extension Measure {
  /// Which of the four required kinds of example are not there.
  ///
  /// A rule without a total has no
  /// extremes, a value of two options no middle.
  fileprivate func lacking(in examples: [WorkedExample]) -> [String] {
    let totals = examples.compactMap(\.total)
    let isMissing = { (example: WorkedExample) in
      let given = Set(example.answers.keys)
      return example.answers.values.contains { MissingReason(rawValue: $0) != nil }
        || example.total == nil
        || self.items.contains { !given.contains($0.id) && !given.contains($0.raw?.id ?? $0.id) }
    }
    var lacking: [String] = []
    if scoring.rule != .none {
      if !totals.contains(range.lowerBound) {
        lacking.append("one with the minimum \(range.lowerBound.plain(4))")
      }
      if !totals.contains(range.upperBound) {
        lacking.append("one with the maximum \(range.upperBound.plain(4))")
      }
      let isBetween = { (total: Rational) in
        self.range.lowerBound < total && total < self.range.upperBound
      }
      if !hasTwoValues, !totals.contains(where: isBetween) { lacking.append("one in the middle") }
    }
    if !examples.contains(where: isMissing) { lacking.append("one with a missing answer") }
    return lacking
  }

  private var hasTwoValues: Bool {
    guard scoring.rule == .entered, case .options(let options)? = value?.kind else { return false }
    return Set(options.map(\.score)).count < 3
  }
}

extension YAMLValue {
  fileprivate func example(of measure: Measure) -> WorkedExample? {
    let keys = ["name", "answers", "sex", "variant", "total", "subscores", "origin", "source"]
    guard let table = table("an example", allowed: keys) else { return nil }
    let name = table.required("name")?.text()
    let sex = table.optional("sex", or: nil) { $0.choice(Sex.self).map(Optional.some) }
    let variant = table.optional("variant", or: "") { $0.variant(of: measure) }
    let origin = table.required("origin")?.choice(Origin.self)
    var published: Source?
    if origin == .published {
      published = table.required("source", why: "a published example says where")?.source()
    } else if origin == .derived {
      table["source"]?.fault(.notWith(key: "source", kind: "'origin: derived'"))
    }
    let total = table.required("total")?.decimalOrNone()
    let answers = table.required("answers")?.answers(of: measure, sex: sex ?? nil)
    guard let name, let sex, let variant, let total, let answers else { return nil }
    let scored = measure.score(answers.read, sex: sex)
    if !agrees(total, scored.total) {
      table.place(of: "total").fault(
        .exampleTotal(stated: total.shown, computed: scored.total.shown))
    }
    var parts: [String: Rational?] = [:]
    for (id, place, value) in table["subscores"]?.entries() ?? [] {
      guard scored.subscores.contains(where: { $0.id == id }) else {
        place.fault(.undefined(kind: "sub-score", id: id, known: measure.subscores.map(\.id)))
        continue
      }
      guard let stated = value.decimalOrNone() else { continue }
      parts[id] = .some(stated)
      let computed = scored.subscore(id)
      if !agrees(stated, computed) {
        value.fault(.exampleSubscore(id, stated: stated.shown, computed: computed.shown))
      }
    }
    return WorkedExample(
      name: name, answers: answers.texts, sex: sex, variant: variant, total: total,
      subscores: parts, published: published)
  }

  private enum Origin: String, CaseIterable { case published, derived }

  /// A number, or nil inside for the word `none`.
  private func decimalOrNone() -> Rational?? {
    scalar == "none" ? .some(nil) : decimal().map(Optional.some)
  }

  /// Exact, or to the four decimals that a file can hold.
  private func agrees(_ stated: Rational?, _ computed: Rational?) -> Bool {
    stated == computed
      || (stated != nil && stated == computed.flatMap { Rational(decimal: $0.decimal(4)) })
  }

  private func answers(of measure: Measure, sex: Sex?) -> (read: Answers, texts: [String: String])?
  {
    guard let entries = entries() else { return nil }
    var answers = Answers(of: measure)
    var texts: [String: String] = [:]
    var isRight = true
    for (id, place, value) in entries {
      guard let text = value.text() else {
        isRight = false
        continue
      }
      guard let slot = measure.fieldPositions[id] else {
        place.fault(.exampleUnknownItem(id, allowed: measure.fields.map(\.id)))
        isRight = false
        continue
      }
      do throws(AnswerFault) {
        answers.slots[slot] = try measure.answer(text, to: measure.fields[slot])
      } catch {
        value.fault(.exampleAnswer(item: id, found: text, allowed: measure.fields[slot].allowed))
        isRight = false
      }
      texts[id] = text
    }
    for (field, fault) in isRight ? measure.check(answers, sex: sex) : [] {
      isRight = false
      let place = entries.first { $0.key == field }?.value ?? self
      if case .sexNeeded = fault {
        self.fault(.missingKey("sex", in: "an example", why: "'\(field)' is graded by it"))
      } else if case .gradeAndRawDiffer(let grade, let raw) = fault {
        place.fault(
          .exampleAnswer(
            item: field, found: grade, allowed: "\(raw), which the measured value gives"))
      }
    }
    return isRight ? (answers, texts) : nil
  }

  /// `{hand: right}` as it is stored: `hand=right`, keys in the definition's order.
  private func variant(of measure: Measure) -> String? {
    guard let table = table("'variant'", allowed: measure.variants.map(\.key)) else { return nil }
    var pairs: [String] = []
    for key in measure.variants {
      guard let value = table[key.key], let text = value.text() else { continue }
      if !key.values.isEmpty, !key.values.contains(text) {
        value.fault(.notAllowed("'\(key.key)'", found: text, allowed: key.values))
      }
      pairs.append("\(key.key)=\(text)")
    }
    return pairs.joined(separator: ";")
  }
}

extension Rational? {
  fileprivate var shown: String { map { $0.plain(4) } ?? "none" }
}

extension Field {
  /// `0, 1, 2` or `0 to 10 in steps of 0.5`.
  fileprivate var allowed: String {
    switch kind {
    case .options(let options): options.map(\.value).joined(separator: ", ")
    case .number(let number):
      "\(number.minimum.plain(4)) to \(number.maximum.plain(4)) in steps of "
        + number.step.plain(4)
    }
  }
}
