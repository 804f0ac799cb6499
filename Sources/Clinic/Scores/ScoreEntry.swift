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
  ///   - pairs: item id and value; `total` is compared with the computed total; an empty id or
  ///     `value` is the instrument's value alone.
  ///   - table: of the site; gives the compared value of a complete raw score where none is entered.
  /// - Throws: every fault there is, with its item.
  package init(
    measure: Measure, pairs: [(item: String, value: String)], variant: String, sex: Sex?,
    table: ConversionTable? = nil
  ) throws(EntryRefusal) {
    var faults: [EntryFault] = []
    func fault(_ item: String, _ value: String, _ answer: AnswerFault) {
      faults.append(EntryFault(measure: measure.id, item: item, value: value, fault: answer))
    }
    var answers = Answers(of: measure)
    var claimedTotal: (text: String, value: Rational)?
    for (item, value) in pairs {
      do throws(AnswerFault) {
        if item == "total", measure.fieldPositions["total"] == nil, !measure.items.isEmpty {
          guard let total = Rational(decimal: value) else {
            throw .notANumber(allowed: measure.totalRange)
          }
          claimedTotal = (value, total)
          continue
        }
        let id = item.isEmpty || item == "total" ? "value" : item
        guard measure.scoring.rule != .composite else { throw .neverEntered }
        guard let slot = measure.fieldPositions[id] else {
          throw .unknownField(allowed: measure.fields.map(\.id))
        }
        guard answers.slots[slot] == nil else { throw .givenTwice }
        answers.slots[slot] = try measure.answer(value, to: measure.fields[slot])
      } catch {
        fault(item, value, error)
      }
    }
    answers = measure.withTableValue(answers, from: table)
    var canonical = ""
    do throws(AnswerFault) {
      canonical = try measure.canonicalVariant(variant)
    } catch {
      fault("", variant, error)
    }
    for (field, found) in measure.check(answers, sex: sex) {
      let slot = measure.fieldPositions[field]
      fault(field, slot.flatMap { answers.slots[$0]?.text } ?? "", found)
    }
    let scored = measure.score(answers, sex: sex)
    if let claimed = claimedTotal, claimed.value != scored.total {
      fault("total", claimed.text, .totalDiffers(computed: scored.total?.plain(4) ?? "no total"))
    }
    guard faults.isEmpty else { throw EntryRefusal(faults: faults) }
    self.measure = measure
    self.answers = answers
    self.variant = canonical
    self.scored = scored
    part = measure.comparison.part.flatMap { measure.part($0, of: answers, sex: sex) }
  }
}

extension Measure {
  /// The numbers a total can be.
  package var totalRange: NumberRange {
    var step = Rational.one
    for _ in 0..<decimals { step = step / 10 }
    return NumberRange(
      minimum: range.lowerBound, maximum: range.upperBound, step: step, unit: unit)
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
    return "\(place): found '\(value)': \(fault.explanation(measure: measure.text, item: item))"
  }
}

/// Answers that were refused; nothing was stored.
package struct EntryRefusal: Error, Sendable, CustomStringConvertible {
  package let faults: [EntryFault]
  package var description: String { faults.map(\.description).joined(separator: "\n") }
}
