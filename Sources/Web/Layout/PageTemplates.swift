import Mustache
import Reports

/// The HTML templates of `Reports/html`, parsed once at start.
///
/// A template draws the body of a page or a part of it; the frame is written around it, so no
/// template needs unescaped text. They are for small pages: what is long or often looked at is
/// written as bytes, because a template looks every name up by reflection.
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
  package func page(_ frame: Frame, _ name: String, _ view: Any) throws -> [UInt8] {
    frame.page(around: Array(try render(name, view).utf8))
  }

  /// One template by itself.
  package func render(_ name: String, _ view: Any) throws -> String {
    guard let text = library.render(TemplateFields(view), withTemplate: name) else {
      throw PageTemplateFault(name: name)
    }
    return text
  }
}

/// A page asked for a template that is not among the embedded ones.
package struct PageTemplateFault: Error {
  package let name: String
}
