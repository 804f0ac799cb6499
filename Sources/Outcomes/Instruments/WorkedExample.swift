/// A published or derived set of answers with its total; runs as a test.
package struct WorkedExample: Sendable {
  package var name: String
  package var answers: [String: String]
  package var sex: Sex?
  package var variant: String
  /// nil: the rule gives no total.
  package var total: Rational?
  package var subscores: [String: Rational?]
  /// nil: derived by hand from the definition's source.
  package var published: Source?

  package init(
    name: String, answers: [String: String], sex: Sex?, variant: String, total: Rational?,
    subscores: [String: Rational?], published: Source?
  ) {
    self.name = name
    self.answers = answers
    self.sex = sex
    self.variant = variant
    self.total = total
    self.subscores = subscores
    self.published = published
  }
}
