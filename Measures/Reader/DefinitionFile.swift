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
    // By bytes: every start of the program looks at the path of every file.
    let parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
      .map { Substring($0) }
    guard let place = parts.first.flatMap({ Self.places[$0] }), place.depth.contains(parts.count),
      let name = parts.last, name.hasSuffix(".yaml"),
      place.kind != .disease || parts.count == 2 || parts[1] == "not-judged"
    else {
      faults.add(.misplacedFile, in: folder + path)
      return nil
    }
    kind = place.kind
    id = String(name.dropLast(".yaml".count))
    self.path = folder + path
    self.content = content
  }

  private static let places: [Substring: (kind: Kind, depth: ClosedRange<Int>)] = [
    "measures": (.measure, 2...3), "diseases": (.disease, 2...3), "therapies": (.therapy, 2...2),
  ]

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
