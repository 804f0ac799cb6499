extension Library {
  /// Whether a row of a re-evaluation is one that the rule or the disease names; any other one is in the
  /// clinic's own words.
  package func knowsRow(_ row: String, in disease: Disease.ID) -> Bool {
    Explanation.Question(rawValue: row) != nil
      || self.disease(disease)?.reconsider.contains { $0.id == row } == true
  }
}
