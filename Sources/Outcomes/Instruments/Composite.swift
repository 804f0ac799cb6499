/// A composite of change: several measures' improvement between two visits, turned into points by
/// bands (Total Improvement Score, ACR/EULAR 2016).
package struct CompositeRule: Sendable {
  package struct Component: Sendable {
    package var role: String
    package var label: String
    /// The first of these with scores on both sides is used; for enzymes the most abnormal at baseline.
    package var anyOf: [Measure.ID]
    /// Whole range in units of the measure; nil: the range of the measure that was used.
    package var range: Rational?
    /// Range in multiples of the upper limit of normal, per enzyme.
    package var rangeInUpperLimits: [Measure.ID: Rational]
    /// Ascending: an improvement of more than `above` percent of the range earns `points`.
    package var bands: [Band]

    package init(
      role: String, label: String, anyOf: [Measure.ID], range: Rational?,
      rangeInUpperLimits: [Measure.ID: Rational], bands: [Band]
    ) {
      self.role = role
      self.label = label
      self.anyOf = anyOf
      self.range = range
      self.rangeInUpperLimits = rangeInUpperLimits
      self.bands = bands
    }

    /// Points for an improvement in percent of the range; bounds are exclusive below.
    package func points(forPercent percent: Rational) -> Rational {
      bands.last { percent > $0.above }?.points ?? .zero
    }
  }

  package struct Band: Hashable, Sendable {
    package var above: Rational
    package var points: Rational

    package init(above: Rational, points: Rational) {
      self.above = above
      self.points = points
    }
  }

  package struct Level: Hashable, Sendable {
    package var name: String
    package var atLeast: Rational

    package init(name: String, atLeast: Rational) {
      self.name = name
      self.atLeast = atLeast
    }
  }

  /// The most days between the first and the last score of one set.
  package var withinDays: Int
  package var components: [Component]
  package var levels: [Level]
  /// The level that counts as one response (moderate improvement); nil: the threshold does.
  package var judgedLevel: Rational?

  package init(
    withinDays: Int, components: [Component], levels: [Level], judgedLevel: Rational? = nil
  ) {
    self.withinDays = withinDays
    self.components = components
    self.levels = levels
    self.judgedLevel = judgedLevel
  }

  package var measures: Set<Measure.ID> { Set(components.flatMap(\.anyOf)) }
}
