import NIOCore
import NIOHTTPTypes

/// Closes a connection that does not send its request in time, so that idle or slow ones do not
/// hold others up.
///
/// A trickle of bytes does not count: only a whole header does, then a whole body.
final class RequestTimeLimit: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  /// In seconds.
  struct Limits: Sendable {
    /// From the start of the connection to the whole header of its first request.
    var header: Int64 = 10
    /// From the header to the end of the body.
    var body: Int64 = 60
    /// From an answer to the whole header of the next request.
    var next: Int64 = 30
  }

  private let limits: Limits
  private var running: Scheduled<Void>?
  /// Requests that were read and not yet answered.
  private var unanswered = 0

  init(_ limits: Limits) {
    self.limits = limits
  }

  func handlerAdded(context: ChannelHandlerContext) {
    limit(limits.header, context)
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    running?.cancel()
  }

  func channelInactive(context: ChannelHandlerContext) {
    running?.cancel()
    context.fireChannelInactive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head:
      unanswered += 1
      limit(limits.body, context)
    case .body: break
    case .end: running?.cancel()
    }
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    if case .end = unwrapOutboundIn(data) {
      unanswered = max(0, unanswered - 1)
      if unanswered == 0 { limit(limits.next, context) }
    }
    context.write(data, promise: promise)
  }

  private func limit(_ seconds: Int64, _ context: ChannelHandlerContext) {
    running?.cancel()
    let channel = context.channel
    running = channel.eventLoop.scheduleTask(in: .seconds(seconds)) {
      channel.close(promise: nil)
    }
  }
}
