import NIOCore
import NIOHTTP1
import NIOHTTPTypesHTTP1

/// Takes the host of a request whose target is a whole address (`GET http://host/ HTTP/1.1`) out
/// of the address, as RFC 9112 (3.2.2) says, so that ``HostGate`` judges that one.
///
/// The next handler forgets everything of the address but its path.
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
    // What is no address of a page has no host that is answered.
    let parts = head.uri.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
    let isAddress = parts.count >= 2 && parts[0].hasSuffix(":") && parts[1].isEmpty
    let rest = isAddress && parts.count == 3 ? parts[2] : ""
    head.headers.replaceOrAdd(name: "Host", value: String(rest.prefix { !"/?#".contains($0) }))
    context.fireChannelRead(wrapInboundOut(.head(head)))
  }

  /// Puts itself before the handler that turns requests into their typed form.
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
