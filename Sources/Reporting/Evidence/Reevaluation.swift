package import Outcomes

/// The re-evaluation of a diagnosis row by row: what to rule out first, what to reconsider and what
/// the clinic added, each with where it stands.
package struct Reevaluation: Sendable {
  package struct Row: Sendable {
    package enum Kind: Sendable {
      /// To rule out before a missing response is read as one.
      case question
      case alternative
      /// Added by the clinic.
      case own
    }

    package let id: String
    package let kind: Kind
    /// `Missed doses?`, `POEMS syndrome`, as the clinic wrote it.
    package let name: String
    /// What the record answers; what to look for, with its source; empty for a row of the clinic's own.
    package let text: String
    /// Whether the record answers the question by itself.
    package let isAnswered: Bool
    /// What the record answers to a question; nil: it was not asked of it.
    package var answer: Explanation.Answer?
    /// Of an alternative: what suggests it, what to do, and where that is written.
    package var reconsideration: Reconsideration?
    /// Everything that was said about it, the earliest first.
    package let said: [Consideration]

    package var stands: Consideration? { said.last }

    /// `POEMS syndrome: Excluded on 2026-03-02, Dr Weber.`, `Missed doses? Open since ...`.
    package func line(_ said: Consideration) -> String {
      let name = name.firstLetterRaised.withoutFinalStop
      return "\(name)\(name.hasSuffix("?") ? "" : ":") \(Wording.consideration(said))"
    }

    /// The name, the text and where the row stands, such as
    /// `Missed doses? The record cannot answer this. Excluded on 2026-03-02, Dr Weber: "diary".`.
    package var sentence: String {
      let stand = stands.map { " \(Wording.consideration($0))" } ?? ""
      switch kind {
      case .question: return text.isEmpty ? name + stand : "\(name) \(text)\(stand)"
      case .alternative: return text + stand
      case .own: return "\(name.firstLetterRaised.withoutFinalStop).\(stand)"
      }
    }
  }

  package let disease: Disease.ID
  package let name: String
  package let rows: [Row]

  /// - Parameters:
  ///   - disease: the diagnosis; its variants are the same one.
  ///   - course: whose missing response the questions are about; nil: they are asked of none.
  package init(
    _ disease: Disease.ID, course: CourseJudgement?, _ patient: PatientJudgement, _ library: Library
  ) {
    let family = library.family(of: disease)
    let said = Dictionary(
      grouping: patient.record.considerations { library.family(of: $0) == family }, by: \.row)
    let definition = library.disease(disease)
    var answers: [Explanation.Question: (text: String, answer: Explanation.Answer)] = [:]
    if let course {
      let words = ExplanationWords(course: course, library: library)
      for found in patient.explanations(of: course, library: library) {
        answers[found.question] = (words.answer(found), found.answer)
      }
    }
    let questions = Explanation.Question.allCases.map { question in
      Row(
        id: question.rawValue, kind: .question, name: ExplanationWords.question(question),
        text: answers[question]?.text ?? "",
        isAnswered: answers[question].map { $0.answer != .cannotTell } ?? false,
        answer: answers[question]?.answer, said: said[question.rawValue] ?? [])
    }
    let alternatives = (definition?.reconsider ?? []).map { row in
      Row(
        id: row.id, kind: .alternative, name: row.consider.firstLetterRaised,
        text: Wording.reconsideration(row), isAnswered: false, reconsideration: row,
        said: said[row.id] ?? [])
    }
    let known = Set((questions + alternatives).map(\.id))
    var own: [String] = []
    for row in patient.record.considerations.map(\.row)
    where said[row] != nil && !known.contains(row) && !own.contains(row) { own.append(row) }
    self.disease = disease
    name = definition?.short ?? disease.text
    rows =
      questions + alternatives
      + own.map {
        Row(id: $0, kind: .own, name: $0, text: "", isAnswered: false, said: said[$0] ?? [])
      }
  }

  /// One for each diagnosis and its variants, of which something was said.
  package static func all(of patient: PatientJudgement, _ library: Library) -> [Reevaluation] {
    var families: Set<Disease.ID> = []
    let diseases = patient.record.considerations.map(\.disease)
    return diseases.filter { families.insert(library.family(of: $0) ?? $0).inserted }.map {
      Reevaluation($0, course: nil, patient, library)
    }
  }

  package func rows(_ kind: Row.Kind) -> [Row] { rows.filter { $0.kind == kind } }

  /// Those of which something was said.
  package var takenUp: [Row] { rows.filter { $0.stands != nil } }

  /// `2 excluded, 1 requested; last on 2026-03-02, Dr Weber.`; nil: nothing was said yet.
  package var summary: String? {
    let stands = takenUp.compactMap(\.stands)
    guard let last = stands.max(by: { $0.day < $1.day }) else { return nil }
    let counts = Consideration.State.allCases.reversed().compactMap { state -> String? in
      let count = stands.filter { $0.state == state }.count
      return count == 0 ? nil : "\(count) \(state.rawValue)"
    }
    return "Re-evaluation of \(name): \(counts.joined(separator: ", ")); "
      + "last on \(last.day), \(last.author)."
  }
}

extension PatientJudgement {
  /// The course whose missing response a re-evaluation asks about: that of the open flag which asks
  /// why, else the latest one under the diagnosis.
  package func courseInQuestion(_ disease: Disease.ID, _ library: Library) -> CourseJudgement? {
    let family = library.family(of: disease)
    let mine = courses.filter { library.family(of: $0.diseaseID) == family }
    let flagged = openFlags.filter { $0.kind.rule.asksWhy }.compactMap { course(of: $0) }
    return flagged.first { library.family(of: $0.diseaseID) == family } ?? mine.last
  }
}
