package import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// The headers that every answer carries, errors and redirects included.
package struct SecurityHeaders: Sendable {
  private let fields: [HTTPField]

  package init(overTLS: Bool) {
    var fields = [
      HTTPField(name: .contentSecurityPolicy, value: Self.policy),
      HTTPField(name: .xContentTypeOptions, value: "nosniff"),
      HTTPField(name: .cacheControl, value: "no-store"),
    ]
    let others = [
      ("Referrer-Policy", "no-referrer"), ("Cross-Origin-Opener-Policy", "same-origin"),
      ("Cross-Origin-Resource-Policy", "same-origin"), ("X-Frame-Options", "DENY"),
    ]
    fields += others.compactMap { name, value in
      HTTPField.Name(name).map { HTTPField(name: $0, value: value) }
    }
    if overTLS {
      fields.append(
        HTTPField(name: .strictTransportSecurity, value: "max-age=31536000; includeSubDomains"))
    }
    self.fields = fields
  }

  /// Allows only what this program itself serves: no inline script or style, no frames.
  private static let policy = """
    default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
    object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'
    """

  /// Sets the headers, in place of any of the same name.
  package func apply(to headers: inout HTTPFields) {
    for field in fields { headers[field.name] = field.value }
  }
}

/// Sets the headers on answers that no route made: those that the HTTP reader gives to a request
/// that it cannot parse.
final class SecurityHeadersHandler: ChannelOutboundHandler, RemovableChannelHandler {
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  private let security: SecurityHeaders

  init(_ security: SecurityHeaders) {
    self.security = security
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    guard case .head(var head) = unwrapOutboundIn(data) else {
      context.write(data, promise: promise)
      return
    }
    security.apply(to: &head.headerFields)
    context.write(wrapOutboundOut(.head(head)), promise: promise)
  }
}
