import Outcomes

/// Choosing a disease or a therapy of the library.
enum Pickers {
  /// What is judged, then what is recorded alone; what no list has comes last.
  static func diseases(_ library: Library, chosen: String) -> [Choice] {
    let listed = library.diseases.map { (id: $0.id, name: $0.name, isJudged: $0.isJudged) }
      .inOrder(ofName: \.name)
    let other = listed.filter { $0.id == Disease.other }
    return [Choice("", "choose", chosen: chosen.isEmpty)]
      + (listed.filter { $0.id != Disease.other } + other).map { disease in
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
