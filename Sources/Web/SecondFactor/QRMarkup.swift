extension QRCode {
  /// As SVG, dark on white in every colour scheme, with the margin that cameras need.
  ///
  /// - Parameter label: for whoever does not see it.
  func markup(label: String) -> Markup {
    let margin = 4
    let size = modules.count + 2 * margin
    var path = ""
    for (row, line) in modules.enumerated() {
      for (column, isDark) in line.enumerated() where isDark {
        path += "M\(column + margin) \(row + margin)h1v1h-1z"
      }
    }
    return """
      <svg class="qr" width="240" height="240" viewBox="0 0 \(size) \(size)" role="img" \
      aria-label="\(label)" shape-rendering="crispEdges">
      <path fill="#fff" d="M0 0h\(size)v\(size)h-\(size)z"/><path fill="#000" d="\(path)"/></svg>

      """
  }
}
