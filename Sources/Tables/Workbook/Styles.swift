/// The number format of every cell style.
final class Styles: PartEvents {
  /// By the number that a cell gives as its style.
  private(set) var formats: [NumberFormat] = []

  private var own: [Int: NumberFormat] = [:]
  private var isInCellFormats = false

  func start(_ name: String, _ attributes: [String: String]) {
    switch name {
    case "numFmt":
      guard let id = attributes["numFmtId"].flatMap({ Int($0) }) else { return }
      own[id] = NumberFormat(code: attributes["formatCode"] ?? "")
    case "cellXfs":
      isInCellFormats = true
    case "xf" where isInCellFormats:
      let id = attributes["numFmtId"].flatMap { Int($0) } ?? 0
      formats.append(own[id] ?? NumberFormat(builtIn: id))
    default: break  // not our enum
    }
  }

  func end(_ name: String) {
    if name == "cellXfs" { isInCellFormats = false }
  }

  func text(_ text: String) {}
}
