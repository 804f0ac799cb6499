import HTTPTypes
import Hummingbird
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1
import NIOPosix
import NIOSSL
import ServiceLifecycle

@testable import Web

/// Sends each request over a connection of its own.
struct LiveLine: Line {
  let port: Int
  /// nil: plain HTTP.
  var tls: TLSConfiguration?

  func send(_ head: HTTPRequest, _ body: [UInt8]?) async throws -> Page {
    let connection = try await connect()
    return try await connection.executeThenClose { inbound, outbound in
      try await outbound.write(.head(head))
      if let body { try await outbound.write(.body(ByteBuffer(bytes: body))) }
      try await outbound.write(.end(nil))
      return try await Self.page(inbound)
    }
  }

  private typealias Connection = NIOAsyncChannel<HTTPResponsePart, HTTPRequestPart>

  private func connect() async throws -> Connection {
    let context = try tls.map { try NIOSSLContext(configuration: $0) }
    return try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .connect(host: "localhost", port: port) { channel in
        channel.eventLoop.makeCompletedFuture {
          let pipeline = channel.pipeline.syncOperations
          if let context {
            try pipeline.addHandler(
              NIOSSLClientHandler(context: context, serverHostname: "localhost"))
          }
          try pipeline.addHTTPClientHandlers()
          try pipeline.addHandler(HTTP1ToHTTPClientCodec())
          return try Connection(wrappingChannelSynchronously: channel)
        }
      }
  }

  private static func page(
    _ inbound: NIOAsyncChannelInboundStream<HTTPResponsePart>
  ) async throws -> Page {
    var head: HTTPResponse?
    var body: [UInt8] = []
    for try await part in inbound {
      switch part {
      case .head(let got): head = got
      case .body(let buffer): body += buffer.readableBytesView
      case .end:
        guard let head else { throw NoAnswer() }
        return Page(
          status: head.status.code, headers: head.headerFields,
          text: String(decoding: body, as: UTF8.self))
      }
    }
    throw NoAnswer()
  }
}

extension TestSite {
  /// Serves the site at a free port of this machine for as long as the body runs.
  func serve<Value: Sendable>(
    at address: ListenAddress = ListenAddress(port: 0), routes: [Route] = SiteMap.routes,
    limits: RequestTimeLimit.Limits = .init(), most: Int = 2_000,
    _ body: @escaping @Sendable (LiveLine) async throws -> Value
  ) async throws -> Value {
    let (ports, found) = AsyncStream.makeStream(of: Int.self)
    let app = try Web.application(
      site, at: address, routes: routes, logger: log.logger, hosts: TestSite.hosts,
      limits: limits, most: most
    ) { url in
      if let port = url.split(separator: ":").last.flatMap({ Int($0) }) { found.yield(port) }
    }
    let server = ServiceGroup(configuration: .init(services: [app], logger: log.logger))
    return try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        defer { found.finish() }
        try await server.run()
      }
      guard let port = await ports.first(where: { _ in true }) else {
        try await group.waitForAll()
        throw NoAnswer()
      }
      let result: Result<Value, any Error>
      do { result = .success(try await body(LiveLine(port: port))) } catch {
        result = .failure(error)
      }
      await server.triggerGracefulShutdown()
      try await group.waitForAll()
      return try result.get()
    }
  }
}
