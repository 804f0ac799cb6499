import Exchange
package import Outcomes
import Registry
import Reporting

/// The form of one visit: the core sets of the patient's diagnoses in the instruments' own order,
/// and what was recorded of this patient at the latest visits beside them.
package struct VisitForm: Sendable {
  /// One instrument, or one of its series (the right hand).
  package struct Block: Sendable {
    /// `mg-adl`, `grip-vigorimeter.right`.
    package let id: String
    package let title: String
    /// `Grip (right hand)`.
    package let short: String
    package let form: ScoreForm
    /// What of the variant is fixed for this block: `hand=right`.
    package let variant: String
    /// The other parts of the variant, to be chosen or confirmed.
    package let variantKeys: [VariantKey]
    /// What is recorded of that day already.
    package let recorded: [Recorded]
    /// The site's own set leaves it out, although it counts for judging.
    package var isLeftOut = false
    /// A table of the site gives the value that is compared (the centile of the I-RODS).
    package let hasTable: Bool
    /// The fields of questions that are asked once for this and other instruments, by item.
    package internal(set) var shared: [String: String] = [:]

    /// The field of a question, or of what is asked beside them.
    package func name(_ question: String) -> String { shared[question] ?? ownName(question) }

    /// Whether a total may be entered that is known without its items.
    package var takesTotal: Bool { form.possibleTotals != nil }

    /// Nothing of it can be entered any more on that day.
    package var isRecorded: Bool { !recorded.isEmpty && variantKeys.isEmpty }
  }

  package struct Recorded: Sendable {
    package let number: Int
    /// `MG-ADL 10 points`.
    package let text: String
  }

  /// What a treatment needs at this visit.
  package struct Due: Sendable {
    /// `IVIG (CIDP)`.
    package let treatment: String
    package let latest: Day
    /// The blocks of what is counted and not recorded yet.
    package let blocks: [Block]
  }

  package let patient: Patient
  package let day: Day
  package internal(set) var blocks: [Block]
  /// Added to the core set for this form, as they were asked for.
  package let extra: [Measure.ID]
  package let due: [Due]
  /// What is noted of that day already.
  package let noted: VisitNote?
  /// Measures that may be added to the form.
  package let others: [Other]

  package struct Other: Sendable {
    package let id: Measure.ID
    package let short: String
    package let name: String
  }

  /// How many of the latest visits give measures to the form that are not of the core set.
  package static let visitsLookedAt = 3
}

/// What of a visit was refused: the field's name and what is wrong.
///
/// Nothing was stored.
package struct VisitRefusal: Error, Sendable {
  package struct Problem: Sendable {
    package let field: String
    package let message: String
    /// The score that is in the way.
    package let score: Int?
  }

  package let problems: [Problem]
}

extension Desk {
  /// The core sets of all running diagnoses, also for a day before the diagnosis: a baseline is often
  /// entered afterwards; then what this patient's latest visits had beside them.
  ///
  /// - Parameter extra: measures beside these.
  package func visitForm(_ id: Patient.ID, day: Day, extra: [Measure.ID] = []) throws -> VisitForm {
    let record = try record(of: id)
    var wanted: [Measure.ID] = []
    for measure in usualMeasures(record, day) + extra where !wanted.contains(measure) {
      wanted.append(measure)
    }
    let leftOut = leftOut(of: record).filter { !wanted.contains($0) }
    func entered(_ ids: [Measure.ID]) -> [Measure] {
      ids.compactMap { library.measure($0) }.filter { $0.scoring.rule != .composite }
    }
    let blocks =
      try entered(wanted).flatMap { try self.blocks(of: $0, in: record, day) }
      + entered(leftOut).flatMap { try self.blocks(of: $0, in: record, day) }.map { block in
        var block = block
        block.isLeftOut = true
        return block
      }
    let onForm = wanted + leftOut
    let others = library.measures.compactMap { measure in
      measure.scoring.rule == .composite || onForm.contains(measure.id)
        ? nil
        : VisitForm.Other(id: measure.id, short: measure.short, name: measure.name)
    }
    return VisitForm(
      patient: record.patient, day: day, blocks: blocks,
      extra: extra.filter { library.measure($0) != nil },
      due: due(record, on: day, blocks), noted: record.visitNote(on: day),
      others: others.inOrder(ofName: \.short))
  }

