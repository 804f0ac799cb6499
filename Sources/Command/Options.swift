import ArgumentParser
import Clinic
import Foundation
import Outcomes

/// What every command that opens the clinic file takes.
struct ClinicOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The clinic's file; otherwise $RECHECK_CLINIC, else recheck/clinic.sqlite in your data folder.",
      valueName: "file"))
  var clinic: String?

  @Option(help: ArgumentHelp("Judge as if today were that day.", valueName: "yyyy-mm-dd"))
  var asOf: Day?

  @OptionGroup var definitions: DefinitionOptions

  func desk(
    _ purpose: Desk.Purpose, needs: Desk.Needs = .all, by author: String? = nil
  ) throws -> Desk {
    try Desk.open(
      clinic: clinic ?? Self.defaultClinic, definitions: definitions.definitions, needs: needs,
      for: purpose,
      today: .today, asOf: asOf ?? .today, author: author ?? Self.userName)
  }

  static var defaultClinic: String {
    let environment = ProcessInfo.processInfo.environment
    if let file = environment["RECHECK_CLINIC"], !file.isEmpty { return file }
    let data =
      environment["XDG_DATA_HOME"].flatMap { $0.isEmpty ? nil : $0 }
      ?? (environment["HOME"] ?? ".") + "/.local/share"
    return data + "/recheck/clinic.sqlite"
  }

  static var userName: String {
    let environment = ProcessInfo.processInfo.environment
    return environment["RECHECK_AUTHOR"] ?? environment["USER"] ?? "unknown"
  }
}

struct DefinitionOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A folder with more definitions; one with a shipped id replaces it, visibly.",
      valueName: "dir"))
  var definitions: String?
}

/// Who asserts what is written.
struct AuthorOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Who enters this; otherwise $RECHECK_AUTHOR or the account's name.", valueName: "name"))
  var by: String?
}

/// Which version of a fact a change is made from.
///
/// Without it the command works from what stands when it runs.
struct SeenOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The version that 'patient show' showed: refused where somebody changed it since.",
      valueName: "version"))
  var seen: Int?
}

struct OutputOption: ParsableArguments {
  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("Write there in place of standard output.", valueName: "file"))
  var output: String?
}

enum Format: String, ExpressibleByArgument, CaseIterable { case text, csv, json }

struct FormatOption: ParsableArguments {
  @Option(help: "text is for people; csv and json are stable.")
  var format: Format = .text
}

extension Day: ExpressibleByArgument {
  public init?(argument: String) { self.init(iso: argument.withoutOuterBlanks) }
}

/// `2026-03-12`, `2026-03` or `2026`.
extension PartialDay: ExpressibleByArgument {
  public init?(argument: String) { self.init(iso: argument.withoutOuterBlanks) }
}

extension Day {
  /// The calendar day here and now.
  static var today: Day { local(at: Date()) }

  /// The calendar day of an instant, where this machine is.
  static func local(at instant: Date) -> Day {
    var now = time_t(instant.timeIntervalSince1970)
    var parts = tm()
    localtime_r(&now, &parts)
    return Day(
      year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday))
      ?? Day(number: Int(now) / 86_400)
  }
}

extension Identifier: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}
extension Sex: ExpressibleByArgument {
  public init?(argument: String) { self.init(rawValue: argument.withoutOuterBlanks) }
}
extension TreatmentCourse.Intent: ExpressibleByArgument {
  public init?(argument: String) { self.init(rawValue: argument.withoutOuterBlanks) }
}
extension TreatmentCourse.StopReason: ExpressibleByArgument {
  public init?(argument: String) { self.init(rawValue: argument.withoutOuterBlanks) }
}
extension Review.Decision: ExpressibleByArgument {}
extension Consideration.State: ExpressibleByArgument {}
extension YesOrNo: ExpressibleByArgument {}
