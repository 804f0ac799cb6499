import Logging
import NIOCore
import NIOSSL
import ServiceLifecycle
import Synchronization
import UnixSignals

/// The certificate and key that new connections get; renewed while the program runs.
final class ServedCertificate: Sendable {
  private let address: ListenAddress
  private let current = Mutex(NIOSSLContextConfigurationOverride.noChanges)

  init(_ address: ListenAddress) {
    self.address = address
  }

  /// Reads the files anew; connections that are open keep what they have.
  ///
  /// - Throws: what is wrong with them; the certificate served so far stays.
  func renew() throws(ListenFault) {
    guard let read = try address.tlsConfiguration() else { return }
    var next = NIOSSLContextConfigurationOverride()
    next.certificateChain = read.certificateChain
    next.privateKey = read.privateKey
    current.withLock { $0 = next }
  }

  /// Settings that ask here at every new connection.
  func configuration() throws(ListenFault) -> TLSConfiguration? {
    guard var configuration = try address.tlsConfiguration() else { return nil }
    configuration.sslContextCallback = { [self] _, promise in
      promise.succeed(current.withLock { $0 })
    }
    return configuration
  }
}

/// Renews the certificate whenever the process gets SIGHUP, as programs that fetch certificates send it.
struct CertificateKeeper: Service {
  let certificate: ServedCertificate
  let announce: @Sendable (String) -> Void

  func run() async throws {
    for await _ in await UnixSignalsSequence(trapping: .sighup).cancelOnGracefulShutdown() {
      do {
        try certificate.renew()
        announce("The certificate was read anew; new connections get it.")
      } catch {
        let why = error.description.replacing(" Nothing was started.", with: "")
        announce("The certificate served so far stays. \(why)")
      }
    }
  }
}
