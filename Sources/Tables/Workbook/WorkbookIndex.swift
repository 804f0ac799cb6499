/// What `workbook.xml` says: the sheets in their order, and from when days count.
final class WorkbookIndex: PartEvents {
  struct Entry: Hashable {
    let name: String
    /// By which the part is found in the relations of the workbook.
    let relation: String
    let isHidden: Bool
  }

  private(set) var entries: [Entry] = []
  private(set) var from1904 = false

  func start(_ name: String, _ attributes: [String: String]) {
    switch name {
    case "workbookPr":
      from1904 = attributes["date1904"].isTrue
    case "sheet":
      let relation = attributes.first { $0.key == "id" || $0.key.hasSuffix(":id") }
      entries.append(
        Entry(
          name: attributes["name"] ?? "", relation: relation?.value ?? "",
          isHidden: ["hidden", "veryHidden"].contains(attributes["state"])))
    default: break  // not our enum
    }
  }

  func end(_ name: String) {}
  func text(_ text: String) {}
}

/// What a `.rels` part says: which part stands in which relation to another one.
final class Relations: PartEvents {
  struct Relation: Hashable {
    let id: String
    /// The last word of its type, such as `worksheet`.
    let kind: String
    /// The name of the part in the zip file.
    let part: String
    /// It lies outside the workbook, and is never followed.
    let isExternal: Bool
  }

  private(set) var all: [Relation] = []
  /// The folder that targets are named from, without a slash at its end.
  private let folder: String

  init(folder: String) { self.folder = folder }

  func start(_ name: String, _ attributes: [String: String]) {
    guard name == "Relationship" else { return }
    all.append(
      Relation(
        id: attributes["Id"] ?? "",
        kind: attributes["Type"]?.split(separator: "/").last.map(String.init) ?? "",
        part: Self.resolve(attributes["Target"] ?? "", in: folder),
        isExternal: attributes["TargetMode"] == "External"))
  }

  func end(_ name: String) {}
  func text(_ text: String) {}

  /// The first inner part of a kind.
  func part(_ kind: String) -> String? {
    all.first { $0.kind == kind && !$0.isExternal }?.part
  }

  /// `../a/b.xml`, from a folder or (with a slash before it) from the top.
  static func resolve(_ target: String, in folder: String) -> String {
    var steps = target.hasPrefix("/") ? [] : folder.split(separator: "/")
    for step in target.split(separator: "/") where step != "." {
      if step == ".." { _ = steps.popLast() } else { steps.append(step) }
    }
    return steps.joined(separator: "/")
  }
}

extension String? {
  /// How workbooks write yes.
  var isTrue: Bool { self == "1" || self == "true" || self == "on" }
}
