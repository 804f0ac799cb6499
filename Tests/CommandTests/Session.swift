import Foundation

/// A terminal session kept as a file.
///
/// `$ ` lines are commands, what follows is their whole output, and `? N` the exit status where it is
/// not 0. Before the first command, `< NAME` begins a file that the session reads, up to the line `>`.
struct Session {
  struct Step: Equatable {
    var command: String
    var output: String
    var status: Int32
  }

  let path: String
  private(set) var files: [(name: String, text: String)] = []
  private(set) var steps: [Step] = []
  /// Comment lines at the top.
  private(set) var heading: [String] = []

  init(path: String) throws {
    self.path = path
    var lines = try String(contentsOfFile: path, encoding: .utf8).components(separatedBy: "\n")[...]
    if lines.last == "" { lines.removeLast() }
    while let line = lines.popFirst() {
      if line.hasPrefix("#") && steps.isEmpty {
        heading.append(line)
      } else if line.hasPrefix("< ") && steps.isEmpty {
        let body = lines.prefix { $0 != ">" }
        files.append((String(line.dropFirst(2)), body.map { $0 + "\n" }.joined()))
        lines = lines.dropFirst(body.count + 1)
      } else if line.hasPrefix("$ ") {
        steps.append(Step(command: String(line.dropFirst(2)), output: "", status: 0))
      } else if line.hasPrefix("? "), let status = Int32(line.dropFirst(2)), !steps.isEmpty {
        steps[steps.count - 1].status = status
      } else if !steps.isEmpty {
        steps[steps.count - 1].output += line + "\n"
      }
    }
  }

  /// The file's text with what really happened.
  func text(with actual: [Step]) -> String {
    var lines = heading
    for file in files {
      lines.append("< \(file.name)")
      lines += file.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(
        String.init)
      lines.append(">")
    }
    for step in actual {
      lines.append("$ \(step.command)")
      lines += step.output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      if step.output.hasSuffix("\n") { lines.removeLast() }
      if step.status != 0 { lines.append("? \(step.status)") }
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// Runs the commands one after another in an empty folder with the built program on the path.
  func run() throws -> [Step] {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("recheck-session-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for file in files {
      try Data(file.text.utf8).write(to: folder.appendingPathComponent(file.name))
    }
    return try steps.map { step in
      let (output, status) = try Shell.run(step.command, in: folder)
      return Step(command: step.command, output: output, status: status)
    }
  }
}

enum Shell {
  /// The folder of the program: of the binary that RECHECK names, else where `swift test` put it.
  static let programs = URL(
    fileURLWithPath: ProcessInfo.processInfo.environment["RECHECK"] ?? CommandLine.arguments[0]
  ).deletingLastPathComponent()

  /// Of entries made just now it is another one each time.
  private nonisolated(unsafe) static let seal = /Seal: [0-9a-f]{64}/

  /// Output and errors together, in the order in which a person would see them.
  static func run(_ command: String, in folder: URL) throws -> (output: String, status: Int32) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", command]
    process.currentDirectoryURL = folder
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    process.environment = [
      "PATH": "\(programs.path):\(path)", "RECHECK_CLINIC": "clinic.sqlite",
      "RECHECK_AUTHOR": "Test",
      "LANG": "C.UTF-8", "HOME": folder.path, "TZ": "UTC",
    ]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    // CSV ends its lines with CR LF, which a session file shows as plain lines.
    let output = String(decoding: data, as: UTF8.self).replacingOccurrences(of: "\r\n", with: "\n")
    return (output.replacing(Self.seal, with: "Seal: SEAL"), process.terminationStatus)
  }
}
