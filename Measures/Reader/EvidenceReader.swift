import Outcomes

/// Sources, marks, codes and thresholds, which measures, diseases and therapies share.
extension YAMLValue {
  func source() -> Source? {
    let keys = ["author", "year", "read", "doi", "pmid", "registry", "where", "note"]
    guard let table = table("a source", allowed: keys) else { return nil }
    let author = table.required("author")?.text()
    let date = table.sourceDate()
    let doi = table["doi"]?.text()
    let pmid = table["pmid"]?.text()
    let registry = table["registry"]?.text()
    let place = table["where"]?.text()
    if !["doi", "pmid", "registry", "where"].contains(where: { table[$0] != nil }) {
      fault(.sourceWithoutIdentifier)
    }
    guard let author, let date else { return nil }
    return Source(
      author: author, date: date, doi: doi, pmid: pmid, registry: registry, place: place,
      note: table["note"]?.text())
  }

  func code() -> Code? {
    let keys = ["system", "code", "meaning", "source", "verified"]
    guard let table = table("a code", allowed: keys) else { return nil }
    let system = table.required("system")?.text()
    let code = table.required("code")?.text()
    let meaning = table.required("meaning")?.text()
    guard let evidence = table.evidence(), let system, let code, let meaning else { return nil }
    return Code(system: system, code: code, meaning: meaning, evidence: evidence)
  }
}

extension YAMLTable {
  /// `year` of publication, or `read`, the year of reading.
  fileprivate func sourceDate() -> Source.Date? {
    if self["read"] == nil {
      return required("year")?.whole(from: 1800, to: 2100).map(Source.Date.published)
    }
    self["year"]?.fault(.eitherOr(["year", "read"]))
    return self["read"]?.whole(from: 2020, to: 2100).map(Source.Date.read)
  }

  /// `source` and `verified`, both required.
  func evidence(source: String = "source", verified: String = "verified") -> Evidence? {
    let why = "every figure names where it comes from"
    let mark = required(verified, why: "one of seen, secondary, convention, unverified")?
      .choice(Verification.self)
    guard let source = required(source, why: why)?.source(), let mark else { return nil }
    return Evidence(source: source, verification: mark)
  }
}

/// What a threshold is checked against.
struct ThresholdScale {
  /// Of the values that are compared: the total or a sub-score.
  var range: ClosedRange<Rational>
  var step: Rational
  var direction: Measure.Direction
}

private enum ThresholdKind: String, CaseIterable {
  case points
  case percentOfBaseline = "percent-of-baseline"
  case percentOfRange = "percent-of-range"
  case byBaseline = "by-baseline"
}

extension YAMLValue {
  /// - Parameter purpose: given where the key above says it (`improvement:` of a counted measure);
  ///   such a threshold always judges.
  func threshold(purpose given: Threshold.Purpose? = nil, scale: ThresholdScale?) -> Threshold? {
    let own = given == nil ? ["for"] : []
    let keys = ["use", "kind", "value", "at-least", "bands", "name", "note", "source", "verified"]
    guard let table = table("a threshold", allowed: own + keys) else { return nil }
    let purpose = given ?? table.required("for")?.choice(Threshold.Purpose.self)
    let use = given == nil ? table.required("use")?.choice(Threshold.Use.self) : .judge
    if given != nil, let use = table["use"], let text = use.text(), text != "judge" {
      use.fault(.notAllowed("'use'", found: text, allowed: ["judge"]))
    }
    let size = table.required("kind")?.choice(ThresholdKind.self).flatMap {
      table.size($0, scale: scale)
    }
    let evidence = table.evidence()
    if use == .judge {
      if evidence?.verification == .unverified {
        table.place(of: "verified").fault(.unverifiedJudges)
      }
      if scale?.direction == Measure.Direction.none {
        table.place(of: "use").fault(.judgesWithoutDirection)
      }
    }
    guard let purpose, let use, let size, let evidence else { return nil }
    return Threshold(
      purpose: purpose, size: size, use: use, name: table["name"]?.text(), evidence: evidence,
      note: table["note"]?.text())
  }
}

extension YAMLTable {
  fileprivate func size(_ kind: ThresholdKind, scale: ThresholdScale?) -> Threshold.Size? {
    let unused: [String] =
      switch kind {
      case .points, .percentOfRange: ["at-least", "bands"]
      case .percentOfBaseline: ["bands"]
      case .byBaseline: ["value", "at-least"]
      }
    for key in unused {
      self[key]?.fault(.notWith(key: key, kind: "the kind '\(kind.rawValue)'"))
    }
    if kind == .byBaseline {
      return required("bands")?.thresholdBands(scale: scale).map(Threshold.Size.byBaseline)
    }
    let floor = self["at-least"]?.positive()
    guard let value = required("value")?.positive() else { return nil }
    switch kind {
    case .points: return .points(value)
    case .percentOfRange: return .percentOfRange(value)
    case .percentOfBaseline, .byBaseline: return .percentOfBaseline(value, atLeast: floor)
    }
  }
}

extension YAMLValue {
  /// A number above zero.
  func positive() -> Rational? {
    guard let number = decimal() else { return nil }
    if number > .zero { return number }
    wrongType(needed: "a number above 0")
    return nil
  }

  /// `{min, max}`.
  func range() -> ClosedRange<Rational>? {
    guard let table = table("a range", allowed: ["min", "max"]) else { return nil }
    let minimum = table.required("min")?.decimal()
    let maximum = table.required("max")?.decimal()
    guard let minimum, let maximum else { return nil }
    guard minimum < maximum else {
      fault(.upsideDown(from: minimum.plain(4), to: maximum.plain(4)))
      return nil
    }
    return minimum...maximum
  }

  fileprivate func thresholdBands(scale: ThresholdScale?) -> [Threshold.Band]? {
    guard let rows = list() else { return nil }
    var bands: [Threshold.Band] = []
    var ends: [BandEnds] = []
    for row in rows {
      guard let table = row.table("a band", allowed: ["from", "to", "value", "percent"]),
        let end = table.bandEnds()
      else { continue }
      if (table["value"] == nil) == (table["percent"] == nil) {
        row.fault(.eitherOr(["value", "percent"]))
      }
      ends.append(end)
      bands.append(
        Threshold.Band(
          from: end.from, to: end.to, points: table["value"]?.positive(),
          percent: table["percent"]?.positive()))
    }
    guard bands.count == rows.count else { return nil }
    if let scale { checkBands(ends, cover: scale.range, step: scale.step) }
    return bands
  }
}
