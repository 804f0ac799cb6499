import Reporting

/// Writes HTML as bytes, for what is long or not made by a template.
///
/// Markup can only be a literal of the program; everything else is escaped.
struct HTMLWriter: Sendable {
  private(set) var bytes: [UInt8] = []

  init() {}

  /// Markup that stands in the source.
  mutating func markup(_ literal: StaticString) {
    literal.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  /// Any text, as content or inside a quoted attribute.
  mutating func text(_ content: String) {
    for byte in content.utf8 {
      switch byte {
      case UInt8(ascii: "&"): markup("&amp;")
      case UInt8(ascii: "<"): markup("&lt;")
      case UInt8(ascii: ">"): markup("&gt;")
      case UInt8(ascii: "\""): markup("&quot;")
      case UInt8(ascii: "'"): markup("&#39;")
      default: bytes.append(byte)
      }
    }
  }

  /// A drawn chart.
  mutating func chart(_ svg: SVGMarkup) {
    bytes.append(contentsOf: svg.text.utf8)
  }

  /// A template, drawn.
  mutating func template(_ name: String, _ view: Any, _ templates: PageTemplates) throws {
    bytes.append(contentsOf: try templates.render(name, view).utf8)
  }
}

extension PageRequest {
  /// A whole page around a body that was written.
  func page(_ frame: Frame, _ body: HTMLWriter) throws -> Answer {
    .html(try site.templates.page(frame, body: body.bytes))
  }

  /// The page with what was wrong at its top.
  func page(_ frame: Frame, _ body: HTMLWriter, _ problems: FormProblems) throws -> Answer {
    var frame = frame
    frame.show(problems)
    return .html(
      try site.templates.page(frame, body: body.bytes),
      status: problems.isEmpty ? .ok : .unprocessableContent)
  }
}
