import Foundation
import Reporting

/// What the terminal says to wrong usage: what was found, what is allowed, what to do.
enum UsageWords {
  static func text(_ fault: CommandPath.Fault) -> String {
    switch fault {
    case .unknownCommand(let word, let under, let near, let has):
      "'\(under)' has no command '\(word)'."
        + meant(word, under, near, has) + " '\(under) --help' says what they do."
    case .verbAlone(let word, let commands):
      "'\(word)' needs to know of what: \(commands.map { "'\($0)'" }.joined(separator: " or "))."
    case .optionFirst(let option):
      "'\(option)' stands before the command. Give the command first, its options after it."
    case .givenTwice(let option):
      "'\(option)' is given twice. Give it once, so that it is clear which value is meant."
    case .negative(let number): "'\(number)': nothing here is below 0. Leave the sign out."
    }
  }

  /// What may be meant by a word that is no command.
  private static func meant(
    _ word: String, _ under: String, _ near: String?, _ has: [String]
  ) -> String {
    if let near { return " Did you mean '\(near)'?" }
    let isThing = has.contains("show") && !word.isEmpty
    let shown = isThing ? " Perhaps '\(under) show \(word)' is meant." : ""
    return " It has \(has.joined(separator: ", "))." + shown
  }

  /// The words of the parser, with its usage line broken where an argument ends, and with what to do
  /// where it does not say so.
  static func arranged(_ message: String, width: Int) -> String {
    var lines: [String] = []
    for line in message.components(separatedBy: "\n") {
      if let usage = usages.first(where: line.hasPrefix) {
        lines.append(usage + wrapped(String(line.dropFirst(usage.count)), width))
      } else {
        lines.append(line)
        if line.contains(unexpected) { lines.append(inQuotes) }
      }
    }
    return lines.joined(separator: "\n")
  }

  /// In an answer and in the help.
  private static let usages = ["Usage: ", "USAGE: "]
  private static let unexpected = "nexpected argument"
  private static let inQuotes =
    "A text or a name of several words stands in quotation marks: \"repeat grip first\"."

  /// Broken between arguments, never within `[--clinic <file>]`.
  private static func wrapped(_ text: String, _ width: Int) -> String {
    var (parts, depth): ([String], Int) = ([""], 0)
    for character in text {
      switch character {
      case "[", "<": depth += 1
      case "]", ">": depth -= 1
      case _: break
      }
      if character == " ", depth == 0, !isOptionBeforeValue(parts[parts.count - 1]) {
        parts.append("")
      } else {
        parts[parts.count - 1].append(character)
      }
    }
    let indent = String(repeating: " ", count: usages[0].count)
    var lines = [""]
    for part in parts {
      let last = lines[lines.count - 1]
      if last.isEmpty {
        lines[lines.count - 1] = part
      } else if indent.count + last.displayWidth + 1 + part.displayWidth <= width {
        lines[lines.count - 1] = last + " " + part
      } else {
        lines.append(part)
      }
    }
    return lines.joined(separator: "\n" + indent)
  }

  /// `--on` and its `<on>` stay together.
  private static func isOptionBeforeValue(_ part: String) -> Bool {
    part.hasPrefix("--") && !part.contains(" ")
  }
}
