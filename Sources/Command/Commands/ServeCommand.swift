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
      Beyond this machine the program listens only with a certificate and its key. \
      SIGHUP makes it read a renewed certificate.

      A file of settings has the names of the options: clinic, definitions, host, port, name, \
      certificate, key, trusted-proxy, session-minutes, second-factor, sign-again-minutes, unlock \
      (yes or no), dates, verify-at, backup-folder (where the browser may write backups); \
      for 'recheck backup' also keep. In the environment they are RECHECK_PORT \
      and so on.
      """)
  @OptionGroup var clinic: ClinicOptions
  @OptionGroup var settings: SettingsOption
  @Option(
    parsing: .unconditional, help: "Port to listen on, 1 to 65535; 8080 otherwise.",
    transform: Typed.number("a port", from: 1, to: 65_535))
  var port: Int?
  @Option(help: "Address to listen on; 127.0.0.1 otherwise.") var host: String?
  @Option(help: "Name under which browsers reach this machine; may be given several times.")
  var name: [String] = []
  @Option(
    help: ArgumentHelp(
      "Minutes without use after which a session ends, 5 to 720; 15 otherwise.",
      valueName: "minutes"))
  var sessionMinutes: Int?
  @Option(
    help: ArgumentHelp(
      "Of whom a code is asked beside the password: administrators, all or off; administrators otherwise.",
      valueName: "who"))
  var secondFactor: SecondFactorSetting?
  @Option(
    help: ArgumentHelp(
      "Minutes after which a decision on a flag asks for the password again, 0 to 720; 15 otherwise.",
      valueName: "minutes"))
  var signAgainMinutes: Int?
  @ArgumentParser.Flag(
    help: "Let people set a short code that unlocks their session after a pause.")
  var unlock = false
  @Option(
    help: ArgumentHelp(
      "How 1/2/2026 is read: \(TypedDay.Order.allCases.map(\.rawValue).joined(separator: " or ")). Without it, such a date is refused.",
      valueName: "order"))
  var dates: TypedDay.Order?
  @Option(
    help: ArgumentHelp(
      "The quiet hour at which the file is verified each day, HH:MM; 03:00 otherwise.",
      valueName: "time"))
  var verifyAt: String?
  @Option(help: ArgumentHelp("Certificate chain, PEM.", valueName: "file"), completion: .file())
  var certificate: String?
  @Option(help: ArgumentHelp("Private key, PEM.", valueName: "file"), completion: .file())
  var key: String?
  @Option(
    help: ArgumentHelp(
      "Address of a proxy whose X-Forwarded headers count; may be given several times.",
      valueName: "address"))
  var trustedProxy: [String] = []

  func validate() throws {
    let again = SiteSettings.allowedSignAgain
    if let signAgainMinutes, !again.contains(signAgainMinutes) {
      throw ValidationError(
        "The password is asked for again after \(again.lowerBound) to \(again.upperBound) minutes; found"
          + " \(signAgainMinutes).")
    }
    let allowed = SessionLimits.allowedMinutes
    guard let sessionMinutes, !allowed.contains(sessionMinutes) else { return }
    throw ValidationError(
      "A session lasts \(allowed.lowerBound) to \(allowed.upperBound) minutes without use; found"
        + " \(sessionMinutes). Twelve hours are the longest shift.")
  }

  func run() async throws {
    let said = try Settings(file: settings.settings, options: options)
    let (site, address) = try Self.read(said)
    let clinic = said.clinic(clinic)
    let desk = try clinic.desk(.serving)
    LeftoverWords.say(desk.clearLeftovers(backups: said.text(.backupFolder)))
    let opened = try await Site(
      desk: desk, day: { Day.local(at: $0) }, asOf: clinic.asOf, settings: site)
    if let seal = try desk.seal() { Output.complain(SealWords.line(seal)) }
    try await Web.serve(opened, at: address) { Output.complain($0) }
    // Brings the log into the file, so that it is whole on its own.
    try desk.file.close()
  }

  private var options: [Setting: String] {
    Settings.options(
      clinic,
      [
        .port: port.map { "\($0)" }, .host: host, .certificate: certificate, .key: key,
        .name: name.isEmpty ? nil : name.joined(separator: ","),
        .trustedProxy: trustedProxy.isEmpty ? nil : trustedProxy.joined(separator: ","),
        .sessionMinutes: sessionMinutes.map { "\($0)" },
        .secondFactor: secondFactor?.rawValue,
        .signAgainMinutes: signAgainMinutes.map { "\($0)" }, .unlock: unlock ? "yes" : nil,
        .dates: dates?.rawValue, .verifyAt: verifyAt,
      ])
  }

  /// What the settings mean for the web app.
  static func read(_ said: Settings) throws(SettingFault) -> (SiteSettings, ListenAddress) {
    var site = SiteSettings()
    if let minutes = try said.number(.sessionMinutes, SessionLimits.allowedMinutes) {
      site.sessions = SessionLimits(minutes: minutes) ?? .standard
    }
    if let value = said.value(.secondFactor) {
      guard let setting = SecondFactorSetting(rawValue: value.text) else {
        throw value.fault(
          allowed: SecondFactorSetting.allCases.map(\.rawValue).joined(separator: ", "))
      }
      site.secondFactor = setting
    }
    if let minutes = try said.number(.signAgainMinutes, SiteSettings.allowedSignAgain) {
      site.signAgainMinutes = minutes
    }
    site.hasUnlocking = try said.isOn(.unlock) ?? false
    if let value = said.value(.dates) {
      guard let order = TypedDay.Order(rawValue: value.text) else {
        throw value.fault(
          allowed: TypedDay.Order.allCases.map(\.rawValue).joined(separator: " or "))
      }
      site.dates = order
    }
    if let value = said.value(.verifyAt) {
      guard let hour = QuietHour(value.text) else {
        throw value.fault(allowed: "a time from 00:00 to 23:59, such as 03:00")
      }
      site.verifyAt = hour
    }
    if let value = said.value(.trustedProxy) {
      guard let proxies = TrustedProxies(said.list(.trustedProxy)) else {
        throw value.fault(allowed: "an address such as 127.0.0.1, several with commas between them")
      }
      site.proxies = proxies
    }
    site.backupFolder = said.text(.backupFolder)
    site.program = "Recheck \(Recheck.configuration.version)"
    let address = ListenAddress(
      host: said.text(.host) ?? "127.0.0.1", port: try said.number(.port, 1...65_535) ?? 8080,
      certificate: said.text(.certificate), key: said.text(.key), names: said.list(.name),
      isBehindProxy: !site.proxies.isEmpty)
    return (site, address)
  }
}

extension TypedDay.Order: ExpressibleByArgument {}
extension SecondFactorSetting: ExpressibleByArgument {}

extension ListenFault: PlainRefusal {
  package var message: String { description }
  /// The options do not allow to listen so.
  package var exitStatus: Int32 { 2 }
}
