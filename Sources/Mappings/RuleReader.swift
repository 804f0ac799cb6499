import Exchange
import Measures
import Outcomes

/// Patients, diagnoses, courses and single doses.
extension MappingReader {
  private var diseases: WordTarget {
    WordTarget("disease", Disease.self, in: library)
  }
  private var therapies: WordTarget {
    WordTarget("therapy", Therapy.self, in: library)
  }

  func patient(_ value: YAMLValue, _ context: MappingContext) -> PatientRule? {
    let keys = [
      "id", "key", "must-be-known", "birth-date", "sex", "family-name", "given-name", "physician",
    ]
    guard let table = value.table("'patient'", allowed: keys) else { return nil }
    var rule = PatientRule()
    var own = context
    own.missing = []
    rule.id = table["id"].flatMap { source($0, own) }
    rule.key = table["key"].flatMap { source($0, own) }
    if table["id"] == nil, table["key"] == nil { value.fault(.neither(["id", "key"])) }
    if let known = table["must-be-known"] { rule.mustBeKnown = known.flag() ?? false }
    rule.birthDate = table["birth-date"].flatMap { source($0, context) }
    rule.sex = table["sex"].flatMap {
      source(
        $0, context,
        target: WordTarget(
          kind: "sex", allowed: Sex.allCases.map(\.rawValue),
          near: { SexWords.sex($0)?.rawValue }))
    }
    rule.familyName = table["family-name"].flatMap { source($0, context) }
    rule.givenName = table["given-name"].flatMap { source($0, context) }
    rule.physician = table["physician"].flatMap { source($0, context) }
    return rule
  }

  /// `none`: the table does not say.
  private func orNone(
    _ value: YAMLValue?, _ context: MappingContext, target: WordTarget = .any
  ) -> CellSource? {
    guard let value, value.scalar != "none" else { return nil }
    return source(value, context, target: target)
  }

  /// One remark, or several that are joined.
  func notes(_ value: YAMLValue?, _ context: MappingContext) -> [CellSource] {
    value.map(oneOrMany)?.compactMap { source($0, context) } ?? []
  }

  func diagnosis(_ value: YAMLValue, _ context: MappingContext) -> DiagnosisRule? {
    let keys = ["disease", "on", "onset", "ended", "other-name", "note", "one-per-row"]
    guard let table = value.table("a diagnosis", allowed: keys) else { return nil }
    let disease = table.required("disease").flatMap {
      source($0, context, isFixed: true, target: diseases)
    }
    _ = table.required("on", why: "a column, or none where the table does not say")
    guard let disease else { return nil }
    var rule = DiagnosisRule(line: value.line, disease: disease)
    rule.on = orNone(table["on"], context)
    rule.onset = orNone(table["onset"], context)
    rule.ended = orNone(table["ended"], context)
    rule.otherName = orNone(table["other-name"], context)
    rule.note = notes(table["note"], context)
    if let each = table["one-per-row"] { rule.isOnePerRow = each.flag() ?? false }
    return rule
  }

  func course(_ value: YAMLValue, _ context: MappingContext) -> CourseRule? {
    let keys = [
      "repeat", "suffixes", "therapy", "start", "stop", "stop-reason", "intent", "dose", "unit",
      "interval-days", "other-name", "note",
    ]
    guard let table = value.table("a course", allowed: keys) else { return nil }
    let therapy = table.required("therapy").flatMap {
      source($0, context, isFixed: true, target: therapies)
    }
    let start = table.required("start").flatMap { source($0, context) }
    let repetition = self.repetition(table)
    guard let therapy, let start else { return nil }
    var rule = CourseRule(line: value.line, therapy: therapy, start: start)
    rule.repetition = repetition
    rule.stop = orNone(table["stop"], context)
    rule.stopReason = table["stop-reason"].flatMap {
      source(
        $0, context, isFixed: true,
        target: WordTarget(
          kind: "reason of a stop",
          allowed: TreatmentCourse.StopReason.allCases.map(\.rawValue)))
    }
    rule.intent = table["intent"].flatMap {
      source(
        $0, context, isFixed: true,
        target: WordTarget(
          kind: "intent", allowed: TreatmentCourse.Intent.allCases.map(\.rawValue)))
    }
    rule.dose = table["dose"].flatMap {
      source($0, context, column: therapy.place, anywhere: true)
    }
    if let dose = rule.dose, dose.isSameColumn(as: therapy), dose.otherwise == nil {
      // A therapy without a dose behind it is no dose that was misread.
      rule.dose?.otherwise = ""
    }
    rule.unit = table["unit"].flatMap { source($0, context, isFixed: true) }
    rule.intervalDays = table["interval-days"].flatMap {
      source(
        $0, context, isFixed: true, column: (rule.dose ?? therapy).place, anywhere: true)
    }
    rule.otherName = orNone(table["other-name"], context)
    rule.note = notes(table["note"], context)
    return rule
  }

  func event(_ value: YAMLValue, _ context: MappingContext) -> EventRule? {
    let keys = ["therapy", "date", "dose", "unit", "gap-weeks", "complete-until"]
    guard let table = value.table("'events'", allowed: keys) else { return nil }
    let therapy = table.required("therapy").flatMap {
      source($0, context, isFixed: true, target: therapies)
    }
    let date = table.required("date").flatMap { source($0, context) }
    let gap = table.required("gap-weeks", why: "a longer pause ends a course")?
      .whole(from: 1, to: 520)
    guard let therapy, let date, let gap else { return nil }
    var rule = EventRule(line: value.line, therapy: therapy, date: date, gapWeeks: gap)
    rule.dose = table["dose"].flatMap { source($0, context) }
    rule.unit = table["unit"].flatMap { source($0, context, isFixed: true) }
    if let until = table["complete-until"], let text = until.text() {
      rule.complete = Day(iso: text)
      if rule.complete == nil { until.wrongType(needed: "a day such as 2026-01-31") }
    }
    return rule
  }

  /// How columns come back.
  func repetition(_ table: YAMLTable) -> Repetition {
    let given = ["repeat", "suffixes", "one-per-row"].filter { table[$0] != nil }
    if given.count > 1 { table.place.fault(.eitherOr(given)) }
    if let suffixes = table["suffixes"] {
      return .suffixes(suffixes.list { $0.text() } ?? [])
    }
    guard let groups = table["repeat"] else { return .once }
    if groups.isList { return .groups(groups.list { $0.text() } ?? []) }
    let times = groups.table("'repeat'", allowed: ["times"])?.required("times")?
      .whole(from: 1, to: 500)
    return .times(times ?? 1)
  }
}

extension CellSource {
  fileprivate func isSameColumn(as other: CellSource) -> Bool {
    guard case .column(let own) = place, case .column(let column) = other.place else {
      return false
    }
    return own.text == column.text && own.nth == column.nth
  }
}
