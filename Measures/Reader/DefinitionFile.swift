/// A file of the folder, with what its path says.
struct DefinitionFile {
  enum Kind: String { case measure, disease, therapy }

  let kind: Kind
  /// The file's name without its ending.
  let id: String
  /// The path as faults show it.
  let path: String
  let text: String

  /// One definition has one key: `measure mg-adl`.
  var key: String { "\(kind.rawValue) \(id)" }

  /// nil (after a fault) where the path is none of a definition.
  init?(path: String, text: String, in folder: String, faults: FaultList) {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    let kinds: [Substring: (kind: Kind, depth: ClosedRange<Int>)] = [
      "measures": (.measure, 2...3), "diseases": (.disease, 2...3), "therapies": (.therapy, 2...2),
    ]
    guard let place = parts.first.flatMap({ kinds[$0] }), place.depth.contains(parts.count),
      let name = parts.last, name.hasSuffix(".yaml"),
      place.kind != .disease || parts.count == 2 || parts[1] == "not-judged"
    else {
      faults.add(.misplacedFile, in: folder + path)
      return nil
    }
    kind = place.kind
    id = String(name.dropLast(".yaml".count))
    self.path = folder + path
    self.text = text
  }
}
