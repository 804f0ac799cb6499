import Reports

/// The stylesheet, the script and the icon: the only files there are, out of the binary.
enum Assets {
  struct Asset: Sendable {
    let path: String
    let type: String
    let text: String
  }

  static let all: [Asset] = [
    Asset(
      path: "assets/style.css", type: "text/css; charset=utf-8",
      text: joined("web/style/", style, ".css")),
    Asset(
      path: "assets/app.js", type: "text/javascript; charset=utf-8",
      text: joined("web/script/", script, ".js")),
    Asset(
      path: "assets/icon.svg", type: "image/svg+xml; charset=utf-8",
      text: joined("web/", ["icon"], ".svg")),
  ]

  static let routes: [Route] = all.map { asset in
    .get(asset.path, for: .anyone) { _ in
      PageAnswer(status: .ok, headers: [.contentType: asset.type], body: .text(asset.text))
    }
  }

  /// In the order of the sheet: what a page says comes after what all pages share.
  static let style = [
    "base", "frame", "forms", "tables", "charts", "review", "flag", "patient", "visit", "clinic",
    "cohort",
    "reevaluation", "narrow", "print",
  ]
  static let script = ["session", "frame", "entry", "draft", "rows", "charts", "flag", "texts"]

  private static func joined(_ folder: String, _ names: [String], _ ending: String) -> String {
    names.compactMap { ReportTemplates.shipped[folder + $0 + ending] }.joined(separator: "\n")
  }
}
