/// An instrument with a version: MG-ADL, INCAT, grip by the Martin vigorimeter.
package struct Measure: Sendable, IdentifiedKind {
  /// Lower-case, such as `mg-adl`.
  package typealias ID = Identifier<Measure>

  /// What kind of outcome the instrument captures.
  package enum Class: String, CaseIterable, Sendable {
    case objective, functional
    case qualityOfLife = "quality-of-life"
    case symptom, status, laboratory, prognostic, composite

    /// Only these may be counted for judging a response.
    package var mayBeCounted: Bool {
      self == .objective || self == .functional || self == .composite
    }
  }

  package enum Reporter: String, CaseIterable, Sendable {
    case patient, clinician, performance, laboratory, record
  }

  /// Where the study data of SDTM have scores of this kind.
  package enum StudyDomain: String, CaseIterable, Sendable {
    /// Questionnaires and ratings.
    case questionnaires = "QS"
    /// Timed and counted tests.
    case functionalTests = "FT"
    /// Strength of muscles.
    case muscles = "MK"
    /// Breathing.
    case respiration = "RE"
    case laboratory = "LB"
  }

  package enum Direction: String, CaseIterable, Sendable {
    case higherIsWorse = "higher-is-worse"
    case higherIsBetter = "higher-is-better"
    case none
  }

  package var id: ID
  /// Position in the library that holds it: numbers are compared faster than texts.
  package internal(set) var number: Int?
  package var name: String
  /// At most 14 characters, for tables and charts.
  package var short: String
  /// Abbreviations, brand names, names in other languages; they change no judging.
  package var alsoCalled: [String] = []
  package var version: String
  /// Other versions whose scores may be compared with this one's.
  package var compatibleVersions: [String]
  /// SHA-256 of the definition file, kept with every stored score.
  package var hash: String
  package var measureClass: Class
  package var reporter: Reporter
  package var direction: Direction
  package var unit: String
  /// Smallest and largest total.
  package var range: ClosedRange<Rational>
  package var decimals: Int
  package var recall: String?
  package var about: String
  package var licence: Licence
  package var sources: [Source]
  package var codes: [Code]
  package var items: [Item]
  /// Items that were taken over from other instruments.
  package var sharedItems: [SharedItem] = []
  /// The instrument's value alone, where it may be entered without items.
  package var value: Item?
  package var scoring: Scoring
  package var subscores: [Subscore]
  package var comparison: Comparison
  package var variants: [VariantKey]
  package var thresholds: [Threshold]
  package var statuses: [ScoreStatus]
  /// A larger step since the last score is asked about at entry.
  package var unusualChange: Rational
  package var composite: CompositeRule?
  /// A multiple of the upper limit that is raised while muscle is damaged, and not by a steroid.
  package var isMuscleEnzyme: Bool
  package var examples: [WorkedExample]
  package var studyDomain: StudyDomain
  /// Every field an answer may be given to, in stored order: items, their raw values and aids, the value alone.
  package let fields: [Field]
  package let fieldPositions: [String: Int]
  /// Where each item's answer, its raw value and its aid stand among the fields.
  let itemSlots: [(answer: Int, raw: Int?, aid: Int?)]
  /// Where the items of each sub-score stand among the items; nil where one is none of them.
  let subscoreItems: [[Int]?]
  /// Where the value alone stands among the fields.
  package let valueSlot: Int?
  /// On which two scores are compared where a disease does not say otherwise.
  package let scale: Scale
  /// That of the total, whatever is compared.
  package let totalScale: Scale

  package init(
    id: ID, name: String, short: String, version: String, compatibleVersions: [String] = [],
    hash: String = "", measureClass: Class, reporter: Reporter, direction: Direction, unit: String,
    range: ClosedRange<Rational>, decimals: Int = 0, recall: String? = nil, about: String = "",
    licence: Licence = Licence(terms: .unknown, wording: .ownLabels, note: ""),
    sources: [Source] = [], codes: [Code] = [], items: [Item] = [], value: Item? = nil,
    scoring: Scoring, subscores: [Subscore] = [], comparison: Comparison = .total,
    variants: [VariantKey] = [], thresholds: [Threshold] = [], statuses: [ScoreStatus] = [],
    unusualChange: Rational? = nil, composite: CompositeRule? = nil, isMuscleEnzyme: Bool = false,
    examples: [WorkedExample] = [], studyDomain: StudyDomain? = nil
  ) {
    self.id = id
    self.name = name
    self.short = short
    self.version = version
    self.compatibleVersions = compatibleVersions
    self.hash = hash
    self.measureClass = measureClass
    self.reporter = reporter
    self.direction = direction
    self.unit = unit
    self.range = range
    self.decimals = decimals
    self.recall = recall
    self.about = about
    self.licence = licence
    self.sources = sources
    self.codes = codes
    self.items = items
    self.value = value
    self.scoring = scoring
    self.subscores = subscores
    self.comparison = comparison
    self.variants = variants
    self.thresholds = thresholds
    self.statuses = statuses
    self.unusualChange =
      unusualChange ?? (range.upperBound - range.lowerBound) * Conventions.unusualShare
    self.composite = composite
    self.isMuscleEnzyme = isMuscleEnzyme
    self.examples = examples
    self.studyDomain = studyDomain ?? StudyDomain(usualOf: reporter)
    let fields = Field.all(items: items, value: value)
    self.fields = fields
    let positions = Dictionary(
      fields.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    self.fieldPositions = positions
    itemSlots = items.map { item in
      (
        positions[item.id] ?? 0, item.raw.flatMap { positions[$0.id] },
        item.aid.flatMap { positions[$0] }
      )
    }
    subscoreItems = subscores.map { part in
      let found = part.items.map { id in items.firstIndex { $0.id == id } }
      return found.contains(nil) ? nil : found.compactMap(\.self)
    }
    valueSlot = value == nil ? nil : positions["value"]
    let total = Scale(
      total: range, direction: direction, unit: unit,
      step: scoring.step(items: items, value: value))
    totalScale = total
    scale =
      comparison.replacement.flatMap { id in subscores.first { $0.id == id } }
      .map { Scale($0, of: total, items: items) } ?? total
  }

  package var isPatientReported: Bool { reporter == .patient }

  /// Whether scores of two versions of this instrument may be subtracted.
  package func comparable(_ a: String, _ b: String) -> Bool {
    a == b
      || (a == version && compatibleVersions.contains(b))
      || (b == version && compatibleVersions.contains(a))
  }

  /// Best possible total, or nil where no direction is better.
  package var best: Rational? {
    switch direction {
    case .higherIsBetter: range.upperBound
    case .higherIsWorse: range.lowerBound
    case .none: nil
    }
  }
}

extension Measure.StudyDomain {
  /// Where the definition says nothing.
  fileprivate init(usualOf reporter: Measure.Reporter) {
    switch reporter {
    case .patient, .clinician, .record: self = .questionnaires
    case .performance: self = .functionalTests
    case .laboratory: self = .laboratory
    }
  }
}

/// A code of a public terminology.
package struct Code: Hashable, Sendable {
  package var system: String
  package var code: String
  package var meaning: String
  package var evidence: Evidence

  package init(system: String, code: String, meaning: String, evidence: Evidence) {
    self.system = system
    self.code = code
    self.meaning = meaning
    self.evidence = evidence
  }
}

/// A named result of one score, such as minimal symptom expression.
package struct ScoreStatus: Hashable, Sendable {
  package var id: String
  package var name: String
  package var subscore: String?
  package var atMost: Rational?
  package var atLeast: Rational?
  package var evidence: Evidence

  package init(
    id: String, name: String, subscore: String? = nil, atMost: Rational? = nil,
    atLeast: Rational? = nil, evidence: Evidence
  ) {
    self.id = id
    self.name = name
    self.subscore = subscore
    self.atMost = atMost
    self.atLeast = atLeast
    self.evidence = evidence
  }

  package func holds(for value: Rational) -> Bool {
    (atMost.map { value <= $0 } ?? true) && (atLeast.map { value >= $0 } ?? true)
  }
}
