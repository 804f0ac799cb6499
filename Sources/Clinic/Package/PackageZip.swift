import Exchange
import Foundation
import Outcomes
import Registry
import Tables

extension Desk {
  /// A package as one zip file; see ``exportPackage(to:pseudonymous:site:program:)``.
  ///
  /// It is written as a folder beside the clinic file first, so that no other folder ever holds
  /// patients' data, and that folder is removed.
  package func zippedPackage(
    pseudonymous: Bool, program: String
  ) throws -> (bytes: [UInt8], outcome: PackageOutcome) {
    let beside = URL(filePath: Leftovers.package(beside: file.path))
    let inUse = FolderInUse(for: beside.path)
    defer { inUse.release() }
    defer { try? FileManager.default.removeItem(at: beside) }
    let outcome = try exportPackage(
      to: beside.path, pseudonymous: pseudonymous, program: program)
    let zip = try ZipWriter()
    let folder = pseudonymous ? "recheck-pseudonymous" : "recheck"
    for name in try FileManager.default.contentsOfDirectory(atPath: beside.path).sorted() {
      let content = [UInt8](try Data(contentsOf: beside.appending(path: name)))
      try zip.add("\(folder)/\(name)", content, seconds: Int(Date().timeIntervalSince1970))
    }
    return (try zip.finish(), outcome)
  }
}

extension Desk {
  /// How small the groups are that a pseudonymous package of everybody would tell apart.
  package func smallGroups() throws -> SmallGroups {
    var groups = SmallGroups()
    try file.read { reading in
      try reading.forEachRecord { groups.add($0, rows: 1) }
    }
    return groups
  }
}
