import Clinic

/// The site's own texts for a note, beside its field.
///
/// They stand there to be read and copied; the script puts one in at the cursor. What was typed is
/// never replaced.
enum NoteTemplates {
  /// - Parameter field: the field or fields that a text goes into, as CSS selects them.
  static func markup(
    _ request: PageRequest, for purpose: SiteDesk.Purpose, into field: String
  ) -> Markup? {
    let templates = request.site.desk.definitions.desk.templates(for: purpose)
    guard !templates.isEmpty else { return nil }
    return """
      <details class="texts no-print" data-texts="\(field)"><summary>Texts of the site</summary>
      <ul>
      \(templates.map(row))</ul></details>

      """
  }

  private static func row(_ template: SiteDesk.Template) -> Markup {
    """
    <li><b>\(template.name)</b> <button type="button" class="plain script-only" data-text>put in<span class="unseen"> \
    \(template.name)</span></button>
    <p>\(template.text)</p></li>

    """
  }
}
