import CustomDump
import Foundation
import Testing

/// `recheck serve` on `clinic.sqlite` of a folder of its own.
final class ServedFolder {
  let folder: URL
  private var server: Process?
  var socket: String { folder.path + "/clinic.sqlite.socket" }

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("recheck-served-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  /// Returns when the site answers.
  ///
  /// - Parameter mask: of the shell that starts it.
  func serve(mask: String = "022") throws {
    var said = ""
    for _ in 0..<20 {
      let server = Process()
      server.executableURL = URL(fileURLWithPath: "/bin/sh")
      let port = Int.random(in: 20_000..<30_000)
      server.arguments = [
        "-c",
        "umask \(mask); exec \"$0\" serve --clinic clinic.sqlite --port \(port) >serve.log 2>&1",
        "\(Shell.programs.path)/recheck",
      ]
      server.currentDirectoryURL = folder
      server.standardInput = FileHandle.nullDevice
      try server.run()
      self.server = server
      repeat {
        usleep(20_000)
        said = (try? String(contentsOfFile: folder.path + "/serve.log", encoding: .utf8)) ?? ""
        if said.contains("answers at") { return }
      } while server.isRunning
      // Another program may have the port.
    }
    Issue.record("it did not start: \(said)")
  }

  /// - Returns: the exit status.
  func stop(_ signal: Int32 = SIGTERM) -> Int32? {
    guard let server else { return nil }
    kill(server.processIdentifier, signal)
    server.waitUntilExit()
    self.server = nil
    return server.terminationStatus
  }

  func run(_ command: String) throws -> (output: String, status: Int32) {
    try Shell.run(command, in: folder)
  }

  deinit {
    _ = stop(SIGKILL)
    try? FileManager.default.removeItem(at: folder)
  }
}

/// A server lends the right to write, so that commands do beside it what they do alone.
@Suite(.serialized, .timeLimit(.minutes(5))) struct `Beside a running server` {
  /// A table of scores, one day and one value after another.
  private static let scores =
    "(echo patient_id,date,measure,item,value,variant,rater,note;"
    + #" printf 'P1,2026-03-0%s,pain-nrs,value,%s,,,\n' "#

  /// Reading, entering, correcting, importing what is refused and what is not, closing a flag,
  /// exporting with study codes; what each says must not depend on who else has the file open.
  private static let commands = [
    "recheck patient add P1 --family Silva --given Vera --born 1961-04-02 --sex female",
    "recheck diagnosis add P1 cidp --on 2026-01-02",
    "recheck treatment start P1 ivig --on 2026-01-10",
    "recheck record P1 incat --date 2026-01-05 arms=2 legs=3",
    "recheck record P1 incat --date 2026-01-05 arms=2 legs=3",
    "recheck record P1 pain-nrs --date 2026-01-06 value=11",
    "recheck correct 1 arms=3 --reason 'read wrongly'",
    scores + "1 4 2 99) > refused.csv; recheck import refused.csv",
    scores + "1 4 2 5) > scores.csv; recheck import scores.csv",
    scores + "3 6 4 7) | recheck import -",
    "recheck import --dry-run scores.csv",
    "recheck record P1 incat --date 2026-05-05 arms=3 legs=3",
    "recheck review list --as-of 2026-06-01",
    "recheck review close P1 --by 'Dr A' --decision trial-inadequate --note seen --as-of 2026-06-01",
    "recheck review list --as-of 2026-06-01",
    "recheck export scores --pseudonymous | wc -l",
    "recheck export scores -o out.csv; cat out.csv",
    "recheck export package study --pseudonymous; ls study",
    "recheck patient show P1",
    "recheck judge --as-of 2026-06-01 --format csv",
    "recheck backup copy.sqlite",
    "sqlite3 clinic.sqlite \"SELECT action, subject FROM audit ORDER BY id\"",
    "recheck verify | sed 's/[0-9a-f]\\{64\\}/SEAL/'",
  ]

  @Test func `every command does what it does alone`() throws {
    let (served, alone) = (try ServedFolder(), try ServedFolder())
    try served.serve()
    for command in Self.commands {
      let (beside, byItself) = (try served.run(command), try alone.run(command))
      expectNoDifference(beside.output, byItself.output, command)
      #expect(beside.status == byItself.status, "\(command)")
    }
    // Two that both want to write: the one that reads waits for the other before its turn.
    let piped = try served.run("recheck export scores | recheck import --dry-run -")
    let apart = try served.run("recheck export scores > s.csv; recheck import --dry-run s.csv")
    #expect(piped.status == apart.status)
    expectNoDifference(piped.output.replacing("standard input", with: "s.csv"), apart.output)
    #expect(try served.run("recheck verify").output.hasPrefix("No fault: "))
    #expect(served.stop() == 0)
    #expect(!FileManager.default.fileExists(atPath: served.socket))
  }

  @Test func `what needs the file for itself is refused in plain words`() throws {
    let served = try ServedFolder()
    try served.serve()
    _ = try served.run("recheck patient add P1 --family Silva --given Vera && recheck backup copy")
    func said(_ command: String) throws -> String {
      let (output, status) = try served.run(command)
      #expect(status == 3, "\(command)")
      return output.replacing(/process \d+/, with: "process N")
    }
    #expect(
      try said("recheck restore copy") == """
        clinic.sqlite: process N (recheck) has the file open for writing, and a restore puts another \
        file in its place. Nothing was restored. End that process, then restore.

        """)
    let only = """
      clinic.sqlite: process N (recheck) has the file open for writing, and only one may write. \
      Reading stays possible. Stop that process, or enter it there.

      """
    #expect(try said("recheck serve --port 18480") == only)
    #expect(try served.run("recheck restore --check copy").status == 0)
  }

