import ArgumentParser
import Clinic
import Foundation
import Outcomes
import Registry
import Web

struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Open the clinic file to a browser on this machine or network.",
    discussion: """
      Examples:
        recheck serve
        recheck serve --host 0.0.0.0 --port 8443 --name recheck.clinic.local \\
          --certificate chain.pem --key key.pem

      The first start prints a one-time code for making the first account. \
      Beyond this machine the program listens only with a certificate and its key.
      """)
  @OptionGroup var clinic: ClinicOptions
  @Option(
    parsing: .unconditional, help: "Port to listen on, 1 to 65535; 8080 otherwise.",
    transform: Typed.number("a port", from: 1, to: 65_535))
  var port: Int = 8080
  @Option(help: "Address to listen on.") var host: String = "127.0.0.1"
  @Option(help: "Name under which browsers reach this machine; may be given several times.")
  var name: [String] = []
  @Option(
    help: ArgumentHelp(
      "Minutes without use after which a session ends, 5 to 720.", valueName: "minutes"))
  var sessionMinutes: Int = SessionLimits.standard.idle / 60
  @ArgumentParser.Flag(
    help: "Let people set a short code that unlocks their session after a pause.")
  var unlock = false
  @Option(
    help: ArgumentHelp(
      "How 1/2/2026 is read: \(TypedDay.Order.allCases.map(\.rawValue).joined(separator: " or ")). Without it, such a date is refused.",
      valueName: "order"))
  var dates: TypedDay.Order?
  @Option(help: ArgumentHelp("Certificate chain, PEM.", valueName: "file"), completion: .file())
  var certificate: String?
  @Option(help: ArgumentHelp("Private key, PEM.", valueName: "file"), completion: .file())
  var key: String?

  func validate() throws {
    let allowed = SessionLimits.allowedMinutes
    guard allowed.contains(sessionMinutes) else {
      throw ValidationError(
        "A session lasts \(allowed.lowerBound) to \(allowed.upperBound) minutes without use; found"
          + " \(sessionMinutes). Twelve hours are the longest shift.")
    }
  }

  func run() async throws {
    let desk = try clinic.desk(.writing)
    let asOf = clinic.asOf
    var settings = SiteSettings()
    settings.sessions = SessionLimits(minutes: sessionMinutes) ?? .standard
    settings.hasUnlocking = unlock
    settings.dates = dates
    settings.program = "Recheck \(Recheck.configuration.version)"
    let site = try await Site(
      desk: desk, day: { Day.local(at: $0) }, asOf: asOf, settings: settings)
    let address = ListenAddress(
      host: host, port: port, certificate: certificate, key: key, names: name)
    try await Web.serve(site, at: address) { Output.complain($0) }
    // Brings the log into the file, so that it is whole on its own.
    try desk.file.close()
  }
}

extension TypedDay.Order: ExpressibleByArgument {}

extension ListenFault: PlainRefusal {
  package var message: String { description }
  /// The options do not allow to listen so.
  package var exitStatus: Int32 { 2 }
}
