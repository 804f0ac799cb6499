import CustomDump
import Foundation
import Testing

/// Every file in `Sessions` is a terminal session whose whole output is compared.
///
/// To take over a deliberate change, run the tests with RECHECK_RECORD=1 and read the difference.
@Suite struct `Terminal sessions` {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Sessions")

  static let names: [String] = {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return all.filter { $0.hasSuffix(".session") }.sorted()
  }()

  @Test(arguments: names)
  func `print what their file says`(name: String) throws {
    let path = Self.folder.appendingPathComponent(name).path
    let session = try Session(path: path)
    let actual = try session.run()
    if ProcessInfo.processInfo.environment["RECHECK_RECORD"] != nil {
      try session.text(with: actual).write(toFile: path, atomically: true, encoding: .utf8)
    }
    #expect(!session.steps.isEmpty)
    expectNoDifference(session.text(with: actual), session.text(with: session.steps))
  }

  @Test func `exist`() {
    #expect(Self.names.count >= 10)
  }
}
