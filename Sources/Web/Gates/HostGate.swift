import HTTPTypes
import Hummingbird

/// Answers only requests for this host, so that a page elsewhere cannot reach the program by
/// pointing its own name at this machine (DNS rebinding).
struct HostGate: RouterMiddleware {
  typealias Context = WebContext

  /// The exact texts of `Host` that are answered, port included.
  let allowed: Set<String>

  func handle(
    _ request: Request, context: WebContext,
    next: (Request, WebContext) async throws -> Response
  ) async throws -> Response {
    // The first Host header became the authority; a second one is still among the headers.
    let more = HTTPField.Name("Host").map { request.headers.contains($0) } ?? false
    guard let host = request.head.authority, !more else {
      throw refusal(.badRequest)
    }
    guard allowed.contains(host) else { throw refusal(.misdirectedRequest) }
    guard let path = request.head.path, path.hasPrefix("/"), !path.hasPrefix("//") else {
      throw refusal(.badRequest)
    }
    return try await next(request, context)
  }

  private func refusal(_ status: HTTPResponse.Status) -> WebFault {
    var fault = WebFault(status, "", "")
    fault.showsPage = false
    return fault
  }
}
