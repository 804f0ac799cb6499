import Foundation
import HTTPTypes
import NIOSSL
import Registry
import Testing

@testable import Web

/// What a proxy may say, and what is served behind it.
@Suite struct ProxyTests {
  private static func headers(_ name: String, _ values: [String]) -> HTTPFields {
    var fields = HTTPFields()
    guard let name = HTTPField.Name(name) else { return fields }
    for value in values { fields.append(HTTPField(name: name, value: value)) }
    return fields
  }

  struct Case: Sendable {
    var trusted: [String]
    var peer: String
    var chain: [String]
    var client: String
  }

  static let cases = [
    Case(trusted: [], peer: "10.0.0.1", chain: ["1.2.3.4"], client: "10.0.0.1"),
    Case(trusted: ["10.0.0.1"], peer: "10.0.0.1", chain: [], client: "10.0.0.1"),
    Case(trusted: ["10.0.0.1"], peer: "10.0.0.1", chain: ["1.2.3.4"], client: "1.2.3.4"),
    Case(trusted: ["10.0.0.1"], peer: "10.0.0.2", chain: ["1.2.3.4"], client: "10.0.0.2"),
    // What the browser itself wrote stands further left and does not count.
    Case(trusted: ["10.0.0.1"], peer: "10.0.0.1", chain: ["9.9.9.9, 1.2.3.4"], client: "1.2.3.4"),
    Case(
      trusted: ["10.0.0.1"], peer: "10.0.0.1", chain: ["9.9.9.9", "1.2.3.4"], client: "1.2.3.4"),
    Case(
      trusted: ["10.0.0.1", "10.0.0.2"], peer: "10.0.0.1", chain: ["1.2.3.4,10.0.0.2"],
      client: "1.2.3.4"),
    Case(trusted: ["10.0.0.1"], peer: "10.0.0.1", chain: ["1.2.3.4, name"], client: "10.0.0.1"),
    Case(trusted: ["10.0.0.1"], peer: "10.0.0.1", chain: ["10.0.0.1"], client: "10.0.0.1"),
    Case(trusted: ["127.0.0.1"], peer: "::ffff:127.0.0.1", chain: ["1.2.3.4"], client: "1.2.3.4"),
    Case(trusted: ["::1"], peer: "0:0:0:0:0:0:0:1", chain: ["2001:db8::5"], client: "2001:db8::5"),
  ]

  @Test(arguments: cases)
  func onlyATrustedOneNamesTheBrowser(given: Case) throws {
    let proxies = try #require(TrustedProxies(given.trusted))
    let headers = Self.headers("X-Forwarded-For", given.chain)
    #expect(proxies.client(headers, peer: given.peer) == given.client)
  }

  @Test func onlyATrustedOneSaysHowTheBrowserCame() throws {
    let proxies = try #require(TrustedProxies(["10.0.0.1"]))
    let plain = Self.headers("X-Forwarded-Proto", ["http"])
    #expect(proxies.saysUnprotected(plain, peer: "10.0.0.1"))
    #expect(!proxies.saysUnprotected(plain, peer: "10.0.0.2"))
    #expect(!proxies.saysUnprotected([:], peer: "10.0.0.1"))
    #expect(
      !proxies.saysUnprotected(Self.headers("X-Forwarded-Proto", ["https"]), peer: "10.0.0.1"))
    #expect(TrustedProxies(["proxy.local"]) == nil)
    #expect(TrustedProxies([]) == TrustedProxies.none)
  }

  @Test func behindOneTheNamesAreThoseOfBrowsers() throws {
    let address = ListenAddress(names: ["recheck.clinic.local"], isBehindProxy: true)
    #expect(try address.tlsConfiguration() == nil)
    #expect(address.hostNames.scheme == .https)
    #expect(address.hostNames.allowed.contains("recheck.clinic.local"))
    #expect(address.hostNames.allowed.contains("127.0.0.1:8080"))
    #expect(address.hostNames.origins.contains("https://recheck.clinic.local"))
    #expect(!address.hostNames.origins.contains { $0.hasPrefix("http:") })
    #expect(address.announced(port: 8080).hasPrefix("https://recheck.clinic.local, "))
    #expect(throws: ListenFault.needsNameBehindProxy) {
      try ListenAddress(isBehindProxy: true).tlsConfiguration()
    }
    #expect(throws: ListenFault.needsTLS(host: "10.0.0.9")) {
      try ListenAddress(host: "10.0.0.9", names: ["a"], isBehindProxy: true).tlsConfiguration()
    }
  }

  @Test func ofTheCiphersOnlyThoseWithForwardSecrecyAreOffered() async throws {
    let test = try await TestSite()
    let files = try TestFiles(test.folder)
    let address = ListenAddress(
      host: "192.168.1.4", certificate: files.certificate, key: files.key)
    let configuration = try #require(try address.tlsConfiguration())
    #expect(configuration.minimumTLSVersion == .tlsv12)
    let names = configuration.cipherSuites.split(separator: ":")
    #expect(names.count == 6)
    for name in names {
      #expect(name.contains("ECDHE"), "\(name)")
      #expect(name.contains("GCM") || name.contains("CHACHA20"), "\(name)")
    }
  }

  @Test func aRenewedCertificateIsReadAndABrokenOneIsNot() async throws {
    let test = try await TestSite()
    let files = try TestFiles(test.folder)
    let served = ServedCertificate(
      ListenAddress(host: "192.168.1.4", certificate: files.certificate, key: files.key))
    #expect(try served.configuration()?.sslContextCallback != nil)
    try served.renew()
    let key = try Data(contentsOf: URL(filePath: files.key))
    try Data("rubbish".utf8).write(to: URL(filePath: files.key))
    #expect(throws: ListenFault.badKey(file: files.key)) { try served.renew() }
    try key.write(to: URL(filePath: files.key))
    try served.renew()
  }
}
