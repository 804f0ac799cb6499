/// An item that was taken over from another instrument.
///
/// It is one question: where both instruments are entered at one visit it is asked once.
package struct SharedItem: Hashable, Sendable {
  /// Of the instrument that took it over.
  package var item: String
  /// Where it comes from.
  package var original: ItemPlace
  package var evidence: Evidence

  package init(item: String, original: ItemPlace, evidence: Evidence) {
    self.item = item
    self.original = original
    self.evidence = evidence
  }
}

/// An item among those of all instruments: `mg-adl/talking`.
package struct ItemPlace: Hashable, Sendable, CustomStringConvertible {
  package var measure: Measure.ID
  package var item: String

  package init(measure: Measure.ID, item: String) {
    self.measure = measure
    self.item = item
  }

  package var description: String { "\(measure.text)/\(item)" }
}

extension Measure {
  /// The item that an item was taken over from; itself where it is the instrument's own.
  package func origin(of item: String) -> ItemPlace {
    sharedItems.first { $0.item == item }?.original ?? ItemPlace(measure: id, item: item)
  }
}
