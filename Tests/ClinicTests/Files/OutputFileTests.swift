import Foundation
import Testing

@testable import Clinic

@Suite struct `A file to write` {
  let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("output-\(UUID().uuidString)").path

  init() throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  private func write(_ text: String, to name: String) throws {
    try OutputFile.replace(at: name) { descriptor in
      try Array(text.utf8).withUnsafeBytes(descriptor.write)
    }
  }

  private func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name)), as: UTF8.self)
  }

  private func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
  }

  @Test func `is replaced where a link names it, and the link stays`() throws {
    try write("old", to: folder + "/table.csv")
    try FileManager.default.createSymbolicLink(
      atPath: folder + "/link", withDestinationPath: "table.csv")
    try write("new", to: folder + "/link")
    #expect(try text("table.csv") == "new")
    #expect(
      try FileManager.default.destinationOfSymbolicLink(atPath: folder + "/link") == "table.csv")
    #expect(try names() == ["link", "table.csv"])
    try FileManager.default.removeItem(atPath: folder)
  }

  @Test func `is none where a link names nothing, or a folder`() throws {
    try FileManager.default.createSymbolicLink(
      atPath: folder + "/link", withDestinationPath: "nowhere.csv")
    let missing = #expect(throws: FileProblem.self) { try write("new", to: folder + "/link") }
    #expect(
      missing?.message
        == "\(folder)/link could not be written: this is a link to a file that does not exist; name a file."
    )
    let isFolder = #expect(throws: FileProblem.self) { try write("new", to: folder) }
    #expect(
      isFolder?.message == "\(folder) could not be written: this is a folder; name a file.")
    #expect(try names() == ["link"])
    try FileManager.default.removeItem(atPath: folder)
  }

  /// With the rights of the system's administrator a device would else become a file.
  @Test func `may be a device, which stays one`() throws {
    try write("new", to: "/dev/null")
    let full = #expect(throws: FileProblem.self) { try write("new", to: "/dev/full") }
    #expect(
      full?.message == "/dev/full could not be written: the disk is full; free some space.")
    for name in ["/dev/null", "/dev/full"] {
      let kind = try FileManager.default.attributesOfItem(atPath: name)[.type] as? FileAttributeType
      #expect(kind == .typeCharacterSpecial)
    }
    try FileManager.default.removeItem(atPath: folder)
  }
}
