import Hummingbird
import Logging

/// What accompanies a request on its way to a route.
struct WebContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  /// The network address that the request came from.
  let address: String

  init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    address = source.channel.remoteAddress?.ipAddress ?? "unknown"
  }
}