  @Test func `an account gets a new code while the server runs`() throws {
    let served = try ServedFolder()
    _ = try served.run("recheck demo --patients 1 --accounts --clinic clinic.sqlite")
    try served.serve()
    let (output, status) = try served.run("recheck account reset administrator")
    #expect(status == 0)
    #expect(
      output.hasPrefix("One-time code for administrator (Example administrator, administrator): "))
    #expect(
      try served.run("recheck account reset nobody").output.hasPrefix(
        "There is no account 'nobody'. There are: "))
    let trail = "SELECT account, detail FROM account_event WHERE action = 'password-code'"
    #expect(
      try served.run("sqlite3 clinic.sqlite \"\(trail)\"").output
        == "administrator|reset at the machine\n")
    #expect(try served.run("recheck verify").output.hasPrefix("No fault: "))
    #expect(served.stop() == 0)
  }

  @Test func `the socket is the owner's alone, and one that a crash left harms nobody`() throws {
    let served = try ServedFolder()
    try served.serve(mask: "000")
    #expect(try served.run("stat -c %a clinic.sqlite.socket").output == "600\n")
    #expect(served.stop(SIGKILL) != nil)
    #expect(FileManager.default.fileExists(atPath: served.socket))
    #expect(
      try served.run("recheck patient add P1 --family Silva --given Vera").output
        == "Registered P1.\n")
    try served.serve()
    #expect(
      try served.run("recheck patient add P2 --family Moe --given Ada").output
        == "Registered P2.\n")
    #expect(served.stop() == 0)
  }

  @Test(.enabled(if: geteuid() == 0, "another user needs root"))
  func `another user is refused, also where the file's rights would let them`() throws {
    let served = try ServedFolder()
    try served.serve()
    _ = try served.run("recheck patient add P1 --family Silva --given Vera")
    let other = "setpriv --reuid=65534 --regid=65534 --clear-groups "
    // So that the other user may run the program and open every file but the socket.
    _ = try served.run("cp \"$(command -v recheck)\" . && chmod 755 recheck && chmod 777 .")
    _ = try served.run("chmod 666 clinic.sqlite clinic.sqlite-* clinic.sqlite.lock")
    let add = other + "./recheck patient add P2 --family Moe --given Ada"
    let refused = """
      clinic.sqlite.socket: not permitted to write through it. Ask whoever owns the file or folder, \
      or run as them.

      """
    for mode in ["600", "666"] {
      // With the second the kernel lets them connect, and the server asks who it is.
      _ = try served.run("chmod \(mode) clinic.sqlite.socket")
      let (output, status) = try served.run(add)
      #expect(output == refused, "\(mode)")
      #expect(status == 3)
    }
    _ = try served.run("chmod 600 clinic.sqlite.socket")
    #expect(
      try served.run(other + "./recheck export scores --pseudonymous").output == refused
        + """
        A pseudonymous export makes study codes for patients who have none yet, and leaves a line in \
        the history, so it has to write to the clinic file. Nothing was exported.

        """)
    #expect(try served.run("recheck patient list --format csv | wc -l").output == "2\n")
  }
}
