/// The report templates that Recheck ships, by path: `text/patient.mustache`.
package enum ReportTemplates {
  /// Path inside `Reports/` to template text.
  package static let shipped: [String: String] = Dictionary(
    Embedded.files.map { ($0.path, $0.text) }, uniquingKeysWith: { _, last in last })
}
