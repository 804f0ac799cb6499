import GRDB
package import Outcomes

extension Writing {
  /// Stores a table that the site brings, such as the centiles of the I-RODS for its raw sums.
  ///
  /// It replaces the one before, which stays in the file.
  ///
  /// - Parameter source: where the table was published.
  package func loadConversionTable(
    of measure: Measure.ID, centiles: [Int: Rational], source: String
  ) throws {
    guard !centiles.isEmpty else { throw RegistryError.emptyConversionTable(measure) }
    for (raw, centile) in centiles.sorted(by: { $0.key < $1.key }) {
      _ = try writer(.siteTable).insert { content, _ in
        content.add(self.entry)
        content.add(measure.text)
        content.add(raw)
        content.add(centile)
        content.add(source)
      }
    }
  }
}

/// A table that a site loaded.
package struct ConversionTable: Hashable, Sendable {
  package var measure: Measure.ID
  /// By raw sum.
  package var centiles: [Int: Rational]
  package var source: String
}

extension Reading {
  /// The table in force; nil where the site has none.
  package func conversionTable(of measure: Measure.ID) throws -> ConversionTable? {
    let rows = try RawStatement(
      database,
      """
      SELECT raw, centile, centile_scale, source FROM site_table
      WHERE measure = ?1 AND entry = (SELECT max(entry) FROM site_table WHERE measure = ?1)
      """)
    rows.bind(1, measure.text)
    var table: ConversionTable?
    while try rows.step() {
      if table == nil {
        table = ConversionTable(measure: measure, centiles: [:], source: rows.text(3))
      }
      table?.centiles[rows.int(0)] = rows.fraction(1, 2)
    }
    return table
  }
}
