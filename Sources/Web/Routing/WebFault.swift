package import HTTPTypes

/// Why a request gets an error page.
///
/// The texts go to the browser, so they carry nothing of a patient and nothing of the program's
/// inside.
package struct WebFault: Error, Sendable {
  package let status: HTTPResponse.Status
  package let title: String
  /// What happened and what to do, in plain words.
  package let message: String
  /// `Allow`, `Retry-After`.
  package var headers: HTTPFields = [:]
  /// False where the answer has no body at all (a foreign host learns nothing).
  package var showsPage = true
  /// Offers to sign in again.
  package var offersSignIn = false

  package init(_ status: HTTPResponse.Status, _ title: String, _ message: String) {
    self.status = status
    self.title = title
    self.message = message
  }

  package static let notFound = WebFault(
    .notFound, "This page does not exist",
    "The address is wrong, or the page has moved. Go back, or begin at the start page.")

  package static let tooLarge = WebFault(
    .contentTooLarge, "That was too much at once",
    "What was sent is larger than this page takes. Nothing was saved.")

  /// The queue for checking passwords is full.
  package static let tooBusy = tooMany(
    seconds: 5, "Many people are signing in at this moment. Try again in a few seconds.")

  package static let staleForm = WebFault(
    .conflict, "This form was sent before",
    "The form was already sent once, so it was not taken a second time. Look at the page again "
      + "before you repeat the entry.")

  /// What the form asked for is on the disk; what should have come after it failed.
  static let savedButNotShown = WebFault(
    .internalServerError, "This is saved, but it cannot be shown",
    "What you sent is saved; do not enter it again. Only the page that follows could not be made. "
      + "If it happens again, tell whoever runs the program.")

  package static func badRequest(_ message: String) -> WebFault {
    WebFault(.badRequest, "The request could not be read", message + " Nothing was saved.")
  }

  package static func forbidden(_ message: String) -> WebFault {
    WebFault(.forbidden, "This is not allowed", message)
  }

  package static func tooMany(seconds: Int, _ message: String) -> WebFault {
    var fault = WebFault(.tooManyRequests, "Please wait", message)
    fault.headers[.retryAfter] = "\(seconds)"
    return fault
  }

  package static let secondFactorNeeded = forbidden(
    "The second factor is still to be given, so nothing was done. Sign in to the end first.")

  /// The account may not open this page or do this.
  package static let wrongRole = forbidden(
    "Your account has no right to this page. Whoever looks after accounts can change that.")

  /// The request came from another site, or from no page of this one.
  package static let foreignOrigin = forbidden(
    "The request did not come from a page of this program, so nothing was done. Open the page "
      + "again and repeat what you did.")

  package static func signInAgain(draftKept: Bool) -> WebFault {
    var fault = WebFault(
      .unauthorized, "You were signed out",
      draftKept
        ? "There was no activity for a while. What you had entered is kept as a draft: sign in and "
          + "open the form again, and it is there. It was not saved yet."
        : "There was no activity for a while, or your account has changed. Nothing was saved.")
    fault.offersSignIn = true
    return fault
  }
}
