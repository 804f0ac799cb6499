import Outcomes

/// What a disease may refer to.
struct MeasureContext {
  /// Ids of all measures, read or not.
  var known: Set<String>
  /// Those that could be read.
  var measures: [String: Measure]

  func measure(_ id: String?) -> Measure? { id.flatMap { measures[$0] } }
}

/// Reads a disease's file.
///
/// A variant takes from its parent what it does not give itself.
struct DiseaseReader {
  static let keys =
    ["id", "name", "short", "group", "variant-of", "chronic", "codes", "baseline", "counted"]
    + ["composite", "watched", "core-set", "monitoring-weeks", "monitoring-source"]
    + ["monitoring-verified", "first-assessments-weeks", "criteria"]
    + ["expected-without-response", "reconsider", "note", "nadir-days", YAMLValue.namesKey]
  /// Those of a disease that is not judged.
  static let keysNotJudged =
    ["id", "name", "short", "group", "judged", "codes", "source", "verified", "note"]
    + [YAMLValue.namesKey]

  let table: YAMLTable
  let context: MeasureContext
  private let isJudged: Bool

  init?(_ file: YAMLValue, context: MeasureContext) {
    // What is neither would be read as the other kind, with a fault for each of its keys.
    guard let isJudged = file.value(of: "judged").map({ $0.flag() }) ?? true,
      let table = isJudged
        ? file.table("a disease", allowed: Self.keys + ["judged"])
        : file.table("a disease that is not judged", allowed: Self.keysNotJudged)
    else { return nil }
    self.isJudged = isJudged
    self.table = table
    self.context = context
  }

  /// - Parameter parent: the disease named by `variant-of`, where it could be read.
  func read(hash: String, parent: Disease?) -> Disease? {
    guard isJudged else { return readNotJudged(hash: hash) }
    let variantOf = table["variant-of"]?.textOrNone()
    let isVariant = variantOf != nil
    let id = table.required("id")?.id()
    let name = table.required("name")?.text()
    let short = table.required("short")?.shortName()
    let group = own("group", isVariant, parent?.group) { $0.choice(Disease.Group.self) }
    let chronic = table.optional("chronic", or: parent?.chronic ?? true) { $0.flag() }
    let nadir = table.optional("nadir-days", or: parent?.nadirDays) {
      $0.whole(from: 1, to: 365).map(Optional.some)
    }
    let codes = table.optional("codes", or: parent?.codes ?? []) { $0.list { $0.code() } }
    let baseline = own(
      "baseline", isVariant, parent.map { ($0.baselineDaysBefore, $0.baselineDaysAfter) }
    ) { $0.baseline() }
    let counted = own("counted", isVariant, parent?.counted) { $0.counted(context) }
    let composite = table.optional("composite", or: parent?.composite) {
      $0.compositeID(context)
    }
    let watched = own("watched", isVariant, parent?.watched) { $0.measures(context) }
    let coreSet = own("core-set", isVariant, parent?.coreSet) { $0.measures(context) }
    let weeks = own("monitoring-weeks", isVariant, parent?.monitoringWeeks) {
      $0.whole(from: 1, to: 520)
    }
    let monitoring =
      isVariant && table["monitoring-source"] == nil && table["monitoring-verified"] == nil
      ? parent?.monitoringEvidence
      : table.evidence(source: "monitoring-source", verified: "monitoring-verified")
    let firstWeeks = table.optional(
      "first-assessments-weeks", or: parent?.firstAssessmentWeeks ?? []
    ) { value in
      let weeks = value.list { $0.whole(from: 1, to: 520) }
      if let weeks { value.checkAscending(weeks.map { Rational($0) }, "the weeks") }
      return weeks
    }
    let criteria = table.optional("criteria", or: parent?.criteria ?? []) { $0.criteria(context) }
    let reconsider = own("reconsider", isVariant, parent?.reconsider) {
      $0.reconsiderations()
    }
    let expected = table.optional(
      "expected-without-response", or: parent?.expectedWithoutResponse
    ) { .some($0.textOrNone()) }
    if let counted, let list = table["watched"], let entries = list.list() {
      for entry in entries where counted.contains(where: { $0.measure.text == entry.scalar }) {
        entry.fault(.countedAndWatched(entry.scalar ?? ""))
      }
    }

    guard let id, let name, let short, let group, let chronic, let codes, let baseline,
      let counted, let composite, let watched, let coreSet, let weeks, let monitoring,
      let firstWeeks, let criteria, let reconsider, let expected, let nadir
    else { return nil }
    return Disease(
      id: Disease.ID(id), name: name, short: short, group: group,
      variantOf: variantOf.map(Disease.ID.init), chronic: chronic, nadirDays: nadir, codes: codes,
      baselineDaysBefore: baseline.0, baselineDaysAfter: baseline.1, counted: counted,
      composite: composite, watched: watched, coreSet: coreSet, monitoringWeeks: weeks,
      monitoringEvidence: monitoring, firstAssessmentWeeks: firstWeeks, criteria: criteria,
      expectedWithoutResponse: expected, reconsider: reconsider, note: table["note"]?.text(),
      hash: hash)
  }

