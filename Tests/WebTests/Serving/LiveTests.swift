import Foundation
import HTTPTypes
import NIOSSL
import Registry
import Testing

@testable import Web

/// What only shows over a real socket.
@Suite(.serialized, .timeLimit(.minutes(5))) struct LiveTests {
  /// Sends one request as raw text; returns the status line and the whole answer.
  private static func raw(_ port: Int, _ request: String) async throws -> (
    status: String, all: String
  ) {
    let all = try await RawConnection.waiting {
      let connection = try RawConnection(port: port)
      defer { connection.close() }
      connection.send(request)
      return connection.readToEnd()
    }
    return (String(all.prefix { $0 != "\r" && $0 != "\r\n" }), all)
  }

  @Test func strangeHostsAreTurnedAway() async throws {
    let test = try await TestSite()
    try await test.serve { line in
      let port = line.port
      func head(_ host: String, _ path: String = "/sign-in") -> String {
        "GET \(path) HTTP/1.1\r\n\(host)Connection: close\r\n\r\n"
      }
      let requests: [(String, String)] = [
        ("foreign", head("Host: evil.example\r\n")),
        ("another port", head("Host: localhost:1\r\n")),
        ("upper case", head("Host: LOCALHOST\r\n")),
        ("trailing dot", head("Host: localhost.\r\n")),
        ("IPv6 not in the list", head("Host: [::1]\r\n")),
        ("none", head("")),
        ("twice", head("Host: localhost\r\nHost: evil.example\r\n")),
        ("twice the same", head("Host: localhost\r\nHost: localhost\r\n")),
        ("absolute address", head("Host: evil.example\r\n", "http://evil.example/sign-in")),
        (
          "absolute address beside our own name",
          head("Host: localhost\r\n", "http://evil.example/sign-in")
        ),
        ("absolute address without path", head("Host: localhost\r\n", "http://evil.example?a")),
        ("absolute address with a name", head("Host: localhost\r\n", "http://localhost@evil/")),
        ("no host beside an absolute address", head("", "http://localhost/sign-in")),
        ("authority form", head("Host: localhost\r\n", "localhost:80")),
        ("two slashes", head("Host: localhost\r\n", "//evil.example/sign-in")),
      ]
      for (name, request) in requests {
        let answer = try await Self.raw(port, request)
        #expect(
          answer.status.contains(" 421 ") || answer.status.contains(" 400 "),
          "\(name): \(answer.status)")
        #expect(answer.all.hasSuffix("\r\n\r\n"), "\(name) has a body")
        #expect(answer.all.lowercased().contains("content-security-policy"), "\(name)")
      }
      let fine = try await Self.raw(port, head("Host: localhost\r\n", "/choose-password"))
      #expect(fine.status.contains(" 200 "))
      let whole = try await Self.raw(
        port, head("Host: evil.example\r\n", "http://localhost/choose-password"))
      #expect(whole.status.contains(" 200 "))
    }
  }

  @Test func whatCannotBeReadIsAnsweredWithAllHeaders() async throws {
    let test = try await TestSite()
    try await test.serve { line in
      let port = line.port
      func form(_ encoding: String) -> String {
        "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost\r\n"
          + "Content-Type: application/x-www-form-urlencoded\r\n"
          + "Transfer-Encoding: \(encoding)\r\n\r\n"
      }
      let requests: [(String, String)] = [
        ("no HTTP", "rubbish\r\n\r\n"),
        (
          "100 kB header",
          "GET / HTTP/1.1\r\nHost: localhost\r\nX-A: \(String(repeating: "a", count: 100_000))\r\n\r\n"
        ),
        (
          "length and chunks",
          "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
        ),
        ("a chunk without a length", form("chunked") + "no length\r\nabc\r\n0\r\n\r\n"),
        ("a chunk that is longer than it says", form("chunked") + "2\r\nabcdef\r\n0\r\n\r\n"),
        ("an unknown encoding of the body", form("rot13") + "name=ada"),
      ]
      for (name, request) in requests {
        let answer = try await Self.raw(port, request)
        #expect(
          answer.status.contains(" 400 ") || answer.status.contains(" 431 "),
          "\(name): \(answer.status)")
        let all = answer.all.lowercased()
        for header in [
          "content-security-policy: default-src 'none'", "x-content-type-options: nosniff",
          "referrer-policy: no-referrer", "cache-control: no-store",
          "cross-origin-opener-policy: same-origin", "cross-origin-resource-policy: same-origin",
        ] {
          #expect(all.contains(header), "\(name): \(header)")
        }
      }
    }
  }

  @Test func headersOverASocket() async throws {
    let test = try await TestSite()
    try await test.add("ada", .administrator)
    try await test.serve { line in
      let browser = Browser(line)
      try await browser.signIn("ada")
      for path in ["/", "/accounts", "/nowhere", "/assets/app.js", "/first-account"] {
        let page = try await browser.get(path)
        HeaderTests.expectHeaders(page.headers, path)
        #expect(page.headers[values: .contentSecurityPolicy].count == 1)
      }
      let head = try await browser.send(.head, "/accounts")
      #expect(head.status == 200)
      #expect(head.text.isEmpty)
      HeaderTests.expectHeaders(head.headers, "HEAD")
    }
  }

  @Test func aBodyThatNeverEndsIsRefusedAndOthersAreServed() async throws {
    let test = try await TestSite()
    try await test.serve(limits: .init(next: 60)) { line in
      let port = line.port
      let areServed = DispatchSemaphore(value: 0)
      async let large = RawConnection.waiting {
        let connection = try RawConnection(port: port)
        defer { connection.close() }
        connection.send(
          "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost\r\n"
            + "Content-Type: application/x-www-form-urlencoded\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n")
        let chunk = "10000\r\n" + String(repeating: "a", count: 65_536) + "\r\n"
        connection.send(chunk)
        // In the middle of it.
        areServed.wait()
        for _ in 0..<320 { connection.send(chunk) }
        connection.send("0\r\n\r\n")
        return connection.readToEnd()
      }
      let browser = Browser(line)
      for _ in 0..<5 {
        let page = try await browser.get("/choose-password")
        #expect(page.status == 200)
      }
      areServed.signal()
      let refused = try await large
      #expect(refused.contains(" 413 "))
    }
  }

  @Test func aHalfSentRequestIsClosed() async throws {
    let test = try await TestSite()
    try await test.serve(limits: .init(header: 1)) { line in
      let port = line.port
      let began = ContinuousClock.now
      let answer = try await Self.raw(port, "GET /sign-in HTTP/1.1\r\nHost: local")
      #expect(answer.all.isEmpty || answer.status.contains("400") || answer.status.contains("408"))
      #expect(ContinuousClock.now - began < .seconds(10))
    }
  }

  @Test func overTLSOnlyNewVersionsAreSpoken() async throws {
    let test = try await TestSite()
    let files = try TestFiles(test.folder)
    let address = ListenAddress(port: 0, certificate: files.certificate, key: files.key)
    try await test.serve(at: address) { line in
      func get(_ newest: TLSVersion?) async throws -> HTTPFields {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.trustRoots = .file(files.certificate)
        tls.minimumTLSVersion = .tlsv1
        tls.maximumTLSVersion = newest
        let request = HTTPRequest(
          method: .get, scheme: "https", authority: "localhost", path: "/choose-password")
        let answer = try await LiveLine(port: line.port, tls: tls).send(request, nil)
        #expect(answer.status == 200)
        return answer.headers
      }
      for version in [TLSVersion.tlsv12, .tlsv13] {
        let headers = try await get(version)
        #expect(headers[.strictTransportSecurity] == "max-age=31536000; includeSubDomains")
      }
      let old = try? await get(.tlsv11)
      #expect(old == nil)
      // No plain HTTP at the same port.
      let plain = try await Self.raw(line.port, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
      #expect(!plain.status.hasPrefix("HTTP"))
    }
  }
}

/// The test certificate and keys as files.
struct TestFiles: Sendable {
  let certificate: String
  let key: String
  let otherKey: String
  let rubbish: String

  init(_ folder: URL) throws {
    func write(_ name: String, _ text: String) throws -> String {
      let file = folder.appending(path: name)
      try text.write(to: file, atomically: true, encoding: .utf8)
      return file.path
    }
    certificate = try write("certificate.pem", TestCertificates.certificate + "\n")
    key = try write("key.pem", TestCertificates.key + "\n")
    otherKey = try write("other-key.pem", TestCertificates.otherKey + "\n")
    rubbish = try write("rubbish.pem", "rubbish\n")
  }
}
