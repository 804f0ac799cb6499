import Foundation

/// Text files of a folder that a site keeps, by their path below it.
enum DefinitionFolder {
  /// Every YAML file, sorted by path.
  static func read(_ folder: String) throws -> [(path: String, text: String)] {
    try files(folder, ending: "yaml")
  }

  /// Every template, by its path.
  static func templates(_ folder: String) throws -> [String: String] {
    Dictionary(
      uniqueKeysWithValues: try files(folder, ending: "mustache").map { ($0.path, $0.text) })
  }

  private static func files(_ folder: String, ending: String) throws -> [(
    path: String, text: String
  )] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue
    else {
      throw DeskRefusal.noSuchFile(folder)
    }
    let paths = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return try paths.filter { $0.hasSuffix("." + ending) }.sorted().map { path in
      (path, try TextFile.read(folder + "/" + path))
    }
  }
}
