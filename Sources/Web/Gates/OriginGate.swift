import HTTPTypes
import Hummingbird

/// Lets a request that may change something through only when a page of this program sent it.
///
/// The browser says so in `Sec-Fetch-Site`; older ones in `Origin`. A request with neither is
/// refused too, and where both are present both must be right.
struct OriginGate: RouterMiddleware {
  typealias Context = WebContext

  /// The exact origins of this program, such as `http://127.0.0.1:8080`.
  let origins: Set<String>

  func handle(
    _ request: Request, context: WebContext,
    next: (Request, WebContext) async throws -> Response
  ) async throws -> Response {
    if request.method != .get, request.method != .head {
      try check(request.headers)
    }
    return try await next(request, context)
  }

  private func check(_ headers: HTTPFields) throws {
    let sites = HTTPField.Name("Sec-Fetch-Site").map { headers[values: $0] } ?? []
    let origins = headers[values: .origin]
    guard sites.count + origins.count > 0, sites.count <= 1, origins.count <= 1,
      sites.allSatisfy({ $0 == "same-origin" }),
      origins.allSatisfy({ self.origins.contains($0) })
    else { throw WebFault.foreignOrigin }
  }
}
