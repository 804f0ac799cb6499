import Outcomes
import Tables

/// A sheet of two columns, a name and a value, in which the beginning of the disease may stand.
extension SheetPlan {
  struct KeyValues {
    var name: LookedField
    var value: LookedField
    /// The word beside which the first symptom's day stands.
    var onsetWord: String
  }

  var keyValues: KeyValues? {
    let all = fields.filter { !$0.texts.isEmpty }
    guard all.count == 2, let name = all.first, let value = all.last,
      ["name", "item", "key", "merkmal", "field", "feld", "nombre", "nom"].contains(name.folded),
      ColumnMeaning.value.isMeant(by: value)
    else { return nil }
    for text in name.distinct.map(\.text) {
      let named = LookedField(name: text, said: text, isRepeated: false, cells: [])
      if ColumnMeaning.onset.isMeant(by: named) {
        return KeyValues(name: name, value: value, onsetWord: text)
      }
    }
    return nil
  }
}
