import Cryptography
import Exchange
import Registry

/// A package of one site, as its manifest and its description say it is.
struct SitePackage {
  struct Listed {
    let name: String
    let hash: String
    let rows: Int?
  }

  let folder: String
  let site: String
  let program: String
  let asOf: String
  let definitions: String
  let filter: JSONValue
  let definitionList: JSONValue
  let files: [Listed]
  let tables: [PackageTable]
  let manifestHash: String

  /// nil: it is none, or not one of a site; ``PoolRefusal/Fault`` says why.
  init?(_ folder: String, _ refuse: (PoolRefusal.Fault) -> Void) {
    self.folder = folder
    func noPackage(_ file: String) { refuse(.noPackage(folder: folder, file: file)) }
    guard let bytes = try? Self.bytes(folder, PackageManifest.file),
      let manifest = try? JSONValue(reading: bytes), let program = manifest["program"]?.string,
      let asOf = manifest["as_of"]?.string, let filter = manifest["filter"],
      let list = manifest["definitions"], let definitions = list["sha256"]?.string
    else {
      noPackage(PackageManifest.file)
      return nil
    }
    manifestHash = contentHash(String(decoding: bytes, as: UTF8.self))
    files = (manifest["files"]?.elements ?? []).compactMap { file in
      guard let name = file["name"]?.string, !name.contains("/"),
        let hash = file["sha256"]?.string
      else { return nil }
      return Listed(name: name, hash: hash, rows: file["rows"]?.written.flatMap { Int($0) })
    }
    let described = try? JSONValue(reading: Self.bytes(folder, DataPackage.file))
    let resources = described?["resources"]?.elements ?? []
    tables = resources.compactMap(PackageTable.init(resource:))
    guard !tables.isEmpty, tables.count == resources.count else {
      noPackage(DataPackage.file)
      return nil
    }
    guard filter["pseudonymous"] == .bool(true) else {
      refuse(.notPseudonymous(folder: folder))
      return nil
    }
    guard let site = filter["site"]?.string, !site.isEmpty else {
      refuse(.noSite(folder: folder))
      return nil
    }
    self.site = site
    self.program = program
    self.asOf = asOf
    self.definitions = definitions
    definitionList = list
    guard case .object(let members) = filter else { return nil }
    self.filter = .object(members.filter { $0.name != "site" })
  }

  func path(_ file: String) -> String { folder + "/" + file }

  /// Whether each file that the manifest lists is what it was.
  func check(_ refuse: (PoolRefusal.Fault) -> Void) {
    for file in files {
      guard let hash = try? hash(of: file.name) else {
        refuse(.missing(folder: folder, file: file.name))
        continue
      }
      if hash != file.hash { refuse(.changed(folder: folder, file: file.name)) }
    }
    for table in tables where !files.contains(where: { $0.name == table.file }) {
      refuse(.missing(folder: folder, file: table.file))
    }
  }

  private func hash(of file: String) throws -> String {
    let input = try InputFile(path(file))
    let hash = SHA256.Running()
    while let piece = try input.next() { piece.withUnsafeBytes { hash.add($0) } }
    return hash.finished()
  }

  private static func bytes(_ folder: String, _ file: String) throws -> [UInt8] {
    let input = try InputFile(folder + "/" + file)
    var bytes: [UInt8] = []
    while let piece = try input.next() { bytes += piece }
    return bytes
  }
}
