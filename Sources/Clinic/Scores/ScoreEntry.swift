import Exchange
package import Outcomes
package import Registry

/// The answers to one instrument on one day, checked and scored, not yet stored.
package struct ScoreEntry: Sendable {
  package let measure: Measure
  package let answers: Answers
  /// Canonical.
  package let variant: String
  package let scored: ScoreResult
  /// The value that the measure's comparison needs beside the total.
  package let part: Rational?

  /// Reads answers given as item and value, and checks them together.
  ///
  /// - Parameters:
  ///   - pairs: item id and value, a decimal comma as good as a point; `total` is compared with the computed total; an empty id or
  ///     `value` is the instrument's value alone.
  ///   - table: of the site; gives the compared value of a complete raw score where none is entered.
  ///   - mayBePartial: nothing is recorded, so an item may be left out without a reason.
  /// - Throws: every fault there is, with its item.
  package init(
    measure: Measure, pairs: [(item: String, value: String)], variant: String, sex: Sex?,
    table: ConversionTable? = nil, mayBePartial: Bool = false
  ) throws(EntryRefusal) {
    var faults: [EntryFault] = []
    func fault(_ item: String, _ value: String, _ answer: AnswerFault) {
      faults.append(EntryFault(measure: measure.id, item: item, value: value, fault: answer))
    }
    let sheet = AnswerSheet(measure, table: table?.centiles)
    var draft = ScoreDraft(sheet)
    for (item, value) in pairs {
      do throws(AnswerFault) {
        try draft.give(item, TypedNumber.plain(value))
      } catch {
        fault(item, value, error)
      }
    }
    var canonical = ""
    do throws(AnswerFault) {
      canonical = try sheet.variant(variant)
    } catch {
      fault("", variant, error)
    }
    let checked = draft.checked(sex: sex, mayBePartial: mayBePartial)
    for found in checked.faults { fault(found.item, found.value, found.fault) }
    guard faults.isEmpty else { throw EntryRefusal(faults: faults) }
    self.measure = measure
    answers = checked.answers
    self.variant = canonical
    scored = checked.scored
    part = checked.part
  }
}

/// One refused answer.
package struct EntryFault: Hashable, Sendable, CustomStringConvertible {
  package let measure: Measure.ID
  package let item: String
  package let value: String
  package let fault: AnswerFault

  package var description: String {
    let place = item.isEmpty ? measure.text : "\(measure.text), \(item)"
    let found = fault == .noAnswer ? "" : "found '\(value)': "
    return "\(place): \(found)\(fault.explanation(measure: measure.text, item: item))"
  }
}

/// Answers that were refused; nothing was stored.
package struct EntryRefusal: Error, Sendable, CustomStringConvertible {
  package let faults: [EntryFault]
  package var description: String { faults.map(\.description).joined(separator: "\n") }
}
