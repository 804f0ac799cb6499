import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOEmbedded

@testable import Web

/// Hands requests to the router as the server would, without a socket.
struct RouterLine: Line {
  let responder: RouterResponder<WebContext>
  let logger: Logger

  init(_ router: Router<WebContext>, logger: Logger) {
    responder = router.buildResponder()
    self.logger = logger
  }

  func send(_ head: HTTPRequest, _ body: [UInt8]?) async throws -> Page {
    let context = WebContext(
      source: ApplicationRequestContextSource(channel: NIOAsyncTestingChannel(), logger: logger))
    let response = try await responder.respond(
      to: Request(head: head, body: Self.stream(body ?? [])), context: context)
    let answer = CollectedBody()
    try await response.body.write(answer)
    return Page(
      status: response.status.code, headers: response.headers,
      text: String(decoding: answer.bytes, as: UTF8.self))
  }

  /// A body as it comes in from a socket, 32 kB at a time.
  private static func stream(_ body: [UInt8]) -> RequestBody {
    let parts = stride(from: 0, to: body.count, by: 32_768).map { start in
      ByteBuffer(bytes: body[start..<min(start + 32_768, body.count)])
    }
    return RequestBody(
      asyncSequence: AsyncStream { continuation in
        for part in parts { continuation.yield(part) }
        continuation.finish()
      })
  }
}

/// What a route wrote.
private final class CollectedBody: ResponseBodyWriter {
  private(set) var bytes: [UInt8] = []

  func write(_ buffer: ByteBuffer) async throws { bytes += buffer.readableBytesView }

  func finish(_ trailers: HTTPFields?) async throws {}
}
