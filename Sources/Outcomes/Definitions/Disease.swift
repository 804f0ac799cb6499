/// A disease: what is counted for judging a response, how often, and what to reconsider when the
/// response is missing.
package struct Disease: Sendable, IdentifiedKind {
  package typealias ID = Identifier<Disease>

  package enum Group: String, CaseIterable, Sendable { case neuropathy, junction, muscle, other }

  package var id: ID
  package var name: String
  package var short: String
  package var group: Group
  /// Windows are inherited from this disease where a therapy has none of its own.
  package var variantOf: ID?
  package var chronic: Bool
  /// false: a mimic that a diagnosis may be revised to; nothing is counted or expected.
  package var isJudged: Bool
  /// Scores up to so many days after the first dose are the way to the nadir, and the worst of them is
  /// the baseline (Guillain-Barré syndrome); nil for other diseases.
  package var nadirDays: Int?
  package var codes: [Code]
  package var baselineDaysBefore: Int
  package var baselineDaysAfter: Int
  package var counted: [CountedMeasure]
  package var composite: Measure.ID?
  /// Symptoms and quality of life: shown, never judged.
  package var watched: [Measure.ID]
  package var coreSet: [Measure.ID]
  /// How often counted scores are due while treated; 0 where the disease is not judged.
  package var monitoringWeeks: Int
  /// Of the interval; of a disease that is not judged, where it is described as a mimic.
  package var monitoringEvidence: Evidence
  package var firstAssessmentWeeks: [Int]
  package var criteria: [Criterion]
  package var expectedWithoutResponse: String?
  package var reconsider: [Reconsideration]
  package var note: String?
  /// Abbreviations, brand names, names in other languages; they change no judging.
  package var alsoCalled: [String] = []
  package var hash: String

  package init(
    id: ID, name: String, short: String, group: Group, variantOf: ID? = nil, chronic: Bool = true,
    isJudged: Bool = true, nadirDays: Int? = nil,
    codes: [Code] = [], baselineDaysBefore: Int = Conventions.baselineDaysBefore,
    baselineDaysAfter: Int = Conventions.baselineDaysAfter,
    counted: [CountedMeasure], composite: Measure.ID? = nil, watched: [Measure.ID] = [],
    coreSet: [Measure.ID] = [], monitoringWeeks: Int, monitoringEvidence: Evidence,
    firstAssessmentWeeks: [Int] = [], criteria: [Criterion] = [],
    expectedWithoutResponse: String? = nil, reconsider: [Reconsideration] = [],
    note: String? = nil, hash: String = ""
  ) {
    self.id = id
    self.name = name
    self.short = short
    self.group = group
    self.variantOf = variantOf
    self.chronic = chronic
    self.isJudged = isJudged
    self.nadirDays = nadirDays
    self.codes = codes
    self.baselineDaysBefore = baselineDaysBefore
    self.baselineDaysAfter = baselineDaysAfter
    self.counted = counted
    self.composite = composite
    self.watched = watched
    self.coreSet = coreSet
    self.monitoringWeeks = monitoringWeeks
    self.monitoringEvidence = monitoringEvidence
    self.firstAssessmentWeeks = firstAssessmentWeeks
    self.criteria = criteria
    self.expectedWithoutResponse = expectedWithoutResponse
    self.reconsider = reconsider
    self.note = note
    self.hash = hash
  }

  /// A disease that is not judged.
  ///
  /// - Parameter evidence: where it is described as a mimic.
  package init(
    notJudged id: ID, name: String, short: String, group: Group, codes: [Code],
    evidence: Evidence, note: String?, hash: String
  ) {
    self.init(
      id: id, name: name, short: short, group: group, isJudged: false, codes: codes, counted: [],
      monitoringWeeks: 0, monitoringEvidence: evidence, note: note, hash: hash)
  }
}

extension Disease {
  /// Any disease that the library does not have; it is named in words with the diagnosis.
  package static let other = ID("other")
}

/// A measure that counts for judging a response in a disease.
package struct CountedMeasure: Sendable {
  package var measure: Measure.ID
  package var subscore: String?
  /// Measures of one group stand for each other.
  package var group: String?
  package var improvement: Threshold?
  package var worsening: Threshold?

  package init(
    measure: Measure.ID, subscore: String? = nil, group: String? = nil,
    improvement: Threshold? = nil, worsening: Threshold? = nil
  ) {
    self.measure = measure
    self.subscore = subscore
    self.group = group
    self.improvement = improvement
    self.worsening = worsening
  }

  /// One group of the response index: the measures that stand for each other, or the measure alone.
  package var groupKey: String { group ?? measure.text + (subscore.map { ".\($0)" } ?? "") }
}

/// What to think of when the expected response is missing, and how to find out.
package struct Reconsideration: Sendable {
  /// Unique within the disease and the same in every disease that means this alternative; where the
  /// alternative is a disease of the library, that disease's id.
  package var id: String
  package var consider: String
  package var lookFor: [String]
  package var evidence: Evidence

  package init(id: String, consider: String, lookFor: [String], evidence: Evidence) {
    self.id = id
    self.consider = consider
    self.lookFor = lookFor
    self.evidence = evidence
  }
}
