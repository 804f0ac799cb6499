import Exchange
package import Outcomes

extension Desk {
  /// Checks a whole visit; nothing is stored yet.
  ///
  /// An instrument without any answer was not done and is left out; one that was begun needs an
  /// answer or a reason at every item. A decimal comma is read. An answer that is asked once counts for
  /// each instrument that was begun, and begins none: alone it is refused.
  ///
  /// - Parameter entered: the texts of a field by its name, an answer and a reason why there is none;
  ///   empty: neither.
  /// - Throws: ``VisitRefusal`` with every problem there is.
  package func prepareVisit(
    _ visit: VisitForm, rater: String = "", entered: (String) -> [String]
  ) throws -> [PreparedScore] {
    var problems: [VisitRefusal.Problem] = []
    var prepared: [PreparedScore] = []
    for block in visit.blocks {
      let pairs = block.pairs(entered)
      guard !pairs.isEmpty else { continue }
      let first = block.name(block.ownQuestions.first?.id ?? "")
      do {
        prepared.append(
          try prepareScore(
            visit.patient.id, block.form.measure.id, day: visit.day,
            variant: block.variant(entered), pairs: pairs, rater: rater))
      } catch let refusal as EntryRefusal {
        for fault in refusal.faults {
          let field = block.field(of: fault)
          // Asked once, it is said once.
          if block.shared.values.contains(field), problems.contains(where: { $0.field == field }) {
            continue
          }
          problems.append(
            VisitRefusal.Problem(
              field: field, message: VisitFaultWords.text(fault, in: block), score: nil))
        }
      } catch let refusal as DeskRefusal {
        guard case .scoreExists(_, _, let day, _, let number) = refusal else { throw refusal }
        problems.append(
          VisitRefusal.Problem(
            field: first,
            message:
              "\(block.title) of \(day) is recorded already. Correct that score instead.",
            score: number))
      }
    }
    problems += visit.shared.flatMap { $0.takenByNone(entered) }
    guard problems.isEmpty else { throw VisitRefusal(problems: problems) }
    return prepared
  }

  /// What a block amounts to so far, while it is being filled in; nil: nothing can be said.
  ///
  /// The rule of the instrument computes it. Missing is never zero: what is not answered yet is said.
  package func runningTotal(
    _ block: VisitForm.Block, of patient: Patient, entered: (String) -> [String]
  ) -> String? {
    let measure = block.form.measure
    let pairs = block.pairs(entered)
    guard !pairs.isEmpty,
      let entry = try? ScoreEntry(
        measure: measure, pairs: pairs, variant: block.variant(entered), sex: patient.sex,
        mayBePartial: true)
    else { return nil }
    if let total = entry.scored.total, entry.scored.missing.isEmpty {
      return "total \(total.plain())"
    }
    guard measure.adds else { return nil }
    let scores = measure.items.indices.filter { measure.items[$0].inTotal }
      .compactMap { measure.itemScore($0, entry.answers, sex: patient.sex) }
    return scores.isEmpty ? nil : "\(scores.reduce(.zero, +).plain()) so far"
  }
}

extension VisitForm.Block {
  /// Whether something of its own questions was answered, so that it takes what is asked once.
  package func isBegun(_ entered: (String) -> [String]) -> Bool {
    ownQuestions.contains { !entered(name($0.id)).isEmpty }
  }

  /// What was entered, by item.
  fileprivate func pairs(_ entered: (String) -> [String]) -> [(item: String, value: String)] {
    let taken = isBegun(entered) ? form.questions : ownQuestions
    let fields = taken.map { (id: $0.id, isNumber: $0.isNumber) }
    let total = takesTotal ? [(id: ScoreForm.total, isNumber: true)] : []
    return (fields + total).flatMap { field in
      entered(name(field.id)).map { text in
        (item: field.id, value: field.isNumber ? TypedNumber.plain(text) : text)
      }
    }
  }

  /// The whole variant of a block as its form gives it.
  fileprivate func variant(_ entered: (String) -> [String]) -> String {
    let chosen = variantKeys.compactMap { key in
      entered(name("variant.\(key.key)")).first.map { "\(key.key)=\($0)" }
    }
    return ([variant] + chosen).filter { !$0.isEmpty }.joined(separator: ";")
  }

  /// The field that a fault is about.
  fileprivate func field(of fault: EntryFault) -> String {
    if case .variant(let key, _) = fault.fault, variantKeys.contains(where: { $0.key == key }) {
      return name("variant.\(key)")
    }
    return name(fault.item.isEmpty ? ownQuestions.first?.id ?? "" : fault.item)
  }
}

extension VisitForm.Shared {
  /// Answers that no instrument takes.
  fileprivate func takenByNone(_ entered: (String) -> [String]) -> [VisitRefusal.Problem] {
    if blocks.contains(where: { $0.isBegun(entered) }) { return [] }
    let instead = VisitForm.names(blocks.map(\.short), "or")
    return questions.filter { !entered(first.name($0.id)).isEmpty }.map { question in
      VisitRefusal.Problem(
        field: first.name(question.id),
        message:
          "\(question.label) is answered, but nothing else of \(instead). Answer the rest of one of them, or clear this answer.",
        score: nil)
    }
  }
}

extension ScoreForm.Question {
  package var isNumber: Bool {
    if case .number = kind { true } else { false }
  }
}
