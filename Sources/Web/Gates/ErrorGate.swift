import Clinic
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOHTTP1
import Registry

/// The outermost gate: turns every error into a plain page, sets the security headers on every
/// answer, and writes the one log line of a request: method, route pattern, status, time.
///
/// Never an address, a field or a name.
struct ErrorGate: RouterMiddleware {
  typealias Context = WebContext

  let site: Site
  let security: SecurityHeaders

  func handle(
    _ request: Request, context: WebContext,
    next: (Request, WebContext) async throws -> Response
  ) async throws -> Response {
    let began = ContinuousClock.now
    var response: Response
    do {
      response = try await next(request, context)
    } catch {
      response = answer(to: error, request, context: context)
    }
    security.apply(to: &response.headers)
    context.logger.info(
      "\(request.method.rawValue) \(context.endpointPath ?? "-") \(response.status.code)",
      metadata: ["ms": "\((ContinuousClock.now - began) / .milliseconds(1))"])
    return response
  }

  private func answer(to error: any Error, _ request: Request, context: WebContext) -> Response {
    let fault = fault(of: error, context: context)
    var response =
      fault.showsPage ? page(for: fault, at: request.uri.path) : Response(status: fault.status)
    for field in fault.headers { response.headers[field.name] = field.value }
    return response
  }

  private func fault(of error: any Error, context: WebContext) -> WebFault {
    switch error {
    case let fault as WebFault: return fault
    case let unsound as UnsoundRecord:
      return WebFault(.conflict, "This record is not judged", unsound.message)
    case is NIOTooManyBytesError: return .tooLarge
    case is HTTPParserError: return .badRequest("The request is broken.")
    case let error as any HTTPResponseError where error.status == .notFound: return .notFound
    case let error as any HTTPResponseError where error.status.code < 500:
      return WebFault(
        error.status, "The request could not be answered", "Go back and try again.")
    default:  // not our enum
      // The kind of error only: its text may quote what somebody entered.
      let reference = RandomBytes.make(6).urlText
      context.logger.error("unexpected \(type(of: error))", metadata: ["reference": "\(reference)"])
      let closing = " The reference of this is \(reference)."
      if let error = error as? RegistryError {
        let words = RefusalWords(library: site.desk.library, now: Instants.stamp(site.now()))
        return WebFault(
          .internalServerError, RegistryErrorWords.title(error),
          RegistryErrorWords(words: words).text(error) + closing)
      }
      return WebFault(
        .internalServerError, "Something went wrong",
        "The program could not do this, and nothing was saved. If it happens again, tell whoever "
          + "runs the program this reference: \(reference).")
    }
  }

  /// - Parameter path: of the request; after signing in it goes on with the page there.
  private func page(for fault: WebFault, at path: String) -> Response {
    var frame = Frame(title: fault.title)
    frame.isError = true
    let way: Markup =
      fault.offersSignIn
      ? "<a class=\"button\" href=\"\(SignInPages.address(next: SiteMap.page(of: path)))\">Sign in</a>"
      : "<a href=\"/\">To the start page</a>"
    var html = HTMLWriter()
    html.markup(
      """
      <section class="narrow">
      <h1>\(fault.title)</h1>
      <p class="lead">\(fault.message)</p>
      <p>\(way)</p>
      </section>

      """)
    return PageAnswer.html(frame.page(around: html.bytes), status: fault.status).response
  }
}
