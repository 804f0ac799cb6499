import HTTPTypes

/// How a browser of the tests reaches the app: straight into its router, or over a socket.
protocol Line: Sendable {
  /// Sends one request and waits for the whole answer.
  func send(_ request: HTTPRequest, _ body: [UInt8]?) async throws -> Page
}

/// The other side hung up before it had answered.
struct NoAnswer: Error {}