  /// What a visit asks for under the running diagnoses, in their order: the site's own set of a
  /// disease, else its core set.
  func visitSet(of record: PatientRecord) -> [Measure.ID] {
    runningDiseases(record).flatMap { definitions.desk.visit(of: $0) ?? $0.coreSet }.uniqued
  }

  /// What of the core sets counts for judging and is not asked for, because the site's sets leave it
  /// out.
  func leftOut(of record: PatientRecord) -> [Measure.ID] {
    let asked = visitSet(of: record)
    return runningDiseases(record).flatMap { disease in
      let counted = countedMeasures(disease)
      return disease.coreSet.filter { counted.contains($0) && !asked.contains($0) }
    }.uniqued
  }

  private func runningDiseases(_ record: PatientRecord) -> [Disease] {
    record.diagnoses.filter { $0.endedOn == nil }.compactMap { library.disease($0.disease) }
  }

  /// What is judged under a disease, the parts of its composite too.
  private func countedMeasures(_ disease: Disease) -> Set<Measure.ID> {
    let parts = disease.composite.flatMap { library.measure($0)?.composite?.components }
    return Set(disease.counted.map(\.measure) + (parts ?? []).flatMap(\.anyOf))
  }

  /// What a visit asks for, then the patient's own set.
  private func usualMeasures(_ record: PatientRecord, _ day: Day) -> [Measure.ID] {
    let asked = visitSet(of: record)
    let before = record.scores.filter { $0.day < day }
    let visits = Set(before.map(\.day)).sorted().suffix(VisitForm.visitsLookedAt)
    let own = before.filter { visits.contains($0.day) && !asked.contains($0.measure) }
    return asked + Set(own.map(\.measure)).sorted { $0.text < $1.text }
  }

  func blocks(
    of measure: Measure, in record: PatientRecord, _ day: Day
  ) throws -> [VisitForm.Block] {
    let series = measure.variants.first { $0.comparing == .separate && !$0.values.isEmpty }
    let values: [String?] = series.map { $0.values.map(Optional.some) } ?? [nil]
    let hasTable =
      try measure.tablePart != nil && file.read { try $0.conversionTable(of: measure.id) } != nil
    return values.map { value in
      let variant = value.flatMap { value in series.map { "\($0.key)=\(value)" } } ?? ""
      let recorded = record.scores.filter { score in
        score.measure == measure.id && score.day == day
          && (variant.isEmpty || score.variant.split(separator: ";").contains { $0 == variant })
      }
      return VisitForm.Block(
        id: measure.id.text + (value.map { ".\($0)" } ?? ""),
        title: measure.name + (value.map { ", \($0)" } ?? ""),
        short: Wording.label(measure, variant: variant),
        form: scoreForm(of: measure, in: record, day: day, variant: variant), variant: variant,
        variantKeys: measure.variants.filter { $0.key != series?.key },
        recorded: recorded.map { score in
          VisitForm.Recorded(number: score.number, text: RecordedVisit.total(score, measure))
        }, hasTable: hasTable)
    }
  }

  /// What the running courses need at a visit on that day, of what is counted.
  private func due(
    _ record: PatientRecord, on day: Day, _ blocks: [VisitForm.Block]
  ) -> [VisitForm.Due] {
    library.judge(record, asOf: day).courses.compactMap { course in
      guard let due = course.due, due.on <= day, let disease = course.disease else { return nil }
      let counted = countedMeasures(disease).union(course.measures.map(\.measureID))
      let open = blocks.filter { $0.recorded.isEmpty && counted.contains($0.form.measure.id) }
      return open.isEmpty
        ? nil
        : VisitForm.Due(treatment: Wording.treatment(course), latest: due.latest, blocks: open)
    }
  }
}
