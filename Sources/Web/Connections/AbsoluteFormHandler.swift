import NIOCore
import NIOHTTP1
import NIOHTTPTypesHTTP1

/// Moves the host of a request for a whole address (`GET http://host/ HTTP/1.1`) into the `Host`
/// header, as RFC 9112 (3.2.2) requires, so that ``HostGate`` checks it.
///
/// The next handler keeps only the path of the address.
final class AbsoluteFormHandler: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard case .head(var head) = unwrapInboundIn(data), !head.uri.hasPrefix("/"),
      head.headers["Host"].count == 1
    else {
      context.fireChannelRead(data)
      return
    }
    // A target that is not an address of a page gets a host that is never answered.
    let parts = head.uri.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
    let isAddress = parts.count >= 2 && parts[0].hasSuffix(":") && parts[1].isEmpty
    let rest = isAddress && parts.count == 3 ? parts[2] : ""
    head.headers.replaceOrAdd(name: "Host", value: String(rest.prefix { !"/?#".contains($0) }))
    context.fireChannelRead(wrapInboundOut(.head(head)))
  }

  /// Inserts the handler before the one that turns requests into their typed form.
  final class Installer: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = NIOAny
    typealias InboundOut = NIOAny

    func handlerAdded(context: ChannelHandlerContext) {
      do {
        let pipeline = context.pipeline.syncOperations
        let codec = try pipeline.handler(type: HTTP1ToHTTPServerCodec.self)
        try pipeline.addHandler(AbsoluteFormHandler(), position: .before(codec))
      } catch {
        context.close(promise: nil)
      }
    }
  }
}
