import Exchange
package import Outcomes

/// What an entry form shows for one instrument: its questions in order, options, and the previous
/// answers with their date.
///
/// Nothing is pre-filled.
package struct ScoreForm: Sendable {
  package struct Question: Sendable {
    package let id: String
    package let label: String
    /// The answer last time and its date.
    package let previous: String?
    /// The answer last time alone; nil where there is none, or more than one that could be meant.
    package let last: String?
    package let isOptional: Bool
    /// Without it, or its measured value, there is no total.
    package let isNeeded: Bool
    /// The item that a measured value or an aid goes with; nil: it stands for itself.
    package let beside: String?
    package let help: String?
    package let kind: Item.Kind

    /// Option or range, one line each.
    package var optionLines: [String] {
      switch kind {
      case .options(let options): options.map { "\($0.value)  \($0.text)" }
      case .number(let range): [range.wording]
      }
    }
  }

  package struct VariantQuestion: Sendable {
    package let key: String
    package let label: String
    package let values: [String]
  }

  package let measure: Measure
  package let patient: Patient
  package let day: Day
  package let variant: String
  package let variantQuestions: [VariantQuestion]
  package let questions: [Question]
  /// The day of the score that the last answers are from.
  package let lastDay: Day?

  /// The name under which a total is given that is known without its items.
  package static let total = "total"
  /// What such a total can be; nil: the instrument takes none.
  package var possibleTotals: NumberRange? {
    measure.mayBeTotalOnly && measure.fieldPositions[Self.total] == nil
      ? measure.possibleTotals : nil
  }

  package var heading: String {
    let born = patient.bornGiven?.text ?? "unknown"
    return "\(patient.familyName), \(patient.givenName), born \(born), \(patient.id)\n"
      + "\(measure.name) on \(day)\(measure.recall.map { " (about \($0))" } ?? "")\n\(measure.licence.note)"
  }

  /// Why a text is no answer to a question; nil when it is one.
  package func fault(of text: String, to question: String) -> String? {
    guard let slot = measure.fieldPositions[question] else { return nil }
    do throws(AnswerFault) {
      _ = try measure.answer(TypedNumber.plain(text), to: measure.fields[slot])
      return nil
    } catch {
      return error.explanation(measure: measure.short, item: question)
    }
  }
}

extension ScoreForm {
  /// Why a text is no total without items; nil when it is one.
  package func faultOfTotal(_ text: String) -> String? {
    do throws(EntryRefusal) {
      _ = try ScoreEntry(
        measure: measure, pairs: [(Self.total, text)], variant: "", sex: patient.sex)
      return nil
    } catch {
      // The variant is asked for by itself.
      return error.faults.first { $0.item == Self.total }?.fault
        .explanation(measure: measure.short, item: Self.total)
    }
  }
}

extension Desk {
  package func scoreForm(
    _ id: Patient.ID, _ measure: Measure.ID, day: Day, variant: String = ""
  ) throws -> ScoreForm {
    scoreForm(
      of: try definitions.measure(measure), in: try record(of: id), day: day, variant: variant)
  }

  func scoreForm(
    of measure: Measure, in record: PatientRecord, day: Day, variant: String
  ) -> ScoreForm {
    let before = Self.latest(of: measure, in: record, before: day, variant: variant)
      .map { (score: $0, answers: measure.answers(of: $0)) }
    let hasItems = !measure.items.isEmpty
    let questions = measure.fields.enumerated().compactMap {
      position, field -> ScoreForm.Question? in
      var isOptional = false
      var isNeeded = true
      var beside: String?
      switch field.role {
      case .item(let item):
        isNeeded = !measure.items[item].optional && measure.items[item].inTotal
        isOptional = !isNeeded || measure.items[item].raw != nil
      case .raw(let item), .aid(let item):
        isOptional = true
        isNeeded = false
        beside = measure.items[item].id
      case .value: if hasItems { return nil }
      }
      let last = before.count == 1 ? before[0].answers.slots[position]?.text : nil
      return ScoreForm.Question(
        id: field.id, label: field.label, previous: Self.previous(before, position), last: last,
        isOptional: isOptional, isNeeded: isNeeded, beside: beside, help: Self.help(measure, field),
        kind: field.kind)
    }
    let asked = measure.variants.filter { key in
      key.defaultValue == nil && !variant.contains("\(key.key)=")
    }.map { ScoreForm.VariantQuestion(key: $0.key, label: $0.label, values: $0.values) }
    return ScoreForm(
      measure: measure, patient: record.patient, day: day, variant: variant,
      variantQuestions: asked,
      questions: questions, lastDay: before.map(\.score.day).max())
  }

  /// The latest earlier score of every variant that agrees with what is given of it.
  private static func latest(
    of measure: Measure, in record: PatientRecord, before day: Day, variant: String
  ) -> [Score] {
    let given = Set(variant.split(separator: ";"))
    let earlier = record.scores.filter { score in
      score.measure == measure.id && score.day < day
        && given.isSubset(of: score.variant.split(separator: ";"))
    }
    return Dictionary(grouping: earlier, by: \.variant)
      .compactMap { $0.value.max { $0.day < $1.day } }.sorted { $0.variant < $1.variant }
  }

  /// `42 (2026-01-12)`, with its variant where there are several: the other hand is not this one.
  private static func previous(
    _ before: [(score: Score, answers: Answers)], _ position: Int
  ) -> String? {
    let texts = before.compactMap { score, answers in
      answers.slots[position].map { answer in
        "\(answer.text) (\(score.day)\(before.count > 1 ? ", \(score.variant)" : ""))"
      }
    }
    return texts.isEmpty ? nil : texts.joined(separator: "; ")
  }

  private static func help(_ measure: Measure, _ field: Field) -> String? {
    if case .item(let item) = field.role { measure.items[item].help } else { nil }
  }
}
