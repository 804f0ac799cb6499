import Mustache
import Reports

/// The HTML templates of `Reports/html`, parsed once at start.
///
/// A page is the opening, a body and the closing; so a long body can be written as bytes between
/// the two, and no template needs unescaped text.
package struct PageTemplates: Sendable {
  private let library: MustacheLibrary

  /// Parses every template; throws where one is malformed.
  package init(_ files: [String: String] = ReportTemplates.shipped) throws {
    var library = MustacheLibrary()
    for (path, text) in files where path.hasPrefix("html/") {
      guard path.hasSuffix(".mustache"), !Assets.isAsset(path) else { continue }
      let name = String(path.dropFirst("html/".count).dropLast(".mustache".count))
      library.register(try MustacheTemplate(string: text), named: name)
    }
    self.library = library
  }

  /// A whole page: `view` is a small struct of finished texts, never a record, because templates
  /// see private properties too.
  package func page(_ frame: Frame, _ name: String, _ view: Any) throws -> String {
    let (open, close) = try surroundings(frame)
    return try open + render(name, view) + close
  }

  /// A whole page around a body that is written as bytes.
  package func page(_ frame: Frame, body: [UInt8]) throws -> [UInt8] {
    let (open, close) = try surroundings(frame)
    return Array(open.utf8) + body + Array(close.utf8)
  }

  /// One template by itself.
  package func render(_ name: String, _ view: Any) throws -> String {
    try draw(name, TemplateFields(view))
  }

  private func surroundings(_ frame: Frame) throws -> (open: String, close: String) {
    let fields = TemplateFields(FrameView(frame))
    return (try draw("page-open", fields), try draw("page-close", fields))
  }

  private func draw(_ name: String, _ fields: TemplateFields) throws -> String {
    guard let text = library.render(fields, withTemplate: name) else {
      throw PageTemplateFault(name: name)
    }
    return text
  }
}

/// A page asked for a template that is not among the embedded ones.
package struct PageTemplateFault: Error {
  package let name: String
}

/// The frame as the templates see it; computed properties are invisible to them.
private struct FrameView {
  let frame: Frame
  let hasProblems: Bool
  let title: String
  let isSignedIn: Bool

  init(_ frame: Frame) {
    self.frame = frame
    hasProblems = !frame.problems.isEmpty
    title = (frame.problems.isEmpty ? "" : "Error: ") + frame.title
    isSignedIn = frame.person != nil
  }
}
