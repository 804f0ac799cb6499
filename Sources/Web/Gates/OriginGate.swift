import HTTPTypes
import Hummingbird

/// Lets a request that may change something through only when a page of this program sent it.
///
/// Browsers say so in `Sec-Fetch-Site`, older ones in `Origin`. A request with neither is refused,
/// and where both are present neither may contradict. Under the referrer policy `no-referrer`
/// browsers send `Origin: null` with this program's own forms, so beside a correct `Sec-Fetch-Site`
/// it is ignored; alone it is refused.
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
    guard sites.count <= 1, origins.count <= 1 else { throw WebFault.foreignOrigin }
    let isOurs = origins.first.map { self.origins.contains($0) }
    switch (sites.first, origins.first) {
    case ("same-origin", nil), ("same-origin", "null"): return
    case ("same-origin", _) where isOurs == true: return
    case (nil, _) where isOurs == true: return
    default: throw WebFault.foreignOrigin  // not our enum
    }
  }
}
