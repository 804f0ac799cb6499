import Foundation
import HummingbirdTLS
import NIOCore
import NIOSSL

/// Where the program listens, and what it shows to prove who it is.
package struct ListenAddress: Sendable {
  package let host: String
  package let port: Int
  /// PEM files of the certificate chain and its private key.
  package let certificate: String?
  package let key: String?
  /// Names under which browsers reach the program, beside the host itself.
  package let names: [String]
  /// Browsers come through a proxy that keeps the TLS: by the names, at the usual port of https.
  package let isBehindProxy: Bool

  package init(
    host: String = "127.0.0.1", port: Int = 8080, certificate: String? = nil, key: String? = nil,
    names: [String] = [], isBehindProxy: Bool = false
  ) {
    self.host = host
    self.port = port
    self.certificate = certificate
    self.key = key
    self.names = names
    self.isBehindProxy = isBehindProxy
  }

  /// Whether only programs on this very machine can connect.
  var isLoopback: Bool { ["127.0.0.1", "::1", "localhost"].contains(host) }

  var displayName: String {
    if let name = names.first { return name }
    return host.contains(":") ? "[\(host)]" : host
  }

  var hostNames: HostNames {
    var all = names
    if isLoopback {
      all += ["127.0.0.1", "localhost", "[::1]"]
    } else if host != "0.0.0.0", host != "::" {
      all.append(displayName)
    }
    guard isBehindProxy else {
      return HostNames(all, port: port, scheme: certificate == nil ? .http : .https)
    }
    let direct = HostNames(all, port: port, scheme: .https)
    return HostNames(
      exactly: direct.allowed.union(names.flatMap { [$0, "\($0):443"] }), scheme: .https)
  }

  /// Where the program answers, for the terminal.
  func announced(port: Int) -> String {
    let scheme = certificate == nil ? "http" : "https"
    guard isBehindProxy, let name = names.first else { return "\(scheme)://\(displayName):\(port)" }
    return "https://\(name), through the proxy that asks at \(scheme)://\(host):\(port),"
  }

  /// The TLS settings, nil for plain HTTP on this machine.
  ///
  /// - Throws: `ListenFault`; there is no falling back to plain HTTP.
  func tlsConfiguration() throws(ListenFault) -> TLSConfiguration? {
    if isBehindProxy, names.isEmpty { throw .needsNameBehindProxy }
    guard certificate != nil || key != nil else {
      guard isLoopback else { throw .needsTLS(host: host) }
      return nil
    }
    guard let certificate, let key else { throw .halfTLS }
    if ["0.0.0.0", "::"].contains(host), names.isEmpty { throw .needsName(host: host) }
    let chain: [NIOSSLCertificate]
    do { chain = try NIOSSLCertificate.fromPEMFile(certificate) } catch {
      throw .badCertificate(file: certificate)
    }
    guard !chain.isEmpty else { throw .badCertificate(file: certificate) }
    let privateKey: NIOSSLPrivateKey
    do { privateKey = try NIOSSLPrivateKey(file: key, format: .pem) } catch {
      throw .badKey(file: key)
    }
    var configuration = TLSConfiguration.makeServerConfiguration(
      certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(privateKey))
    configuration.minimumTLSVersion = .tlsv12
    // Of TLS 1.2 only what keeps past connections secret when the key is stolen; all of TLS 1.3 does.
    configuration.cipherSuiteValues = [
      .TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, .TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
      .TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256, .TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
      .TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, .TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
    ]
    do { _ = try NIOSSLContext(configuration: configuration) } catch {
      throw .mismatch(certificate: certificate, key: key)
    }
    return configuration
  }
}

/// Why the program refuses to listen.
package enum ListenFault: Error, Hashable, CustomStringConvertible {
  case needsTLS(host: String)
  case halfTLS
  case needsName(host: String)
  /// A proxy is trusted, and nobody said under which name browsers reach it.
  case needsNameBehindProxy
  case badCertificate(file: String)
  case badKey(file: String)
  case mismatch(certificate: String, key: String)
  /// Another program listens there.
  case portInUse(Int)
  /// The system keeps the port for its administrator.
  case portNotPermitted(Int)
  /// The machine has no such address.
  case noSuchAddress(host: String)

  /// What the system said when listening began; nil: something else.
  init?(_ error: any Error, at address: ListenAddress) {
    if error is SocketAddressError || error is SocketAddressError.UnknownHost {
      self = .noSuchAddress(host: address.host)
      return
    }
    switch (error as? IOError)?.errnoCode {
    case EADDRINUSE: self = .portInUse(address.port)
    case EACCES, EPERM: self = .portNotPermitted(address.port)
    case EADDRNOTAVAIL: self = .noSuchAddress(host: address.host)
    case _: return nil
    }
  }

  package var description: String {
    switch self {
    case .needsTLS(let host):
      "The address \(host) can be reached from other machines, so a TLS certificate and its key are "
        + "needed. Give both, or listen at 127.0.0.1."
    case .halfTLS: "A TLS certificate and its key belong together; only one was given. Give both."
    case .needsName(let host):
      "The address \(host) stands for every network of this machine. Say under which name browsers "
        + "reach it."
    case .needsNameBehindProxy:
      "Behind a proxy the name under which browsers reach it is needed. Say which."
    case .badCertificate(let file): "\(file) is no readable PEM certificate. Nothing was started."
    case .badKey(let file): "\(file) is no readable PEM private key. Nothing was started."
    case .mismatch(let certificate, let key):
      "The key in \(key) does not belong to the certificate in \(certificate). Nothing was started."
    case .portInUse(let port):
      "Another program listens at port \(port), perhaps this one, started earlier. Stop that one, or "
        + "give another port."
    case .portNotPermitted(let port):
      "The system keeps port \(port) for its administrator. Give a port from 1024 on, such as 8080."
    case .noSuchAddress(let host):
      "This machine has no address \(host). Give 127.0.0.1, or an address of this machine."
    }
  }
}
