import ArgumentParser
import Foundation

/// What the parser says of itself: every command with its arguments.
struct ParserDescription: Decodable {
  struct Command: Decodable {
    var commandName: String
    var shouldDisplay: Bool
    var abstract: String?
    var discussion: String?
    var subcommands: [Command]?
    var arguments: [Argument]?
  }

  struct Argument: Decodable, Hashable {
    struct Name: Decodable, Hashable {
      var kind: String
      var name: String

      var text: String { (kind == "long" ? "--" : "-") + name }
    }

    var kind: String
    var isOptional: Bool
    var isRepeating: Bool
    var shouldDisplay: Bool
    var names: [Name]?
    var valueName: String?
    var defaultValue: String?
    var allValues: [String]?
    var abstract: String?

    /// `--clinic <file>`, `-o, --output <file>`, `<patient>`.
    var label: String {
      let value = kind == "flag" ? "" : "<\(valueName ?? "value")>"
      guard let names, !names.isEmpty else { return value }
      let all = names.sorted { ($0.text.count > 2 ? 1 : 0) < ($1.text.count > 2 ? 1 : 0) }
        .map(\.text).joined(separator: ", ")
      return value.isEmpty ? all : "\(all) \(value)"
    }

    /// As it stands in the line that shows how a command is used.
    var synopsis: String {
      var text = names?.first { $0.kind == "long" }?.text ?? ""
      if kind != "flag" { text += (text.isEmpty ? "" : " ") + "<\(valueName ?? "value")>" }
      if isRepeating { text += " ..." }
      return isOptional ? "[\(text)]" : text
    }
  }

  var command: Command

  /// - Throws: where the parser describes itself otherwise than this program knows.
  init(of root: (some ParsableCommand).Type) throws {
    self = try JSONDecoder().decode(Self.self, from: Data(root._dumpHelp().utf8))
  }
}
