import Foundation
import Testing

@testable import Web

/// Connections that dawdle, over a real socket.
@Suite(.serialized) struct ConnectionTests {
  private func live(
    _ limits: RequestTimeLimit.Limits, most: Int = 2_000,
    _ body: @escaping @Sendable (Int) async throws -> Void
  ) async throws {
    try await TestSite().serve(limits: limits, most: most) { try await body($0.port) }
  }

  private static let request =
    "GET /assets/icon.svg HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"

  /// One request on a connection of its own; empty where nothing came for 40 seconds.
  private static func ask(_ port: Int) async throws -> String {
    try await RawConnection.waiting {
      let connection = try RawConnection(port: port)
      defer { connection.close() }
      connection.send(request)
      return connection.readToEnd()
    }
  }

  /// Asks again and again until the answer begins so; a machine may be busy with other tests.
  private static func ask(_ port: Int, until status: String) async throws -> String {
    var answer = ""
    for _ in 0..<300 {
      answer = try await ask(port)
      if answer.hasPrefix("HTTP/1.1 \(status) ") { break }
      try await Task.sleep(for: .milliseconds(100))
    }
    return answer
  }

  @Test func aThousandIdleConnectionsHoldNobodyUp() async throws {
    // Both ends of each connection are in this process.
    try #require(DescriptorLimit.raise() > 2_200)
    // They stay open throughout, so whoever had to wait for one of them would get no answer.
    try await live(.init(header: 3_600)) { port in
      let idle = try await RawConnection.waiting {
        try (0..<1_000).map { _ in try RawConnection(port: port) }
      }
      defer { for connection in idle { connection.close() } }
      for _ in 0..<5 { #expect(try await Self.ask(port).hasPrefix("HTTP/1.1 200 ")) }
    }
  }

  @Test func anIdleConnectionIsClosed() async throws {
    try await live(.init(header: 1)) { port in
      let began = ContinuousClock.now
      let answer = try await RawConnection.waiting {
        let connection = try RawConnection(port: port)
        defer { connection.close() }
        return connection.readToEnd()
      }
      #expect(answer.isEmpty)
      #expect(ContinuousClock.now - began < .seconds(30))
    }
  }

  /// A header that trickles in is no activity.
  @Test func aTricklingHeaderIsCutOff() async throws {
    try await live(.init(header: 1, next: 30)) { port in
      let began = ContinuousClock.now
      let answer = try await RawConnection.waiting {
        let connection = try RawConnection(port: port)
        defer { connection.close() }
        for letter in "GET / HTTP/1.1\r\nX-Slow: aaaaaaaaaa" {
          connection.send(String(letter))
          usleep(60_000)
        }
        return connection.readToEnd()
      }
      #expect(!answer.hasPrefix("HTTP/1.1 2"))
      #expect(ContinuousClock.now - began < .seconds(30))
    }
  }

  @Test func aTricklingBodyIsCutOff() async throws {
    try await live(.init(body: 1)) { port in
      let began = ContinuousClock.now
      let answer = try await RawConnection.waiting {
        let connection = try RawConnection(port: port)
        defer { connection.close() }
        connection.send(
          "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost\r\n"
            + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\n")
        for _ in 0..<25 {
          connection.send("a")
          usleep(60_000)
        }
        return connection.readToEnd()
      }
      #expect(!answer.hasPrefix("HTTP/1.1 2"))
      #expect(ContinuousClock.now - began < .seconds(30))
    }
  }

  /// A second request on the same connection is answered after the time for the first header.
  @Test func aKeptConnectionMayRest() async throws {
    try await live(.init(header: 1, next: 10)) { port in
      let answer = try await RawConnection.waiting {
        let connection = try RawConnection(port: port)
        defer { connection.close() }
        connection.send("GET /assets/icon.svg HTTP/1.1\r\nHost: localhost\r\n\r\n")
        usleep(1_800_000)
        connection.send(Self.request)
        return connection.readToEnd()
      }
      #expect(answer.components(separatedBy: "HTTP/1.1 200 ").count == 3)
    }
  }

  @Test func oneTooManyIsRefusedAtOnceAndNotQueued() async throws {
    try await live(.init(), most: 5) { port in
      let idle = try (0..<5).map { _ in try RawConnection(port: port) }
      let refused = try await Self.ask(port, until: "503")
      #expect(refused.hasPrefix("HTTP/1.1 503 "))
      #expect(refused.lowercased().contains("content-security-policy"))
      for connection in idle { connection.close() }
      #expect(try await Self.ask(port, until: "200").hasPrefix("HTTP/1.1 200 "))
    }
  }
}
