import Outcomes

/// Choosing a disease or a therapy of the library.
struct Pickers: Sendable {
  /// What is judged and what is recorded alone, each by name; what no list has comes last.
  private let diseases: [(id: Disease.ID, name: String, isJudged: Bool)]

  init(_ library: Library) {
    let all = library.diseases.map { (id: $0.id, name: $0.name, isJudged: $0.isJudged) }
      .inOrder(ofName: \.name)
    diseases = all.filter { $0.id != Disease.other } + all.filter { $0.id == Disease.other }
  }

  func diseases(chosen: String) -> [Choice] {
    [Choice("", "choose", chosen: chosen.isEmpty)]
      + diseases.map { disease in
        var choice = Choice(disease.id.text, disease.name, chosen: chosen == disease.id.text)
        choice.group = disease.isJudged ? "The response is judged" : "Recorded, not judged"
        return choice
      }
  }

  /// What is in no list is named in words.
  static func otherName(
    _ of: String, _ value: String, _ problems: FormProblems
  ) -> FormField {
    .text(TextField("other-name", "Its name (for “\(of)” alone)").filled(value, problems))
  }
}
