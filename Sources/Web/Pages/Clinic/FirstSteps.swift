import Clinic
import Outcomes
import Registry

/// The way from an empty clinic file to the first flag: accounts, patients, a first visit.
struct FirstSteps {
  typealias Beginnings = (patients: Int, hasDiagnosis: Bool, hasCourse: Bool, hasScore: Bool)

  private let role: Role
  /// Accounts that see patients.
  private let accounts: Int
  private let there: Beginnings
  /// The one patient there is; nil: none yet, or several.
  private let patient: String?
  private let path: String

  init(_ request: PageRequest) async throws {
    role = try request.account.role
    path = request.path
    accounts = try await request.site.accounts.all()
      .count { !$0.closed && Route.Access.clinical.allows($0.role) }
    there = try await request.beginnings()
    patient =
      there.patients == 1 && Route.Access.clinical.allows(role)
      ? try await request.atDesk { try $0.patients(matching: "", limit: 1) }.first
        .map { try request.path(of: $0.id) } : nil
  }

  var areDone: Bool { accounts > 0 && Self.isFilled(there) }

  /// Something can be judged.
  static func isFilled(_ there: Beginnings) -> Bool {
    there.hasDiagnosis && there.hasCourse && there.hasScore
  }

  /// nil once all three are done.
  var beginning: Markup? { areDone ? nil : markup }

  var markup: Markup {
    """
    <ol class="steps">
    \(step("Accounts", isDone: accounts > 0, accountText))\
    \(step("Patients", isDone: there.patients > 0, patientText))\
    \(step("First visit", isDone: Self.isFilled(there), visitText))</ol>

    """
  }

  private func step(_ title: String, isDone: Bool, _ text: Markup) -> Markup {
    """
    <li class="card\(" done", if: isDone)"><h2>\(title) <span class="tag">\(isDone ? "done" : "open")</span></h2>
    \(text)</li>

    """
  }

  private var accountText: Markup {
    if accounts > 0 {
      return """
        <p>\(accounts) \(accounts == 1 ? "account sees" : "accounts see") patients.</p>

        """
    }
    let address = path == "/accounts" ? "#name" : "/accounts"
    return """
      <p>Your own account sees no patient. Make one for a physician or for staff; they choose their password \
      with the code that you are shown.</p>
      <p><a class="button" href="\(address)">Make an account</a></p>

      """
  }

  private var patientText: Markup {
    if there.patients > 0 {
      return """
        <p>\(there.patients) \(there.patients == 1 ? "patient is" : "patients are") registered.</p>

        """
    }
    let one: Markup =
      role == .administrator
      ? "<p>A physician or staff registers the first patient, after signing in.</p>\n"
      : "<p><a class=\"button\" href=\"/patients/new\">Register the first patient</a></p>\n"
    let many: Markup =
      ImportPages.access.allows(role)
      ? """
      <p>Or <a href="/import">import a list</a>: the clinic's own spreadsheet of patients and their scores.</p>

      """
      : """
      <p class="aside">A physician or the administrator can import a whole list of patients with their scores.</p>

      """
    return "\(one)\(many)"
  }

  /// In the order in which they lead to a flag.
  private var visitText: Markup {
    let parts = [
      ("The diagnosis: it says which scores count", "diagnoses", there.hasDiagnosis),
      ("The scores from before the treatment", "visits", there.hasScore),
      ("The treatment: it says when a response is due", "treatments", there.hasCourse),
    ]
    let next = parts.first { !$0.2 }?.1
    return """
      <ul class="parts">
      \(parts.map { text, page, isDone in
        let link: Markup =
          if let patient, page == next {
            "<a class=\"button\" href=\"\(patient)/\(page)\">\(text)</a>"
          } else { "\(text)" }
        return "<li>\(link) <span class=\"tag\">\(isDone ? "done" : "open")</span></li>\n"
      })</ul>
      \("<p class=\"aside\">From then on each visit is judged, and what is due stands in the list.</p>\n",
        if: !Self.isFilled(there))
      """
  }
}
