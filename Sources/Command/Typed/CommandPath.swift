import ArgumentParser
import Outcomes

/// A noun that may be followed by whom it is about in place of a verb.
protocol NamesItsSubject {}

/// A noun whose next word, where it is no verb, is read by its own default verb.
protocol HasDefaultVerb {}

/// Which command a line names, word by word, and what is wrong with those words.
struct CommandPath {
  /// The words of the command, the program first: `recheck`, `review`, `show`.
  private(set) var words: [String]
  private(set) var command: any ParsableCommand.Type
  /// What follows them.
  private(set) var rest: ArraySlice<String>
  private(set) var fault: Fault?

  /// What is wrong before any option is read.
  enum Fault: Hashable {
    /// The program or one of its nouns has no such command.
    case unknownCommand(String, under: String, near: String?, has: [String])
    /// A verb without its noun: the commands that have it.
    case verbAlone(String, [String])
    /// An option before the command.
    case optionFirst(String)
    /// An option given twice, which can be meant but once.
    case givenTwice(String)
    /// A number below 0 where no option takes one.
    case negative(String)
  }

  init(_ root: any ParsableCommand.Type, _ arguments: [String]) {
    words = [root._commandName]
    command = root
    rest = arguments[...]
    while let word = rest.first, !word.hasPrefix("-"), !command.configuration.subcommands.isEmpty {
      guard let next = command.configuration.subcommands.first(where: { $0._commandName == word })
      else {
        if word == Self.help { return }
        if command is any HasDefaultVerb.Type { break }
        // A patient, unless what follows says that a verb was meant.
        if command is any NamesItsSubject.Type, !(rest.dropFirst().first.map(Self.isValue) ?? false)
        {
          break
        }
        fault = unknown(word, root)
        return
      }
      words.append(word)
      command = next
      rest = rest.dropFirst()
    }
    if words.count == 1, let option = rest.first(where: { $0.hasPrefix("--") }),
      !Self.ofTheProgram.contains(where: option.hasPrefix)
    {
      fault = .optionFirst(option)
    } else if let twice = optionTwice() {
      fault = .givenTwice(twice)
    } else if let number = numberBelowZero() {
      fault = .negative(number)
    }
  }

  private static func isValue(_ argument: String) -> Bool { !argument.hasPrefix("-") }

  private static let help = "help"
  /// Options of the program itself; the last one is how shells ask for completions.
  private static let ofTheProgram = [
    "--help", "--version", "--generate-completion-script", "--experimental-dump-help",
    "---completion",
  ]

  private func unknown(_ word: String, _ root: any ParsableCommand.Type) -> Fault {
    let names = command.configuration.subcommands.filter { $0.configuration.shouldDisplay }
      .map { $0._commandName }
    let nouns = root.configuration.subcommands.filter { noun in
      noun.configuration.subcommands.contains { $0._commandName == word }
    }
    if words.count == 1, !nouns.isEmpty {
      return .verbAlone(word, nouns.map { "\(root._commandName) \($0._commandName) \(word)" })
    }
    let near = nearest(to: word.lowercased(), among: names)
    return .unknownCommand(word, under: words.joined(separator: " "), near: near, has: names)
  }

  /// The first option given twice, also under its other name.
  private func optionTwice() -> String? {
    var seen: Set<String> = []
    for argument in rest.prefix(while: { $0 != "--" }) where argument.hasPrefix("--") {
      let name = String(argument.dropFirst(2).prefix { $0 != "=" })
      guard !Self.repeated.contains(name) else { continue }
      let other = Self.twins[words.dropFirst().joined(separator: " ")]?[name]
      guard seen.insert(other ?? Self.twins[""]?[name] ?? name).inserted else { return "--" + name }
    }
    return nil
  }

  /// A negative number that no option stands before.
  private func numberBelowZero() -> String? {
    let read = rest.prefix { $0 != "--" }
    return zip([""] + read, read).first { before, argument in
      !before.hasPrefix("-") && argument.hasPrefix("-") && Int(argument) != nil
    }?.1
  }

  /// Those that may be given several times.
  private static let repeated: Set<String> = ["name", "trusted-proxy"]
  /// The names of columns that options take, by command; those of every command under none.
  private static let twins: [String: [String: String]] = [
    "": [
      "interval-days": "every", "birth-date": "born", "family-name": "family",
      "given-name": "given", "diagnosed-on": "on", "ended-on": "on", "onset-on": "onset",
      "stop-reason": "because", "day": "date",
    ],
    "treatment start": ["start": "on"], "treatment stop": ["stop": "on"],
  ]
}
