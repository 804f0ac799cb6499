import Foundation
import HTTPTypes
import Registry
import Testing

@testable import Web

@Suite struct RoleTests {
  /// Who may do what, written down by hand.
  ///
  /// A new route fails the test until it stands here.
  static let matrix: [String: Set<Role>] = [
    "GET /": Set(Role.allCases),
    "GET /accounts": [.administrator], "POST /accounts": [.administrator],
    "POST /accounts/:account/role": [.administrator],
    "POST /accounts/:account/close": [.administrator],
    "POST /accounts/:account/open": [.administrator],
    "POST /accounts/:account/code": [.administrator],
    "POST /accounts/:account/end-sessions": [.administrator],
    "POST /accounts/:account/second-factor": [.administrator],
    "GET /second-factor": Set(Role.allCases), "POST /second-factor": Set(Role.allCases),
    "GET /second-factor/set-up": Set(Role.allCases),
    "POST /second-factor/set-up": Set(Role.allCases),
    "POST /second-factor/codes": Set(Role.allCases), "POST /second-factor/off": Set(Role.allCases),
    "GET /audit": [.administrator], "POST /audit": [.administrator],
    "GET /trail": [.physician, .administrator], "POST /trail": [.physician, .administrator],
    "GET /unlock-code": Set(Role.allCases), "POST /unlock-code": Set(Role.allCases),
    "GET /password": Set(Role.allCases), "POST /password": Set(Role.allCases),
    "GET /sessions": Set(Role.allCases), "POST /sessions/end": Set(Role.allCases),
    "POST /sign-out": Set(Role.allCases), "POST /stay": Set(Role.allCases),
  ].merging(PagesRoles.matrix) { own, _ in own }
  /// What needs no sign-in.
  static let open: Set<String> = [
    "GET /sign-in", "POST /sign-in", "GET /first-account", "POST /first-account",
    "GET /unlock", "POST /unlock", "GET /choose-password", "POST /choose-password",
    "GET /assets/style.css",
    "GET /assets/app.js", "GET /assets/icon.svg", "GET /health",
  ]

  @Test func everyRouteIsInTheMatrix() {
    for route in SiteMap.routes {
      let name = "\(route.method) /\(route.path)"
      switch route.access {
      case .anyone: #expect(Self.open.contains(name), "\(name) is open to anyone")
      case .only(let roles): #expect(Self.matrix[name] == roles, "\(name)")
      }
    }
    #expect(SiteMap.routes.count == Self.matrix.count + Self.open.count)
  }

  /// The router holds nothing but these routes, their HEADs and refusals.
  @Test func theRouterHasNoRouteBesides() async throws {
    let test = try await TestSite()
    let known = Set(SiteMap.routes.map { "\($0.method) /\($0.path)" })
    try await test.browse { browser in
      for route in test.routes {
        let path = route.path
        guard !known.contains("\(route.method) \(path)"), route.method != .head else { continue }
        let page = try await browser.send(
          route.method, GateTests.path(path), headers: [.secFetchSite: "same-origin"])
        #expect(page.status == 405, "\(route.method) \(path)")
        #expect(page.headers[.allow] != nil)
      }
    }
  }

  @Test(arguments: Role.allCases)
  func aRoleGetsWhatTheMatrixSaysAndNothingElse(role: Role) async throws {
    let test = try await TestSite()
    try await test.add("boss", .administrator)
    try await test.add("me", role)
    try await test.browse { browser in
      for route in SiteMap.routes {
        guard case .only(let roles) = route.access, route.path != "sign-out" else { continue }
        try await browser.signIn("me")
        test.clock.advance(seconds: 60)
        let path = GateTests.path("/" + route.path)
        let page =
          route.method == .get ? try await browser.get(path) : try await browser.post(path)
        // Refused for the role, or let through (and then refused for want of a nonce or done).
        let isWrongRole = page.text.contains("Your account has no right to this page")
        #expect(isWrongRole == !roles.contains(role), "\(role) \(route.method) \(path)")
      }
    }
  }

  @Test func withoutSignInOnlyTheOpenPagesAnswer() async throws {
    let test = try await TestSite()
    try await test.add("boss", .administrator)
    try await test.browse { browser in
      for route in SiteMap.routes where route.access != .anyone {
        let path = GateTests.path("/" + route.path)
        let page =
          route.method == .get ? try await browser.get(path) : try await browser.post(path)
        if route.method == .get {
          #expect(page.status == 303, "\(path)")
          #expect(page.location?.hasPrefix("/sign-in") == true)
        } else {
          #expect(page.status == 401, "\(path)")
        }
        #expect(!page.text.contains("boss"))
      }
    }
  }

  @Test func theNavigationShowsWhatTheRoleMayOpen() {
    for role in Role.allCases {
      #expect(SiteMap.navigation(for: role).allSatisfy { $0.access.allows(role) })
    }
    #expect(SiteMap.navigation(for: .administrator).map(\.label).contains("Accounts"))
    #expect(!SiteMap.navigation(for: .staff).map(\.label).contains("Accounts"))
  }
}
