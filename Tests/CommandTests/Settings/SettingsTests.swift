import Clinic
import Foundation
import Testing

@testable import Command

/// Settings come from a file, the environment and options; the later of the three wins.
@Suite struct `Settings of a run` {
  private func withFile<Result>(_ text: String, _ body: (String) throws -> Result) throws -> Result
  {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("settings-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("recheck.settings").path
    try Data(text.utf8).write(to: URL(fileURLWithPath: file))
    return try body(file)
  }

  /// What is said against a file, without its folder.
  private func fault(
    _ text: String, environment: [String: String] = [:], options: [Setting: String] = [:]
  ) throws -> String? {
    try withFile(text) { file in
      do {
        let said = try Settings(file: file, environment: environment, options: options)
        _ = try ServeCommand.read(said)
        return nil
      } catch let fault as SettingFault {
        #expect(fault.exitStatus == 2)
        return fault.message.replacing(file, with: "FILE")
      }
    }
  }

  @Test func `of options go before the environment, and that before the file`() throws {
    try withFile("port = 1\nhost = a\n# remark\n\n name=one, two\nclinic = c.sqlite\nkey=/k") {
      file in
      let said = try Settings(
        file: file,
        environment: ["RECHECK_PORT": "2", "RECHECK_HOST": "b", "RECHECK_UNLOCK": "", "PORT": "9"],
        options: [.port: "3"])
      #expect(said.text(.port) == "3")
      #expect(said.value(.port)?.source == .option)
      #expect(said.text(.host) == "b")
      #expect(said.value(.host)?.source == .environment)
      #expect(said.list(.name) == ["one", "two"])
      #expect(said.value(.name)?.source == .file(file, line: 5))
      #expect(said.text(.unlock) == nil)
      let folder = URL(fileURLWithPath: file).deletingLastPathComponent().path
      #expect(said.text(.clinic) == folder + "/c.sqlite")
      #expect(said.text(.key) == "/k")
    }
    let none = try Settings(file: nil, environment: [:], options: [:])
    #expect(Setting.allCases.allSatisfy { none.value($0) == nil })
  }

  @Test(arguments: [
    (
      "port 80\n",
      "FILE, line 1: found 'port 80'. A setting is written NAME = VALUE; a line that begins with # is a remark."
    ),
    (
      "\nporto = 80\n",
      "FILE, line 2: there is no setting 'porto'. Did you mean 'port'? Allowed are: clinic, definitions, host, port, name, certificate, key, trusted-proxy, session-minutes, second-factor, sign-again-minutes, unlock, dates, verify-at, backup-folder, keep."
    ),
    ("port=1\n\nport=2", "FILE, line 3: 'port' stands in line 1 already. Leave one of the two."),
    (
      "name=a\nname=b",
      "FILE, line 2: 'name' stands in line 1 already. Leave one of the two, with commas between several values."
    ),
    (
      "# x\nport = 80a",
      "FILE, line 2: port: found '80a'. Allowed is a whole number from 1 to 65535."
    ),
    ("port = 0", "FILE, line 1: port: found '0'. Allowed is a whole number from 1 to 65535."),
    (
      "port =",
      "FILE, line 1: port: found ''. Allowed is a value; a setting that is not wanted is left out."
    ),
    (
      "verify-at = 3 o'clock",
      "FILE, line 1: verify-at: found '3 o'clock'. Allowed is a time from 00:00 to 23:59, such as 03:00."
    ),
    (
      "session-minutes = 4",
      "FILE, line 1: session-minutes: found '4'. Allowed is a whole number from 5 to 720."
    ),
    ("unlock = true", "FILE, line 1: unlock: found 'true'. Allowed is yes or no."),
    (
      "trusted-proxy = 127.0.0.1, proxy",
      "FILE, line 1: trusted-proxy: found '127.0.0.1, proxy'. Allowed is an address such as 127.0.0.1, several with commas between them."
    ),
  ])
  func `are refused with file, line and what is allowed`(text: String, said: String) throws {
    #expect(try fault(text) == said)
  }

  @Test func `of the environment and options are named by how they were given`() throws {
    #expect(
      try fault("port = 80", environment: ["RECHECK_PORT": "x"])
        == "$RECHECK_PORT: found 'x'. Allowed is a whole number from 1 to 65535.")
    #expect(
      try fault("", options: [.trustedProxy: "x"])
        == "--trusted-proxy: found 'x'. Allowed is an address such as 127.0.0.1, several with commas between them."
    )
    #expect(
      throws: SettingFault.unreadable(
        file: "/nowhere", why: "there is no such file. Check the name.")
    ) {
      try Settings(file: "/nowhere", environment: [:], options: [:])
    }
  }

  @Test func `make the address and the site`() throws {
    try withFile(
      "host = 192.168.1.4\nport = 8443\nname = recheck.clinic.local\ncertificate = chain.pem\n"
        + "key = key.pem\nsession-minutes = 30\nunlock = yes\ndates = d/m/y\n"
        + "verify-at = 02:30\n"
    ) { file in
      let (site, address) = try ServeCommand.read(
        try Settings(file: file, environment: [:], options: [:]))
      #expect(address.host == "192.168.1.4")
      #expect(address.port == 8443)
      #expect(address.names == ["recheck.clinic.local"])
      #expect(address.certificate?.hasSuffix("/chain.pem") == true)
      #expect(!address.isBehindProxy)
      #expect(site.sessions.idle == 1800)
      #expect(site.hasUnlocking)
      #expect(site.dates?.rawValue == "d/m/y")
      #expect(site.proxies.isEmpty)
      #expect("\(site.verifyAt)" == "QuietHour(minutes: 150)")
    }
    let usual = try ServeCommand.read(try Settings(file: nil, environment: [:], options: [:]))
    #expect(usual.1.host == "127.0.0.1")
    #expect(usual.1.port == 8080)
    #expect(usual.0.sessions == .standard)
    #expect("\(usual.0.verifyAt)" == "QuietHour(minutes: 180)")
  }
}
