package import Outcomes

/// A sheet of one instrument to fill in: named after it, a row per score, a column per item.
package struct InstrumentSheet: Sendable {
  package enum Column: Hashable, Sendable {
    case patient, date, total, rater, note
    /// The key of a variant.
    case variant(VariantKey)
    /// The position of a field of the instrument.
    case field(Int)
  }

  package let measure: Measure
  package let columns: [Column]

  package init(_ measure: Measure) {
    self.measure = measure
    columns =
      [.patient, .date] + measure.variants.map(Column.variant)
      + measure.fields.indices.map(Column.field)
      + (measure.mayBeTotalOnly && measure.fieldPositions["total"] == nil ? [.total] : [])
      + [.rater, .note]
  }

  package func heading(_ column: Column) -> String {
    switch column {
    case .patient: Layout.Column.patient.key
    case .date: Layout.Column.date.key
    case .total: "total"
    case .rater: "rater"
    case .note: "note"
    case .variant(let key): key.key
    case .field(let position): measure.fields[position].id
    }
  }

  package var headings: [String] { columns.map(heading) }

  /// As the layout of scores names the item; of the instrument's value alone nothing.
  func item(_ column: Column) -> String {
    switch column {
    case .field(let position):
      if case .value = measure.fields[position].role { "" } else { measure.fields[position].id }
    case .total: "total"
    case .patient, .date, .variant, .rater, .note: ""
    }
  }
}
