import Reports

/// The stylesheet, the script and the icon: the only files there are, out of the binary.
enum Assets {
  struct Asset: Sendable {
    let path: String
    let type: String
    let text: String
  }

  static let all: [Asset] = sources.compactMap { path, source, type in
    ReportTemplates.shipped[source].map { Asset(path: path, type: type, text: $0) }
  }

  static let routes: [Route] = all.map { asset in
    .get(asset.path, for: .anyone) { _ in
      PageAnswer(status: .ok, headers: [.contentType: asset.type], body: .text(asset.text))
    }
  }

  private static let sources: [(path: String, source: String, type: String)] = [
    ("assets/style.css", "web/style.css", "text/css; charset=utf-8"),
    ("assets/app.js", "web/app.js", "text/javascript; charset=utf-8"),
    ("assets/icon.svg", "web/icon.svg", "image/svg+xml"),
  ]
}
