import Hummingbird
import HummingbirdCore
import HummingbirdTLS
package import Logging
import NIOCore
import ServiceLifecycle
import UnixSignals

/// The web app, served until the process is told to stop.
package enum Web {
  /// More are refused; an idle one was seen to hold 13 kB.
  private static let mostConnections = 2_000
  /// Descriptors that are not connections: the clinic file, its readers, a backup.
  private static let otherDescriptors = 100
  /// Requests under way get this long when the program is told to stop.
  private static let stopTimeout: Duration = .seconds(10)

  /// Serves the site until SIGINT or SIGTERM; requests under way are finished first.
  ///
  /// - Parameter announce: gets the lines for the terminal once the site answers: its address
  ///   and, while there is no account, the one-time code for making the first.
  /// - Throws: `ListenFault` when it may not listen so or cannot.
  package static func serve(
    _ site: Site, at address: ListenAddress, logger: Logger = defaultLogger,
    announce: @escaping @Sendable (String) -> Void
  ) async throws {
    let firstCode = try await site.accounts.isEmpty() ? site.firstCode : nil
    let certificate = address.certificate == nil ? nil : ServedCertificate(address)
    let lending = WriterLending(site.desk.file, announce: announce)
    let app = try application(site, at: address, logger: logger, certificate: certificate) { url in
      announce("Recheck answers at \(url) until you press Ctrl-C.")
      guard let firstCode else { return }
      announce("There are no accounts yet. Make the first one there with this code: \(firstCode)")
    }
    var configuration = ServiceGroupConfiguration(
      services: [
        ListsKeeper(site: site, logger: logger), Housekeeper(site: site, logger: logger),
        VerifyKeeper(site: site, logger: logger, announce: announce), lending, app,
      ]
        + (certificate.map { [CertificateKeeper(certificate: $0, announce: announce)] } ?? []),
      gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
    configuration.maximumGracefulShutdownDuration = stopTimeout
    do { try await ServiceGroup(configuration: configuration).run() } catch {
      throw ListenFault(error, at: address) ?? error
    }
  }

  /// The log goes to standard error, one line per request, without addresses or fields.
  package static var defaultLogger: Logger {
    Logger(label: "recheck") { StreamLogHandler.standardError(label: $0) }
  }

  static func application(
    _ site: Site, at address: ListenAddress, routes: [Route] = SiteMap.routes, logger: Logger,
    hosts: HostNames? = nil, limits: RequestTimeLimit.Limits = .init(),
    most: Int = mostConnections, certificate: ServedCertificate? = nil,
    onRunning: @escaping @Sendable (String) -> Void = { _ in }
  ) throws -> Application<RouterResponder<WebContext>> {
    let tls = try certificate?.configuration() ?? address.tlsConfiguration()
    let hosts = hosts ?? address.hostNames
    let security = SecurityHeaders(overTLS: tls != nil || hosts.scheme == .https)
    let count = ConnectionGate.Count(most: min(most, DescriptorLimit.raise() - otherDescriptors))
    var server = HTTPServerBuilder.http1(
      configuration: .init(
        additionalChannelHandlers: [
          AbsoluteFormHandler.Installer(), SecurityHeadersHandler(security), ConnectionGate(count),
          RequestTimeLimit(limits),
        ],
        idleTimeout: .seconds(limits.next)))
    if let tls { server = try .tls(server, tlsConfiguration: tls) }
    return Application(
      responder: SiteRouter.build(site, routes: routes, hosts: hosts).buildResponder(),
      server: server,
      configuration: ApplicationConfiguration(
        address: .hostname(address.host, port: address.port)),
      onServerRunning: { channel in
        let port = channel.localAddress?.port ?? address.port
        onRunning(address.announced(port: port))
      },
      logger: logger)
  }
}
