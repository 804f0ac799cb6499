/// A therapy and, per disease, when a response is due.
package struct Therapy: Sendable, IdentifiedKind {
  package typealias ID = Identifier<Therapy>

  package enum Role: String, CaseIterable, Sendable {
    case fastOnset = "fast-onset"
    case bridge
    case longActing = "long-acting"
    case symptomatic, surgical
  }

  package var id: ID
  package var name: String
  package var short: String
  /// Abbreviations, brand names, names in other languages; they change no judging.
  package var alsoCalled: [String] = []
  package var therapyClass: String
  package var roles: [Role]
  /// Whether it counts as an immunotherapy that failed or that shares a response.
  package var isImmunotherapy: Bool
  package var route: String
  package var regimen: String
  /// Days for which the last dose keeps working.
  package var effectDays: Int
  package var effectEvidence: Evidence
  package var expectations: [Expectation]
  package var hash: String

  package init(
    id: ID, name: String, short: String, therapyClass: String, roles: [Role],
    isImmunotherapy: Bool, route: String, regimen: String, effectDays: Int,
    effectEvidence: Evidence, expectations: [Expectation], hash: String = ""
  ) {
    self.id = id
    self.name = name
    self.short = short
    self.therapyClass = therapyClass
    self.roles = roles
    self.isImmunotherapy = isImmunotherapy
    self.route = route
    self.regimen = regimen
    self.effectDays = effectDays
    self.effectEvidence = effectEvidence
    self.expectations = expectations
    self.hash = hash
  }
}

extension Therapy {
  /// Weakens muscle by itself when given for long.
  package var isSteroid: Bool { therapyClass == "corticosteroid" }
}

/// For a disease and a therapy: when a response is due and what counts as expected.
package struct Expectation: Sendable {
  package enum Expected: String, CaseIterable, Sendable { case improvement, stability, none }

  package struct Caution: Sendable {
    package var text: String
    package var evidence: Evidence

    package init(text: String, evidence: Evidence) {
      self.text = text
      self.evidence = evidence
    }
  }

  package struct ResponseRate: Sendable {
    package var percent: Rational
    package var text: String
    package var evidence: Evidence

    package init(percent: Rational, text: String, evidence: Evidence) {
      self.percent = percent
      self.text = text
      self.evidence = evidence
    }
  }

  /// How long a therapy must be given to have been tried.
  package struct Trial: Sendable {
    /// From the first to the last dose; 0 for what is given once.
    package var weeks: Rational
    package var evidence: Evidence

    package init(weeks: Rational, evidence: Evidence) {
      self.weeks = weeks
      self.evidence = evidence
    }
  }

  package var disease: Disease.ID
  /// Only for courses of that intent; nil: for any.
  package var intent: TreatmentCourse.Intent?
  /// Weeks from the first dose.
  package var firstEffect: Rational
  /// Weeks from the first dose, at least `firstEffect`.
  package var assessBy: Rational
  /// Weeks from the first dose, at least `assessBy`.
  package var deadline: Rational
  /// Weeks from the first to the last dose that make an adequate trial; nil: the deadline less the
  /// effect-duration.
  package var trial: Trial?
  package var expected: Expected
  package var responseRate: ResponseRate?
  /// Weeks in which a worsening is expected and not judged.
  package var earlyWorsening: Rational
  package var cautions: [Caution]
  package var note: String?
  package var evidence: Evidence

  package init(
    disease: Disease.ID, intent: TreatmentCourse.Intent? = nil, firstEffect: Rational,
    assessBy: Rational, deadline: Rational, trial: Trial? = nil, expected: Expected,
    responseRate: ResponseRate? = nil, earlyWorsening: Rational = .zero, cautions: [Caution] = [],
    note: String? = nil, evidence: Evidence
  ) {
    self.disease = disease
    self.intent = intent
    self.firstEffect = firstEffect
    self.assessBy = assessBy
    self.deadline = deadline
    self.trial = trial
    self.expected = expected
    self.responseRate = responseRate
    self.earlyWorsening = earlyWorsening
    self.cautions = cautions
    self.note = note
    self.evidence = evidence
  }

  /// Weeks as whole days, a fraction of a week rounded up: 0.5 weeks are 4 days.
  package static func days(_ weeks: Rational) -> Int {
    let days = weeks * Rational(7)
    return Int((days.numerator + days.denominator - 1) / days.denominator)
  }

  package var firstEffectDays: Int { Self.days(firstEffect) }
  package var assessByDays: Int { Self.days(assessBy) }
  package var deadlineDays: Int { Self.days(deadline) }
  package var earlyWorseningDays: Int { Self.days(earlyWorsening) }

  /// Half of the first effect, rounded down to days.
  package var halfFirstEffectDays: Int {
    let days = firstEffect * Rational(7)
    return Int(days.numerator / (days.denominator * 2))
  }

  /// Days from the first dose within which a late visit still answers: the deadline and 56 days or a
  /// quarter of the deadline, whichever is longer.
  package var answerableDays: Int {
    let days = deadline * Rational(7)
    let limit = days + max(Rational(Conventions.lateVisitDays), days * Conventions.lateVisitShare)
    return Int(limit.numerator / limit.denominator)
  }

  /// Days from the first to the last dose that make an adequate trial.
  package func trialDays(effectDays: Int) -> Int {
    trial.map { Self.days($0.weeks) } ?? max(0, deadlineDays - effectDays)
  }

  /// Fewer than half of the patients respond.
  package var nonResponseIsFrequent: Bool {
    responseRate.map { $0.percent < Conventions.frequentBelow } ?? false
  }
}

extension Therapy {
  /// Any immunotherapy that the library does not have; it is named in words with the course.
  package static let otherImmunotherapy = ID("other-immunotherapy")
}
