/// The layouts in which a clinic hands its records over, recognised by their header.
package enum ImportLayout: String, CaseIterable, Sendable {
  case patients, diagnoses, treatments, scores, reviews, considerations, visits

  package var layout: Layout {
    switch self {
    case .patients: .patients
    case .diagnoses: .diagnoses
    case .treatments: .treatments
    case .scores: .scores
    case .reviews: .reviews
    case .considerations: .considerations
    case .visits: .visits
    }
  }

  /// Every column, in the order in which exports write them.
  package var columns: [String] { layout.columns.map(\.key) }

  /// Columns without which the layout says nothing.
  package var required: [String] { layout.columns.filter(\.isRequired).map(\.key) }
}

/// Where the columns of a layout stand in one file; they may come in any order.
package struct ImportColumns: Sendable {
  package let layout: ImportLayout
  /// For each column of the layout its position in the file; nil when the file leaves it out.
  package let positions: [Int?]
  package let decimalComma: Bool

  /// Recognises the layout of a header: all required columns, and none that the layout does not know.
  ///
  /// A column without a name is passed over: it has no content.
  package init(header: [String], decimalComma: Bool) throws(HeaderFault) {
    let named = header.filter { !$0.isEmpty }
    let matching = ImportLayout.allCases.filter { layout in
      layout.required.allSatisfy(named.contains) && named.allSatisfy(layout.columns.contains)
    }
    guard let layout = matching.first else { throw HeaderFault(header: named) }
    self.layout = layout
    self.decimalComma = decimalComma
    positions = layout.columns.map { header.firstIndex(of: $0) }
  }
}

/// A header that is none of the layouts.
package struct HeaderFault: Error, Hashable, Sendable {
  package let header: [String]
  /// The layout that shares the most columns.
  package let nearest: ImportLayout
  package let missing: [String]
  package let unknown: [String]

  init(header: [String]) {
    self.header = header
    let shared = { (layout: ImportLayout) in header.count { layout.columns.contains($0) } }
    let nearest = ImportLayout.allCases.max { shared($0) < shared($1) } ?? .scores
    self.nearest = nearest
    missing = nearest.required.filter { !header.contains($0) }
    unknown = header.filter { !nearest.columns.contains($0) }
  }
}
