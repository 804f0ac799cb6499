import Clinic
import Outcomes

/// How the questions of an instrument stand on the form.
struct VisitRows {
  typealias Question = ScoreForm.Question

  enum Row {
    /// A question, and the measured value or aid beside it.
    case one(Question, beside: [Question])
    /// One muscle of both sides.
    case pair(String, Question, Question)
  }

  let rows: [Row]
  /// The options are the same for every question: they are said once, above.
  let legend: [Item.Option]?

  init(_ questions: [Question]) {
    var rows: [Row] = []
    var rest = questions[...]
    while let question = rest.popFirst() {
      if let next = rest.first, let stem = Self.stem(question, next) {
        rest = rest.dropFirst()
        rows.append(.pair(stem, question, next))
        continue
      }
      let beside = rest.prefix { $0.beside == question.id }
      rest = rest.dropFirst(beside.count)
      rows.append(.one(question, beside: Array(beside)))
    }
    self.rows = rows
    legend = Self.shared(questions)
  }

  /// Whether short items stand in two columns.
  var isTwoColumns: Bool {
    rows.count >= 8 && legend != nil
      && rows.allSatisfy { row in
        if case .one(_, let beside) = row { beside.isEmpty } else { false }
      }
  }

  /// What two questions have in common that are of the right and the left side, or the reverse.
  private static func stem(_ a: Question, _ b: Question) -> String? {
    for (first, second) in [("right", "left"), ("left", "right")] {
      guard a.id.hasSuffix("-" + first), b.id.hasSuffix("-" + second),
        a.id.dropLast(first.count) == b.id.dropLast(second.count),
        a.label.hasSuffix(", " + first), b.label.hasSuffix(", " + second)
      else { continue }
      let stem = a.label.dropLast(first.count + 2)
      return stem == b.label.dropLast(second.count + 2) ? String(stem) : nil
    }
    return nil
  }

  private static func shared(_ questions: [Question]) -> [Item.Option]? {
    let all = questions.filter { $0.beside == nil && $0.isNeeded }.map { question in
      if case .options(let options) = question.kind { options } else { [] as [Item.Option] }
    }
    guard all.count >= 4, let first = all.first, !first.isEmpty,
      all.allSatisfy({
        $0.map(\.value) == first.map(\.value) && $0.map(\.text) == first.map(\.text)
      }),
      first.contains(where: { $0.text != $0.value })
    else { return nil }
    return first
  }
}
