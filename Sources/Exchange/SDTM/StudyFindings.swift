package import Outcomes

extension StudySubject {
  /// A row before its sequence number is known.
  private struct Finding {
    var cells: [String: String] = [:]
    let day: Day
  }

  /// The rows of all scores by domain, numbered within each.
  ///
  /// - Parameter scores: by day, each with its number within the patient.
  package func findings(_ scores: [(number: Int, recorded: RecordedAnswers)])
    -> [Measure.StudyDomain: [[String: String]]]
  {
    var all: [Measure.StudyDomain: [Finding]] = [:]
    let days = Set(scores.map(\.recorded.score.day)).sorted()
    for (number, recorded) in scores {
      guard let measure = library.measure(recorded.score.measure) else { continue }
      let visit = (days.firstIndex(of: recorded.score.day) ?? 0) + 1
      all[measure.studyDomain, default: []] += rows(recorded, of: measure).map { cells in
        let prefix = measure.studyDomain.rawValue
        var row = common(prefix)
        for (name, value) in cells { row[prefix + name] = value }
        row[prefix + "GRPID"] = String(number)
        row["VISITNUM"] = String(visit)
        row[prefix + "DTC"] = date(recorded.score.day)
        row[prefix + "DY"] = studyDay(PartialDay(recorded.score.day))
        return Finding(cells: row, day: recorded.score.day)
      }
    }
    return all.reduce(into: [:]) { numbered, domain in
      numbered[domain.key] = number(domain.value, domain.key.rawValue)
    }
  }

  /// Numbers the rows and marks the last result of each test before treatment.
  private func number(_ findings: [Finding], _ prefix: String) -> [[String: String]] {
    var last: [[String]: Int] = [:]
    for (place, finding) in findings.enumerated() {
      guard let firstDose, finding.day <= firstDose, finding.cells[prefix + "STRESC"] != nil else {
        continue
      }
      last[["TESTCD", "LAT", "METHOD"].map { finding.cells[prefix + $0] ?? "" }] = place
    }
    let marked = Set(last.values)
    return findings.enumerated().map { place, finding in
      var row = finding.cells
      row[prefix + "SEQ"] = String(place + 1)
      if marked.contains(place) { row[prefix + "LOBXFL"] = "Y" }
      return row
    }
  }

  /// The answers and the total of a score, without the prefix of the domain.
  private func rows(_ recorded: RecordedAnswers, of measure: Measure) -> [[String: String]] {
    let score = recorded.score
    let answers = measure.answers(of: score)
    var base = variant(recorded.variant, of: measure)
    base["CAT"] = measure.short.uppercased()
    base["EVINTX"] = measure.studyDomain == .questionnaires ? measure.recall : nil
    func row(_ item: String?, _ cells: [String: String]) -> [String: String]? {
      guard let test = tests.test(item, of: measure.id) else { return nil }
      return base.merging(["TESTCD": test.code, "TEST": test.name]) { $1 }
        .merging(cells) { $1 }
    }
    var rows: [[String: String]] = []
    let limit = upperLimit(of: measure)
    for given in FHIRAnswer.given(answers, of: measure, sex: sex) {
      if case .value = given.field.role { continue }
      if given.field.id == limit { continue }
      var cells = result(given.answer, of: given.field, measure, recorded.variant)
      if given.gradedFrom != nil { cells["DRVFL"] = "Y" }
      if let limit, case .ratio(given.field.id, _) = measure.scoring.rule,
        let slot = measure.fieldPositions[limit], case .number(let value)? = answers.slots[slot]
      {
        cells["ORNRHI"] = value.plain(4)
      }
      if let row = row(given.field.id, cells) { rows.append(row) }
    }
    if let row = row(nil, total(score, answers, of: measure, recorded.variant)),
      row["STRESC"] != nil || row["STAT"] != nil
    {
      rows.append(row)
    }
    if let part = measure.comparedPart, part.rule != .entered, let value = score.part,
      let row = row(
        part.id, ["STRESC": value.plain(4), "STRESN": value.plain(4), "DRVFL": "Y"])
    {
      rows.append(row)
    }
    return rows
  }

  /// The item of a laboratory value that is the upper end of its range.
  private func upperLimit(of measure: Measure) -> String? {
    guard measure.studyDomain == .laboratory, case .ratio(_, let to) = measure.scoring.rule else {
      return nil
    }
    return to
  }

  private func total(
    _ score: Score, _ answers: Answers, of measure: Measure, _ variant: String
  ) -> [String: String] {
    if let slot = measure.valueSlot, let alone = answers.slots[slot],
      score.total == nil || measure.scoring.rule == .entered
        || answers.slots.compactMap(\.self).count == 1
    {
      return result(alone, of: measure.fields[slot], measure, variant)
    }
    guard let total = score.total else { return [:] }
    var cells = [
      "STRESC": total.plain(4), "STRESN": total.plain(4), "STRESU": measure.totalScale.unit,
    ]
    if score.isTotalOnly {
      cells["ORRES"] = total.plain(4)
      cells["ORRESU"] = measure.totalScale.unit
    } else {
      cells["DRVFL"] = "Y"
    }
    return cells
  }

  private func result(
    _ answer: Answer, of field: Field, _ measure: Measure, _ variant: String
  ) -> [String: String] {
    if case .missing(let reason) = answer {
      return ["STAT": "NOT DONE", "REASND": Self.words(reason)]
    }
    if let option = FHIRAnswer.option(answer, of: field.kind) {
      // The number behind a word that is a class of its own is only its place in the list.
      if option.number == nil, measure.scoring.rule == .entered {
        return ["ORRES": option.text, "STRESC": option.value]
      }
      let score = option.score.plain(4)
      return ["ORRES": option.text, "STRESC": score, "STRESN": score]
    }
    guard case .number(let value) = answer, case .number(let range) = field.kind else { return [:] }
    let unit = measure.variantValue("unit", in: variant) ?? range.unit
    let text = value.plain(4)
    return ["ORRES": text, "ORRESU": unit, "STRESC": text, "STRESN": text, "STRESU": unit]
  }

  private static func words(_ reason: MissingReason) -> String {
    switch reason {
    case .notDone: "NOT PERFORMED"
    case .unable: "UNABLE"
    case .refused: "REFUSED"
    case .notApplicable: "NOT APPLICABLE"
    }
  }

  /// Sides of the body are a laterality where the domain has one; the unit stands with the result.
  private func variant(_ text: String, of measure: Measure) -> [String: String] {
    var cells: [String: String] = [:]
    var method: [String] = []
    let hasSides = measure.studyDomain != .questionnaires && measure.studyDomain != .laboratory
    for key in measure.variants where key.key != "unit" {
      guard let value = measure.variantValue(key.key, in: text) else { continue }
      if hasSides, Set(key.values) == ["left", "right"] {
        cells["LAT"] = value.uppercased()
      } else {
        method.append("\(key.label): \(value)")
      }
    }
    if !method.isEmpty { cells["METHOD"] = method.joined(separator: "; ") }
    return cells
  }
}
