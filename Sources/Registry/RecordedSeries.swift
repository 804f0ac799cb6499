import GRDB
package import Outcomes

extension Reading {
  /// Every measure and variant that there are scores of.
  package func recordedSeries() throws -> [(measure: Measure.ID, variant: String)] {
    let rows = try RawStatement(
      database,
      """
      SELECT DISTINCT definition.name, score.variant
      FROM score INDEXED BY score_current JOIN definition ON definition.row = score.measure
      WHERE score.current = 1
      """)
    var series: [(measure: Measure.ID, variant: String)] = []
    while try rows.step() { series.append((Measure.ID(rows.text(0)), rows.text(1))) }
    return series
  }
}