  /// A mimic that a diagnosis may be revised to: a name, codes and where it is described as one.
  private func readNotJudged(hash: String) -> Disease? {
    let id = table.required("id")?.id()
    let name = table.required("name")?.text()
    let short = table.required("short")?.shortName()
    let group = table.required("group")?.choice(Disease.Group.self)
    let codes = table.optional("codes", or: []) { $0.list { $0.code() } }
    guard let evidence = table.evidence(), let id, let name, let short, let group, let codes else {
      return nil
    }
    return Disease(
      notJudged: Disease.ID(id), name: name, short: short, group: group, codes: codes,
      evidence: evidence, note: table["note"]?.text(), hash: hash)
  }

  /// A part that only a variant may leave out.
  private func own<Part>(
    _ key: String, _ isVariant: Bool, _ inherited: Part?, _ read: (YAMLValue) -> Part?
  ) -> Part? {
    guard let value = isVariant ? table[key] : table.required(key) else { return inherited }
    return read(value)
  }
}

extension YAMLValue {
  fileprivate func baseline() -> (Int, Int)? {
    guard let table = table("'baseline'", allowed: ["days-before", "days-after"]) else {
      return nil
    }
    let before = table.required("days-before")?.whole(to: 3650)
    let after = table.required("days-after")?.whole(to: 3650)
    guard let before, let after else { return nil }
    return (before, after)
  }

  fileprivate func counted(_ context: MeasureContext) -> [CountedMeasure]? {
    let rows = list { $0.countedMeasure(context) }
    if let rows {
      noteDuplicates(
        "counted measure", rows.map { $0.measure.text + ($0.subscore.map { ".\($0)" } ?? "") })
    }
    return rows
  }

  private func countedMeasure(_ context: MeasureContext) -> CountedMeasure? {
    let keys = ["measure", "subscore", "group", "improvement", "worsening"]
    guard let table = table("a counted measure", allowed: keys) else { return nil }
    let id = table.required("measure")?.reference(to: "measure", known: context.known)
    let measure = context.measure(id)
    let subscore = table["subscore"]?.reference(
      to: "sub-score", known: measure?.subscores.map(\.id))
    if let measure, !measure.measureClass.mayBeCounted {
      table.place(of: "measure").fault(
        .mayNotBeCounted(measure: measure.id.text, measureClass: measure.measureClass.rawValue))
    }
    let scale = measure.map { measure in
      let compared = measure.scale(of: CountedMeasure(measure: measure.id, subscore: subscore))
      var step = Rational.one
      for _ in 0..<measure.decimals { step = step / 10 }
      return ThresholdScale(range: compared.range, step: step, direction: compared.direction)
    }
    let improvement = table["improvement"]?.threshold(purpose: .improvement, scale: scale)
    let worsening = table["worsening"]?.threshold(purpose: .worsening, scale: scale)
    if let measure, table["improvement"] == nil, measure.improvementThreshold == nil {
      fault(.noImprovementThreshold(measure: measure.id.text))
    }
    let group = table["group"]?.id()
    guard let id else { return nil }
    return CountedMeasure(
      measure: Measure.ID(id), subscore: subscore, group: group, improvement: improvement,
      worsening: worsening)
  }

  /// Measures, each once.
  fileprivate func measures(_ context: MeasureContext) -> [Measure.ID]? {
    let ids = list { $0.reference(to: "measure", known: context.known) }
    if let ids { noteDuplicates("measure", ids) }
    return ids?.map(Measure.ID.init)
  }

  /// A composite of change, or nil inside for the word `none`.
  fileprivate func compositeID(_ context: MeasureContext) -> Measure.ID?? {
    if scalar == "none" { return .some(nil) }
    return compositeReference(context).map(Optional.some)
  }

  func compositeReference(_ context: MeasureContext) -> Measure.ID? {
    guard let id = reference(to: "measure", known: context.known) else { return nil }
    if let measure = context.measure(id), measure.composite == nil { fault(.notAComposite(id)) }
    return Measure.ID(id)
  }

  /// Rows to reconsider, each id once.
  fileprivate func reconsiderations() -> [Reconsideration]? {
    let rows = list { $0.reconsideration() }
    if let rows { noteDuplicates("row of 'reconsider'", rows.map(\.id)) }
    return rows
  }

  private func reconsideration() -> Reconsideration? {
    let keys = ["id", "consider", "look-for", "source", "verified"]
    guard let table = table("a row of 'reconsider'", allowed: keys) else { return nil }
    let id = table.required("id")?.id()
    if let id, Explanation.Question(rawValue: id) != nil {
      table["id"]?.fault(.duplicate("question", id))
    }
    let consider = table.required("consider")?.text()
    let lookFor = table.required("look-for")?.list { $0.text() }
    guard let evidence = table.evidence(), let id, let consider, let lookFor else { return nil }
    return Reconsideration(id: id, consider: consider, lookFor: lookFor, evidence: evidence)
  }
}
