import HTTPTypes
import Hummingbird

/// Puts the gates and the routes together, in the order in which a request meets them.
enum SiteRouter {
  /// Methods that are answered 405 where a route does not take them.
  private static let methods: [HTTPRequest.Method] = [
    .get, .post, .put, .delete, .patch, .options,
  ]

  static func build(
    _ site: Site, routes: [Route] = SiteMap.routes, hosts: HostNames
  ) -> Router<WebContext> {
    let router = Router(context: WebContext.self, options: [.autoGenerateHeadEndpoints])
    let security = SecurityHeaders(overTLS: hosts.scheme == .https)
    router.add(middleware: ErrorGate(site: site, security: security))
    router.add(middleware: HostGate(allowed: hosts.allowed))
    router.add(middleware: OriginGate(origins: hosts.origins))
    for route in routes {
      router.on(
        RouterPath(route.path), method: route.method,
        responder: RouteResponder(site: site, route: route))
    }
    for (path, taken) in Dictionary(grouping: routes, by: \.path) {
      let allowed = taken.map(\.method)
      for method in methods where !allowed.contains(method) {
        router.on(RouterPath(path), method: method, responder: WrongMethod(allowed: allowed))
      }
    }
    return router
  }
}

/// Answers 405 and says what the address takes.
private struct WrongMethod: HTTPResponder {
  typealias Context = WebContext
  let allowed: [HTTPRequest.Method]

  func respond(to request: Request, context: WebContext) async throws -> Response {
    var fault = WebFault(
      .methodNotAllowed, "This page cannot do that",
      "The address exists, but not for this kind of request. Nothing was saved.")
    fault.headers[.allow] = allowed.map(\.rawValue).sorted().joined(separator: ", ")
    throw fault
  }
}
