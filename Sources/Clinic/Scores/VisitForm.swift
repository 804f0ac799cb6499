import Exchange
package import Outcomes
import Registry

/// The form of one visit: the core sets of the patient's diagnoses in the instruments' own order.
package struct VisitForm: Sendable {
  /// One instrument, or one of its series (the right hand).
  package struct Block: Sendable {
    /// `mg-adl`, `grip-vigorimeter.right`.
    package let id: String
    package let title: String
    package let form: ScoreForm
    /// What of the variant is fixed for this block: `hand=right`.
    package let variant: String
    /// The other parts of the variant, to be chosen or confirmed.
    package let variantKeys: [VariantKey]

    package func name(_ question: String) -> String { "\(id):\(question)" }

    /// Whether a total may be entered that is known without its items.
    package var takesTotal: Bool { form.possibleTotals != nil }
  }

  package let patient: Patient
  package let day: Day
  package let blocks: [Block]
  /// What is noted of that day already.
  package let noted: VisitNote?
  /// Measures that may be added to the form.
  package let others: [Measure]
}

/// What of a visit was refused: the field's name and what is wrong.
///
/// Nothing was stored.
package struct VisitRefusal: Error, Sendable {
  package let problems: [(field: String, message: String)]
}

extension Desk {
  /// The core sets of all running diagnoses, also for a day before the diagnosis: a baseline is often
  /// entered afterwards.
  ///
  /// - Parameter extra: measures beside the core set.
  package func visitForm(_ id: Patient.ID, day: Day, extra: [Measure.ID] = []) throws -> VisitForm {
    let record = try record(of: id)
    let running = record.diagnoses.filter { $0.endedOn == nil }
    let core = running.compactMap { library.disease($0.disease) }.flatMap(\.coreSet)
    var wanted: [Measure.ID] = []
    for measure in core + extra where !wanted.contains(measure) { wanted.append(measure) }
    let measures = wanted.compactMap { library.measure($0) }.filter {
      $0.scoring.rule != .composite
    }
    let blocks = measures.flatMap { self.blocks(of: $0, in: record, day) }
    let others = library.measures.filter { measure in
      measure.scoring.rule != .composite && !wanted.contains(measure.id)
    }
    return VisitForm(
      patient: record.patient, day: day, blocks: blocks,
      noted: record.visitNote(on: day),
      others: others.sorted { $0.short.lowercased() < $1.short.lowercased() })
  }

  private func blocks(
    of measure: Measure, in record: PatientRecord, _ day: Day
  ) -> [VisitForm.Block] {
    let series = measure.variants.first { $0.comparing == .separate && !$0.values.isEmpty }
    let values: [String?] = series.map { $0.values.map(Optional.some) } ?? [nil]
    return values.map { value in
      let variant = value.flatMap { value in series.map { "\($0.key)=\(value)" } } ?? ""
      return VisitForm.Block(
        id: measure.id.text + (value.map { ".\($0)" } ?? ""),
        title: measure.name + (value.map { ", \($0)" } ?? ""),
        form: scoreForm(of: measure, in: record, day: day, variant: variant), variant: variant,
        variantKeys: measure.variants.filter { $0.key != series?.key })
    }
  }

  /// Checks a whole visit; nothing is stored yet.
  ///
  /// An instrument without any answer was not done and is left out; one that was begun needs an
  /// answer or a reason at every item.
  ///
  /// - Parameter entered: the texts of a field by its name, an answer and a reason why there is none;
  ///   empty: neither.
  /// - Throws: ``VisitRefusal`` with every problem there is.
  package func prepareVisit(
    _ visit: VisitForm, rater: String = "", entered: (String) -> [String]
  ) throws -> [PreparedScore] {
    var problems: [(field: String, message: String)] = []
    var prepared: [PreparedScore] = []
    for block in visit.blocks {
      let names = block.form.questions.map(\.id) + (block.takesTotal ? [ScoreForm.total] : [])
      let pairs = names.flatMap { name in
        entered(block.name(name)).map { (item: name, value: $0) }
      }
      guard !pairs.isEmpty else { continue }
      do {
        prepared.append(
          try prepareScore(
            visit.patient.id, block.form.measure.id, day: visit.day,
            variant: variant(block, entered), pairs: pairs, rater: rater))
      } catch let refusal as EntryRefusal {
        problems += refusal.faults.map { fault in
          (
            block.name(fault.item.isEmpty ? block.form.questions.first?.id ?? "" : fault.item),
            message(fault, block)
          )
        }
      } catch let refusal as DeskRefusal {
        guard case .scoreExists(_, _, let day, _, let number) = refusal else { throw refusal }
        problems.append(
          (
            block.name(block.form.questions.first?.id ?? ""),
            "\(block.title) of \(day) is recorded already (score \(number)). Correct that score instead."
          ))
      }
    }
    guard problems.isEmpty else { throw VisitRefusal(problems: problems) }
    return prepared
  }

  private func message(_ fault: EntryFault, _ block: VisitForm.Block) -> String {
    let place = "\(block.form.measure.short), \(label(fault.item, block)): "
    if fault.fault == .noAnswer {
      return place + "no answer. Choose one, or the reason why there is none."
    }
    return place + "found “\(fault.value)”: "
      + fault.fault.explanation(
        measure: fault.measure.text, item: fault.item == "value" ? "" : fault.item)
  }

  private func label(_ item: String, _ block: VisitForm.Block) -> String {
    if item == ScoreForm.total { return "total" }
    return block.form.questions.first { $0.id == item }?.label ?? "way of measuring"
  }

  /// The whole variant of a block as its form gives it.
  private func variant(_ block: VisitForm.Block, _ entered: (String) -> [String]) -> String {
    let chosen = block.variantKeys.compactMap { key in
      entered(block.name("variant.\(key.key)")).first.map { "\(key.key)=\($0)" }
    }
    return ([block.variant] + chosen).filter { !$0.isEmpty }.joined(separator: ";")
  }
}
