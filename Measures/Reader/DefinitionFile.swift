import YAMLTree

/// A file of the folder, with what its path says.
struct DefinitionFile {
  enum Kind: String { case measure, disease, therapy }

  let kind: Kind
  /// The file's name without its ending.
  let id: String
  /// The path as faults show it.
  let path: String
  let content: Content

  enum Content {
    case text(String)
    /// As `EmbedTool` writes it: the hash of what judges, a line feed, and the file's tree.
    case embedded(String)
  }

  /// One definition has one key: `measure mg-adl`.
  var key: String { "\(kind.rawValue) \(id)" }

  /// Whether the file has yet to be checked.
  var isNew: Bool {
    switch content {
    case .text: true
    case .embedded: false
    }
  }

  /// nil (after a fault) where the path is none of a definition.
  init?(path: String, _ content: Content, in folder: String, faults: FaultList) {
    // By bytes, without lists: every start of the program looks at the path of every file.
    let slash = UInt8(ascii: "/")
    guard path.hasSuffix(Self.ending), let first = path.utf8.firstIndex(of: slash),
      let last = path.utf8.lastIndex(of: slash), let kind = Kind(folder: path[..<first]),
      kind.takes(path[first...last])
    else {
      faults.add(.misplacedFile, in: folder + path)
      return nil
    }
    self.kind = kind
    id = String(Substring(path.utf8[last...].dropFirst().dropLast(Self.ending.utf8.count)))
    self.path = folder + path
    self.content = content
  }

  private static let ending = ".yaml"

  /// The file's content; nil (after a fault) where it is no YAML.
  func root(_ faults: FaultList) -> YAMLValue? {
    switch content {
    case .text(let text): return YAMLValue.file(text, path: path, faults: faults)
    case .embedded(let text):
      guard let tree = YAMLTree(encoded: text, from: Self.hashLength + 1) else {
        faults.add(.syntax("the program was not built whole"), in: path)
        return nil
      }
      return YAMLValue(YAMLDocument(tree, path: path, isNew: false, faults: faults))
    }
  }

  /// What a stored score keeps of the definition that it was recorded by.
  func hash(_ hash: (String) -> String) -> String {
    switch content {
    case .text(let text): hash(JudgingText.of(text))
    case .embedded(let text): String(text.utf8.prefix(Self.hashLength)) ?? ""
    }
  }

  private static let hashLength = 64
}

extension DefinitionFile.Kind {
  fileprivate init?(folder: Substring) {
    switch folder {
    case "measures": self = .measure
    case "diseases": self = .disease
    case "therapies": self = .therapy
    default: return nil  // not our enum
    }
  }

  /// Whether a file may lie so deep in its folder.
  ///
  /// - Parameter between: what stands between the folder and the file's name, slashes and all.
  fileprivate func takes(_ between: Substring) -> Bool {
    switch self {
    case .measure: between.utf8.count { $0 == UInt8(ascii: "/") } <= 2
    case .disease: between == "/" || between == "/not-judged/"
    case .therapy: between == "/"
    }
  }
}
