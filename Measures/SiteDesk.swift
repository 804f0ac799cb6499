package import Outcomes

/// What a site sets for its own desk: texts for notes, and which measures a visit asks for.
///
/// It is read from the file `desk.yaml` of the site's folder. Nothing of it changes how anything is
/// judged.
package struct SiteDesk: Hashable, Sendable {
  /// Where the file stands in the site's folder.
  package static let path = "desk.yaml"

  /// A text that is put into a note.
  package struct Template: Hashable, Sendable {
    package let name: String
    package let text: String
    /// nil: for every note.
    package let purpose: Purpose?

    package init(name: String, text: String, for purpose: Purpose?) {
      self.name = name
      self.text = text
      self.purpose = purpose
    }
  }

  /// Which notes a template is for.
  package enum Purpose: String, CaseIterable, Sendable { case visit, decision, reevaluation }

  package var templates: [Template]
  /// What the form of a visit asks for under a disease, in that order.
  package var visits: [Disease.ID: [Measure.ID]]

  package init(templates: [Template] = [], visits: [Disease.ID: [Measure.ID]] = [:]) {
    self.templates = templates
    self.visits = visits
  }

  package func templates(for purpose: Purpose) -> [Template] {
    templates.filter { $0.purpose == nil || $0.purpose == purpose }
  }

  /// The site's own set for a disease, or for the disease that it is a variant of; nil: there is none.
  package func visit(of disease: Disease) -> [Measure.ID]? {
    visits[disease.id] ?? disease.variantOf.flatMap { visits[$0] }
  }
}
