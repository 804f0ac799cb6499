import Outcomes

/// Choosing a disease or a therapy of the library.
enum Pickers {
  /// What is judged, then what is recorded alone; what no list has comes last.
  static func diseases(_ library: Library, chosen: String) -> [Choice] {
    let sorted = library.diseases.sorted { a, b in
      (a.id == Disease.other ? 1 : 0, a.name.lowercased(), a.id)
        < (b.id == Disease.other ? 1 : 0, b.name.lowercased(), b.id)
    }
    return [Choice("", "choose", chosen: chosen.isEmpty)]
      + sorted.map { disease in
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
