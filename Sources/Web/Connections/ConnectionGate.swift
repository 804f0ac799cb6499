import HTTPTypes
import NIOCore
import NIOHTTPTypes
import Synchronization

/// Limits how many connections are open at once; one connection above the limit is answered 503 and
/// closed, so that nobody waits for others to leave.
final class ConnectionGate: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundOut = HTTPResponsePart

  /// The connections of one server.
  final class Count: Sendable {
    let most: Int
    private let open = Atomic(0)

    init(most: Int) { self.most = most }

    /// Counts one more connection and says whether it may stay.
    func enter() -> Bool { open.add(1, ordering: .relaxed).newValue <= most }
    func leave() { open.subtract(1, ordering: .relaxed) }
  }

  private let count: Count
  private var isCounted = false
  private var isRefused = false

  init(_ count: Count) {
    self.count = count
  }

  func handlerAdded(context: ChannelHandlerContext) {
    if context.channel.isActive { enter(context) }
  }

  func channelActive(context: ChannelHandlerContext) {
    enter(context)
    context.fireChannelActive()
  }

  func channelInactive(context: ChannelHandlerContext) {
    if isCounted { count.leave() }
    isCounted = false
    context.fireChannelInactive()
  }

  /// Answers only after the request was read: closing a connection with unread bytes resets it, and
  /// the answer is lost.
  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard isRefused else { return context.fireChannelRead(data) }
    guard case .end = unwrapInboundIn(data) else { return }
    let head = HTTPResponse(
      status: .serviceUnavailable,
      headerFields: [.connection: "close", .contentLength: "0", .retryAfter: "5"])
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    context.close(promise: nil)
  }

  private func enter(_ context: ChannelHandlerContext) {
    guard !isCounted else { return }
    isCounted = true
    guard !count.enter() else { return }
    isRefused = true
    // A connection that sends no request is closed.
    let channel = context.channel
    channel.eventLoop.scheduleTask(in: .seconds(2)) { channel.close(promise: nil) }
  }
}
