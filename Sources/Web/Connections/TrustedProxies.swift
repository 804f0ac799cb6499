import HTTPTypes
import NIOCore

/// The proxies whose word about the browser behind them counts.
///
/// What anybody else says in `X-Forwarded-For` or `X-Forwarded-Proto` is not looked at.
package struct TrustedProxies: Hashable, Sendable {
  private let addresses: Set<String>

  /// - Parameter texts: addresses of the network, without port; nil: one of them is none.
  package init?(_ texts: [String]) {
    let plain = texts.compactMap(Self.plain)
    guard plain.count == texts.count else { return nil }
    addresses = Set(plain)
  }

  package static let none = TrustedProxies()
  private init() { addresses = [] }

  package var isEmpty: Bool { addresses.isEmpty }

  /// The address of the browser: the nearest one in the chain of proxies that is no trusted proxy.
  ///
  /// - Parameter peer: where the connection comes from.
  func client(_ headers: HTTPFields, peer: String) -> String {
    guard speaks(peer), let name = HTTPField.Name("X-Forwarded-For") else { return peer }
    let chain = headers[values: name].joined(separator: ",").split(separator: ",")
    for text in chain.reversed() {
      guard let address = Self.plain(text.filter { $0 != " " }) else { return peer }
      if !addresses.contains(address) { return address }
    }
    return peer
  }

  /// Whether a trusted proxy says that the browser came to it without TLS.
  func saysUnprotected(_ headers: HTTPFields, peer: String) -> Bool {
    guard speaks(peer), let name = HTTPField.Name("X-Forwarded-Proto") else { return false }
    return headers[values: name].contains { $0.lowercased() != "https" }
  }

  private func speaks(_ peer: String) -> Bool {
    Self.plain(peer).map(addresses.contains) ?? false
  }

  /// The one way of writing an address; nil: it is none.
  private static func plain(_ text: some StringProtocol) -> String? {
    guard let address = try? SocketAddress(ipAddress: String(text), port: 0).ipAddress else {
      return nil
    }
    // How an IPv4 address looks to a program that listens for both kinds.
    let mapped = "::ffff:"
    return address.lowercased().hasPrefix(mapped) && address.contains(".")
      ? String(address.dropFirst(mapped.count)) : address
  }
}
