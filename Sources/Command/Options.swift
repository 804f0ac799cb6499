import ArgumentParser
import Clinic
import Foundation
import Outcomes
import Registry

/// What every command that opens the clinic file takes.
struct ClinicOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The clinic's file; otherwise $RECHECK_CLINIC, else recheck/clinic.sqlite in your data folder.",
      valueName: "file"), completion: .file())
  var clinic: String?

  @Option(
    help: ArgumentHelp("Judge as if today were that day.", valueName: "yyyy-mm-dd"),
    transform: Typed.day)
  var asOf: Day?

  @OptionGroup var definitions: DefinitionOptions

  func validate() throws { try clinic.map { try Given.file($0, "the clinic's file") } }

  func desk(
    _ purpose: Desk.Purpose, needs: Desk.Needs = .all, by author: String? = nil
  ) throws -> Desk {
    let desk = try open(purpose, needs: needs, by: author)
    try Trace.leave(at: desk, about: nil)
    return desk
  }

  private func open(
    _ purpose: Desk.Purpose, needs: Desk.Needs, by author: String?
  ) throws -> Desk {
    var desk = try Desk.open(
      clinic: clinic ?? Self.defaultClinic, definitions: definitions.definitions, needs: needs,
      for: purpose == .reading && Trace.isToLeave ? .looking : purpose,
      today: .today, asOf: asOf ?? .today, author: author ?? Self.userName)
    desk.channel = Self.channel
    if let oddity = desk.file.clockOddity { Output.complain(ClockWords.text(oddity)) }
    return desk
  }

  /// The desk, and who is meant.
  ///
  /// - Parameter needs: nil: the definitions that the patient's record names.
  func desk(
    _ purpose: Desk.Purpose, about patient: PatientName, needs: Desk.Needs? = nil,
    by author: String? = nil
  ) throws -> (desk: Desk, patient: Patient.ID) {
    let desk = try open(purpose, needs: needs ?? .patient(called: patient.text), by: author)
    let id = try patient.find(at: desk)
    try Trace.leave(at: desk, about: id)
    return (desk, id)
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
    return environment["RECHECK_AUTHOR"] ?? environment["USER"] ?? systemUser
  }

  /// As the system calls who runs the program, whatever the environment says.
  static var systemUser: String {
    getpwuid(getuid()).map { String(cString: $0.pointee.pw_name) } ?? "\(getuid())"
  }

  static var channel: Channel { .commandLine(user: systemUser) }
}

struct DefinitionOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A folder with more definitions; one with a shipped id replaces it, visibly.",
      valueName: "dir"), completion: .directory)
  var definitions: String?
}

struct SettingsOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A file of settings, NAME = VALUE a line; the environment and options go before it.",
      valueName: "file"), completion: .file())
  var settings: String?

  func validate() throws { try settings.map { try Given.file($0, "the file of settings") } }
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
    parsing: .unconditional,
    help: ArgumentHelp(
      "The version that 'patient show' showed: refused where somebody changed it since.",
      valueName: "version"), transform: Typed.number("a version", from: 1))
  var seen: Int?
}

struct OutputOption: ParsableArguments {
  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("Write there in place of standard output.", valueName: "file"),
    completion: .file())
  var output: String?

  func validate() throws { try output.map { try Given.file($0, "the file to write") } }
}

enum Format: String, CaseIterable { case text, csv, json }

struct FormatOption: ParsableArguments {
  @Option(help: "text is for people; csv and json are stable.")
  var format: Format = .text
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
