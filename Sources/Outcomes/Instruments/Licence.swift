/// May the form be used, and whose words are shown.
package struct Licence: Hashable, Sendable {
  package enum Terms: String, CaseIterable, Sendable {
    case publicDomain = "public-domain"
    case open
    case permissionNeeded = "permission-needed"
    case unknown
    case notApplicable = "not-applicable"
  }
  package enum Wording: String, CaseIterable, Sendable {
    case ownLabels = "own-labels"
    case totalOnly = "total-only"
  }
  package var terms: Terms
  package var wording: Wording
  package var note: String

  package init(terms: Terms, wording: Wording, note: String) {
    self.terms = terms
    self.wording = wording
    self.note = note
  }
}
