import Foundation
import HTTPTypes
import Registry
import Testing

@testable import Web

@Suite struct HeaderTests {
  static func expectHeaders(_ headers: HTTPFields, _ comment: String) {
    let policy = headers[.contentSecurityPolicy] ?? ""
    let parts = [
      "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'",
      "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'",
    ]
    for part in parts {
      #expect(policy.components(separatedBy: "; ").contains(part), "\(comment): \(part)")
    }
    #expect(!policy.contains("unsafe"), "\(comment)")
    #expect(headers[.xContentTypeOptions] == "nosniff", "\(comment)")
    #expect(headers[values: .cacheControl] == ["no-store"], "\(comment)")
    for (name, value) in [
      ("Referrer-Policy", "no-referrer"), ("Cross-Origin-Opener-Policy", "same-origin"),
      ("Cross-Origin-Resource-Policy", "same-origin"),
    ] {
      #expect(HTTPField.Name(name).map { headers[$0] } == value, "\(comment): \(name)")
    }
  }

  @Test func everyRouteAndMethodCarriesThem() async throws {
    let test = try await TestSite()
    try await test.add("ada", .administrator)
    try await test.browse { browser in
      try await browser.signIn("ada")
      for route in test.routes {
        let path = GateTests.path(route.path)
        let page = try await browser.send(
          route.method, path, headers: [.secFetchSite: "same-origin"])
        Self.expectHeaders(page.headers, "\(route.method) \(path) \(page.status)")
      }
    }
  }

  static let failing: [Route] = [
    .get("fails", for: .anyone) { _ in throw CocoaError(.fileNoSuchFile) },
    .post("takes", for: .anyone, fields: .checkedByPage) { _ in PageAnswer(status: .noContent) },
  ]

  @Test func errorsCarryThemToo() async throws {
    let test = try await TestSite()
    try await test.browse(Self.failing) { browser in
      let pages: [(Int, Page)] = [
        (404, try await browser.get("/nowhere")), (500, try await browser.get("/fails")),
        (405, try await browser.send(.put, "/takes", headers: [.secFetchSite: "same-origin"])),
        (403, try await browser.send(.post, "/takes")),
        (400, try await browser.post("/takes", raw: "a=1&a=2")),
        (413, try await browser.post("/takes", raw: String(repeating: "a", count: 1 << 20 | 1))),
        (
          204,
          try await browser.post("/takes", raw: "a=" + String(repeating: "a", count: 1_000_000))
        ),
        (
          404,
          try await browser.send(
            HTTPRequest.Method("TRACE") ?? .get, "/nowhere", headers: [.secFetchSite: "same-origin"]
          )
        ),
        (
          404,
          try await browser.send(
            HTTPRequest.Method("TRACE") ?? .get, "/takes", headers: [.secFetchSite: "same-origin"])
        ),
      ]
      for (status, page) in pages {
        #expect(page.status == status)
        Self.expectHeaders(page.headers, "\(status)")
      }
    }
    #expect(test.log.text.contains("unexpected CocoaError"))
  }

  @Test func anUnexpectedErrorShowsNothingOfItself() async throws {
    let test = try await TestSite()
    struct Secretive: Error, CustomStringConvertible { let description = "Jane Roe, 1970-01-01" }
    let routes: [Route] = [.get("fails", for: .anyone) { _ in throw Secretive() }]
    try await test.browse(routes) { browser in
      let page = try await browser.get("/fails")
      #expect(page.status == 500)
      #expect(page.text.contains("tell whoever runs the program this reference"))
      #expect(!page.text.contains("Jane"))
      #expect(!page.text.contains("Secretive"))
    }
    #expect(!test.log.text.contains("Jane"))
    #expect(test.log.text.contains("unexpected Secretive"))
  }

  @Test func onlyTLSAsksTheBrowserToStayWithTLS() {
    var plain = HTTPFields()
    SecurityHeaders(overTLS: false).apply(to: &plain)
    #expect(plain[.strictTransportSecurity] == nil)
    var secure = HTTPFields()
    SecurityHeaders(overTLS: true).apply(to: &secure)
    #expect(secure[.strictTransportSecurity] == "max-age=31536000; includeSubDomains")
  }

  @Test func noPageHasInlineScriptOrStyleOrAnotherHost() async throws {
    let test = try await TestSite()
    try await test.add("ada", .administrator)
    try await test.browse { browser in
      try await browser.signIn("ada")
      for path in ["/sign-in", "/choose-password", "/accounts", "/audit", "/password", "/nowhere"] {
        let text = try await browser.get(path).text
        for trace in [
          "<script>", "<style", " style=", " onclick", "javascript:", "http:", "https:",
        ] {
          #expect(!text.contains(trace), "\(path): \(trace)")
        }
      }
    }
  }

  @Test func nothingOutsideTheThreeAssetsIsServed() async throws {
    let test = try await TestSite()
    try await test.browse { browser in
      for asset in Assets.all {
        let page = try await browser.get("/" + asset.path)
        #expect(page.status == 200)
        #expect(page.headers[.contentType] == asset.type)
        #expect(asset.type.hasSuffix("; charset=utf-8"))
        #expect(page.text == asset.text)
      }
      #expect(Assets.all.count == 3)
      let paths = [
        "/assets/..%2fstyle.css", "/assets/../style.css", "/assets/%2e%2e/accounts",
        "/assets/%252e%252e/style.css", "/assets/style.css%00.png", "/assets/%c0%ae%c0%ae/x",
        "/assets/..\\style.css", "/.env", "/assets/", "/assets",
      ]
      for path in paths {
        let page = try await browser.get(path)
        #expect([400, 404].contains(page.status), "\(path): \(page.status)")
      }
    }
  }
}
