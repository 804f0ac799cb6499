/// A published response criterion: a named result beside the verdict, never the verdict.
package struct Criterion: Sendable {
  package struct Part: Hashable, Sendable {
    package var measure: Measure.ID
    package var improvement: Rational

    package init(measure: Measure.ID, improvement: Rational) {
      self.measure = measure
      self.improvement = improvement
    }
  }

  package enum Rule: Sendable {
    case atMost(Measure.ID, subscore: String?, Rational)
    case atLeast(Measure.ID, subscore: String?, Rational)
    case run(Measure.ID, improvement: Rational, weeks: Int, firstByWeek: Int)
    case count(atLeast: Int, byWeek: Int, of: [Part])
    case items(Measure.ID, improvement: Rational, items: Int, byWeek: Int)
    case levels(Measure.ID, [CompositeRule.Level])
    case decline(Measure.ID, worsening: Rational)
    case coreSet(CoreSetRoles, CoreSetImprovement)
    case coreSetDecline(CoreSetRoles, CoreSetDecline)
    case fluctuation(Fluctuation)
  }

  package var id: String
  package var name: String
  package var rule: Rule
  /// Raised for a course that meets the criterion.
  package var flag: FlagKind?
  package var evidence: Evidence

  package init(
    id: String, name: String, rule: Rule, flag: FlagKind? = nil, evidence: Evidence
  ) {
    self.id = id
    self.name = name
    self.rule = rule
    self.flag = flag
    self.evidence = evidence
  }
}

/// The measures of a core set by their roles.
package struct CoreSetRoles: Sendable {
  /// The composite of change whose roles are meant.
  package var composite: Measure.ID
  /// More measures for a role, after those that the composite names for it.
  package var also: [String: [Measure.ID]]

  package init(composite: Measure.ID, also: [String: [Measure.ID]] = [:]) {
    self.composite = composite
    self.also = also
  }
}

/// Enough roles better, few worse: the IMACS definition of improvement.
///
/// All in percent of the baseline value.
package struct CoreSetImprovement: Sendable {
  package var better: Rational
  /// How many roles must be better by that.
  package var atLeast: Int
  package var worse: Rational
  /// How many may be worse by that.
  package var atMost: Int
  /// Roles that may not be among these.
  package var never: [String]

  package init(better: Rational, atLeast: Int, worse: Rational, atMost: Int, never: [String]) {
    self.better = better
    self.atLeast = atLeast
    self.worse = worse
    self.atMost = atMost
    self.never = never
  }
}

/// Worse in one of several ways at visits in a row: the confirmed deterioration of ProDERM.
package struct CoreSetDecline: Sendable {
  package enum Amount: Hashable, Sendable {
    /// Units of the measure.
    case points(Rational)
    /// Percent of the baseline value.
    case percent(Rational)
  }

  package struct Fall: Hashable, Sendable {
    package var role: String
    package var by: Amount

    package init(role: String, by: Amount) {
      self.role = role
      self.by = by
    }
  }

  package enum Way: Hashable, Sendable {
    case all([Fall])
    case any(atLeast: Int, percent: Rational)
  }

  /// Roles that are not looked at.
  package var without: [String]
  package var visits: Int
  package var ways: [Way]

  package init(without: [String], visits: Int, ways: [Way]) {
    self.without = without
    self.visits = visits
    self.ways = ways
  }
}

/// Worse again after a better state: a grade that rises while strength falls.
package struct Fluctuation: Sendable {
  package enum Time: Hashable, Sendable {
    /// Within these weeks of the first dose.
    case within(weeks: Int)
    /// Once later than these weeks, or `orCount` times at any time.
    case after(weeks: Int, orCount: Int)
  }

  /// A scale of disability, higher is worse.
  package var grade: Measure.ID
  package var rise: Rational
  /// A sum of strength, higher is better.
  package var strength: Measure.ID
  /// It must fall by more than this.
  package var fallAbove: Rational
  package var time: Time

  package init(
    grade: Measure.ID, rise: Rational, strength: Measure.ID, fallAbove: Rational, time: Time
  ) {
    self.grade = grade
    self.rise = rise
    self.strength = strength
    self.fallAbove = fallAbove
    self.time = time
  }
}

extension Criterion {
  /// Every measure that the rule names.
  package var measures: [Measure.ID] {
    switch rule {
    case .atMost(let id, _, _), .atLeast(let id, _, _), .run(let id, _, _, _),
      .items(let id, _, _, _), .levels(let id, _), .decline(let id, _):
      [id]
    case .count(_, _, let parts): parts.map(\.measure)
    case .coreSet(let roles, _), .coreSetDecline(let roles, _):
      [roles.composite] + roles.also.values.joined()
    case .fluctuation(let rule): [rule.grade, rule.strength]
    }
  }
}
