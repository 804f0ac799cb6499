import Foundation
import HTTPTypes
import Registry
import Testing

@testable import Web

/// Requests that must not get through, for every route there is: the list comes from the router.
@Suite struct GateTests {
  /// What a browser sends with a request from elsewhere; empty values take a header away.
  static let foreign: [(name: String, headers: HTTPFields)] = [
    ("cross-site", [.secFetchSite: "cross-site", .origin: ""]),
    ("same-site is not same-origin", [.secFetchSite: "same-site", .origin: ""]),
    ("typed by the user", [.secFetchSite: "none", .origin: ""]),
    ("foreign origin", [.secFetchSite: "", .origin: "https://evil.example"]),
    ("no origin", [.secFetchSite: "", .origin: "null"]),
    ("neither", [.secFetchSite: "", .origin: ""]),
    ("same-origin but foreign origin", [.secFetchSite: "same-origin", .origin: "http://evil"]),
    ("https in place of http", [.secFetchSite: "", .origin: "https://localhost"]),
    ("two origins", [.secFetchSite: "", .origin: "http://localhost, http://evil"]),
    ("another port", [.secFetchSite: "", .origin: "http://localhost:9"]),
  ]

  @Test(arguments: foreign.indices)
  func noOtherSiteCanChangeAnything(index: Int) async throws {
    let (name, headers) = Self.foreign[index]
    let test = try await TestSite()
    try await test.add("ada", .administrator)
    let routes = test.routes.filter { ![.get, .head].contains($0.method) }
    #expect(routes.count > 20)
    try await test.browse { browser in
      try await browser.signIn("ada")
      let before = try await test.site.accounts.events().count
      for route in routes {
        var all: HTTPFields = [.contentType: "application/x-www-form-urlencoded"]
        for field in headers where !field.value.isEmpty { all[field.name] = field.value }
        let path = Self.path(route.path)
        let page = try await browser.send(route.method, path, headers: all, body: "")
        #expect(page.status == 403, "\(name): \(route.method) \(path)")
      }
      #expect(try await test.site.accounts.events().count == before)
      #expect(try await browser.get("/accounts").status == 200)
    }
  }

  @Test func itsOwnPagesCan() async throws {
    let test = try await TestSite()
    let ways: [HTTPFields] = [
      [.secFetchSite: "same-origin", .origin: ""], [.secFetchSite: "same-origin", .origin: "null"],
      [.secFetchSite: "same-origin", .origin: "http://localhost"],
      [.secFetchSite: "", .origin: "http://localhost"],
    ]
    try await test.browse { browser in
      for headers in ways {
        let page = try await browser.post("/choose-password", [("name", "x")], headers: headers)
        #expect(page.status == 422)
      }
    }
  }

  /// Every form of somebody signed in needs a nonce of this session for this very form.
  @Test func everyFormNeedsItsNonce() async throws {
    let test = try await TestSite()
    try await test.add("ada", .administrator)
    try await test.add("sam", .administrator)
    let routes = SiteMap.routes.filter { $0.method == .post && $0.access != .anyone }
    #expect(routes.count > 8)
    try await test.browse { browser in
      let other = browser.another
      try await browser.signIn("ada")
      try await other.signIn("sam")
      let foreign = try other.token
      let own = try browser.token
      for route in routes {
        let path = Self.path("/" + route.path)
        let wrong: [(String, String)] = [
          ("none", ""), ("malformed", "x"),
          ("another session's", try FormNonce(for: path, token: foreign).text),
          ("another form's", try FormNonce(for: "/elsewhere", token: own).text),
        ]
        // A form that brings files has a body of its own kind.
        let bringsFiles = if case .upload = route.fields { true } else { false }
        for (name, nonce) in wrong {
          let fields = [("nonce", nonce)]
          let page =
            bringsFiles
            ? try await browser.upload(path, fields, []) : try await browser.post(path, fields)
          #expect(page.status == 403, "\(name): \(path)")
        }
        let inQuery = try FormNonce(for: path, token: own).text
        let page = try await browser.post(path + "?nonce=" + inQuery)
        #expect([400, 403].contains(page.status), "in the query: \(path)")
      }
      #expect(try await browser.get("/accounts").status == 200)
      #expect(try await test.site.accounts.all().allSatisfy { !$0.closed })
    }
  }

  @Test func aFormIsTakenOnce() async throws {
    let test = try await TestSite()
    try await test.add("ada", .administrator)
    try await test.add("sam", .staff)
    try await test.browse { browser in
      try await browser.signIn("ada")
      let page = try await browser.get("/accounts")
      let fields = [("nonce", page.nonce("/accounts/sam/close"))]
      #expect(try await browser.post("/accounts/sam/close", fields).status == 303)
      #expect(try await browser.post("/accounts/sam/close", fields).status == 409)
      // The nonce of one account's form does not fit another's.
      let moved = [("nonce", try await browser.get("/accounts").nonce("/accounts/sam/open"))]
      #expect(try await browser.post("/accounts/ada/open", moved).status == 403)
    }
    #expect(try await test.site.accounts.events(action: "close").count == 1)
  }

  @Test func fieldsThatTheFormDoesNotHaveAreRefused() async throws {
    let test = try await TestSite()
    try await test.add("ada", .administrator)
    try await test.browse { browser in
      try await browser.signIn("ada")
      let page = try await browser.get("/accounts")
      let nonce = ("nonce", page.nonce("/accounts"))
      let fields = [nonce, ("name", "eve"), ("full-name", "Eve E"), ("role", "staff")]
      let more = try await browser.post("/accounts", fields + [("closed", "0")])
      #expect(more.status == 400)
      let twice = try await browser.post("/accounts", fields + [("role", "administrator")])
      #expect(twice.status == 400)
      let plain = try await browser.post(
        "/accounts", fields, headers: [.contentType: "text/plain"])
      #expect(plain.status == 400)
      #expect(try await test.site.accounts.all().count == 1)
      // None of these used the nonce up.
      #expect(try await browser.post("/accounts", fields).status == 200)
      #expect(try await test.site.accounts.all().count == 2)
    }
  }

  @Test func onlyThisHostIsAnswered() async throws {
    let test = try await TestSite()
    let hosts = HostNames(["127.0.0.1", "localhost", "[::1]"], port: 8080, scheme: .http)
    #expect(
      hosts.allowed == ["127.0.0.1:8080", "localhost:8080", "[::1]:8080"])
    #expect(hosts.origins.contains("http://localhost:8080"))
    #expect(HostNames(["a.example"], port: 443, scheme: .https).allowed.contains("a.example"))
    // The router test speaks to "localhost", which is not in a list of other hosts.
    let router = SiteRouter.build(
      test.site, hosts: HostNames(["clinic.example"], port: 443, scheme: .https))
    let browser = Browser(RouterLine(router, logger: test.log.logger))
    for path in ["/", "/sign-in", "/nowhere", "/assets/style.css"] {
      let page = try await browser.get(path)
      #expect(page.status == 421)
      #expect(page.text.isEmpty)
    }
  }

  /// Path parameters filled with something harmless.
  static func path(_ route: String) -> String {
    let parts = route.split(separator: "/").map { part in
      part.hasPrefix(":") || part.hasPrefix("{") ? "ada" : String(part)
    }
    return "/" + parts.joined(separator: "/")
  }
}
