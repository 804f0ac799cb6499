/// What surrounds a page.
package struct Frame: Sendable {
  package struct Link: Sendable {
    let address: String
    let label: String
    let isCurrent: Bool
    /// The page shown is one below this one.
    var isAround = false
    /// What waits there, such as 18 and `red`.
    var waiting: (count: Int, word: String)?
  }

  /// Whom the page is about; stands on every page and every print that shows a patient.
  package struct Identity: Sendable {
    let name: String
    let birthDate: String
    let identifier: String
    let sex: String
    /// What the person is treated for, such as `CIDP since 2024-06-26`; empty: not said here.
    var remark = ""
    /// Who is responsible for the patient; nil: nobody is named, or it is not said here.
    var physician: String?
    /// Links to the neighbours in the list that the page was opened from.
    var jump: Markup?

    package init(name: String, birthDate: String, identifier: String, sex: String) {
      self.name = name
      self.birthDate = birthDate
      self.identifier = identifier
      self.sex = sex
    }
  }

  package let title: String
  /// The page writes its heading itself.
  var hasOwnHeading = false
  /// Stands in the line of the title.
  var beside: Markup?
  package var navigation: [Link] = []
  /// The pages in the person's own menu.
  package var menu: [Link] = []
  /// Of the search for a patient; nil: the person sees no patients.
  package var findNonce: String?
  /// The signed-in person's full name and role; nil on pages without sign-in.
  package var person: String?
  package var role: String = ""
  package var signOutNonce: String = ""
  package var stayNonce: String = ""
  package var identity: Identity?
  /// Confirms what was done, such as `Saved 14:03:22`; set only afterwards.
  package var notice: String?
  /// What stands in the way of working as usual.
  var remark: String?
  package var problems: [Problem] = []
  package var isError = false
  /// Seconds without a request after which the session ends.
  package var idleSeconds: Int?
  /// Then it is locked, not ended.
  package var locks = false
  /// The foot of printed sheets.
  package var printedAt: String = ""

  package struct Problem: Sendable {
    let field: String?
    let message: String
    var link: WayLink?
  }

  package init(title: String) {
    self.title = title
  }

  package mutating func show(_ problems: FormProblems) {
    self.problems = problems.list.map { problem in
      Problem(
        field: problem.field.isEmpty ? nil : problem.field, message: problem.message,
        link: problem.link)
    }
  }
}
