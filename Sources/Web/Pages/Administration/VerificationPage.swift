import Foundation
import Registry
import Reporting

/// When the file was last verified and what was found, for administrators.
enum VerificationPage {
  static let routes: [Route] = [
    .get("verification", for: .administrators, label: "Verification") { request in
      request.page(try request.frame("Verification"), body(request))
    }
  ]

  private static func body(_ request: PageRequest) -> HTMLWriter {
    var html = HTMLWriter()
    html.markup("\(ClockRemark.markup(request))")
    guard let note = request.site.verification.value else {
      html.markup("<p class=\"lead\">The file was not verified yet. It soon will be.</p>\n")
      return html
    }
    let when = Instants.text(Date(timeIntervalSince1970: TimeInterval(note.instant.seconds)))
    if note.count == 0 {
      html.markup(
        "<p class=\"lead\">Verified at \(when) UTC: every seal, account, link and total holds.</p>\n"
      )
    } else {
      html.markup(
        """
        <p class="problems" role="alert">Verified at \(when) UTC: \(Wording.counted(note.count, "finding")). \
        Something in the file is not what this program stored: a failing disk, or another program changed it. \
        Keep the file as it is, make no more entries, and compare it with a backup.</p>
        <ul>
        \(note.findings.map { "<li>\($0)</li>\n" })</ul>

        """)
      if note.count > note.findings.count {
        html.markup("<p>These are the first \(note.findings.count).</p>\n")
      }
    }
    if !note.seal.isEmpty {
      html.markup(
        """
        <p>The seal of the last entry then: <code>\(note.seal)</code>. On paper or elsewhere, it shows later \
        whether the file was put back to an earlier state.</p>

        """)
    }
    return html
  }
}
