import ArgumentParser
import Clinic
import Outcomes

struct RecordCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "record",
    abstract: "Record one score; asks item by item on a terminal when no values are given.",
    discussion: """
      Examples:
        recheck record P0042 mg-adl
        recheck record P0042 incat --date 2026-02-03 arms=2 legs=3
        recheck record P0042 grip-vigorimeter --variant hand=right value=46
        recheck record P0042 mg-adl --date 2025-11-03 total=9

      A missing answer is given its reason: not-done, unable, refused or not-applicable. \
      A total that is known without its items, from a letter, is recorded as such.
      """)
  @OptionGroup var clinic: ClinicOptions
  @OptionGroup var author: AuthorOption
  @Argument(help: PatientHelp.text) var patient: PatientName
  @Argument(help: "See: recheck measures list") var measure: MeasureName
  @Argument(help: "Answers as ITEM=VALUE.") var answers: [String] = []
  @Option(help: "Day of the visit; today otherwise.", transform: Typed.day) var date: Day?
  @Option(help: "Such as hand=right.") var variant: String = ""
  @Option(help: "Who rated.") var rater: String = ""
  @Option(help: "A remark.") var note: String = ""
  @ArgumentParser.Flag(help: "Save although the step since the last score is unusually large.")
  var confirm = false

  func validate() throws {
    if answers.isEmpty, !Output.isInteractive {
      throw ValidationError("Give answers as ITEM=VALUE, or run this on a terminal to be asked.")
    }
    _ = try Pairs.read(answers)
  }

  func run() throws {
    let (desk, patient) = try clinic.desk(.existing, about: patient, needs: .all, by: author.by)
    let measure = try measure.find(in: desk.definitions)
    let day = date ?? desk.asOf
    var variant = variant
    var pairs = try Pairs.read(answers)
    let asking = pairs.isEmpty
    if asking {
      var questions = try Questions(
        desk: desk, patient: patient, measure: measure, day: day, variant: variant)
      guard let answered = try questions.ask() else {
        Output.complain("Nothing was saved.")
        return
      }
      pairs = answered.pairs
      variant = answered.variant
    }
    let prepared = try desk.prepareScore(
      patient, measure, day: day, variant: variant, pairs: pairs, rater: rater, note: note)
    if asking {
      Output.complain(prepared.summary)
      for question in prepared.questions { Output.complain(question) }
      guard Questions.confirms("Save?") else {
        Output.complain("Nothing was saved.")
        return
      }
    } else if !confirm, let question = prepared.questions.first {
      throw Unconfirmed(question: question)
    }
    let number = try desk.record(prepared)
    try Output.report("\(prepared.summary)\nSaved as score \(number).")
  }
}

struct CorrectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "correct",
    abstract: "Correct a recorded score; the earlier value stays in the history.",
    discussion: """
      Examples:
        recheck correct 1042 legs=3 --reason "read from the wrong line"
        recheck correct 1042 --withdraw --reason "entered for the wrong patient"

      The number of a score stands in: recheck patient show P0042
      """)
  @OptionGroup var clinic: ClinicOptions
  @OptionGroup var author: AuthorOption
  @Argument(help: "Number of the score.", transform: Typed.number("the number of a score", from: 1))
  var score: Int
  @Argument(help: "The answers that change, as ITEM=VALUE.") var answers: [String] = []
  @Option(help: "The right day of the visit, if that was wrong.", transform: Typed.day)
  var date: Day?
  @ArgumentParser.Flag(help: "Take the score back: it was entered in error and counts no more.")
  var withdraw = false
  @OptionGroup var seen: SeenOption
  @Option(help: "Why.") var reason: String

  func validate() throws {
    if withdraw, !answers.isEmpty || date != nil {
      throw ValidationError("--withdraw takes the whole score back: give no answers and no --date.")
    }
    _ = try Pairs.read(answers)
  }

  func run() throws {
    let desk = try clinic.desk(.existing, by: author.by)
    let version = try seen.seen ?? desk.score(score, seen: nil).version
    if withdraw {
      return try Output.report(try desk.withdrawScore(score, seen: version, reason: reason))
    }
    let summary = try desk.correctScore(
      score, seen: version, pairs: try Pairs.read(answers), day: date, reason: reason)
    try Output.report(summary)
  }
}

/// `ITEM=VALUE` arguments.
enum Pairs {
  static func read(_ arguments: [String]) throws -> [(item: String, value: String)] {
    try arguments.map { argument in
      guard let sign = argument.firstIndex(of: "="), sign != argument.startIndex else {
        throw ValidationError(
          "'\(argument)': answers are written ITEM=VALUE, such as arms=2 or value=46.")
      }
      let (item, value) = (argument[..<sign], argument[argument.index(after: sign)...])
      let parts = value.split(separator: ",", omittingEmptySubsequences: false)
      if parts.count == 2, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isWholeNumber) }) {
        throw ValidationError(
          "'\(argument)': the decimal sign is a point. Write \(item)=\(parts[0]).\(parts[1]).")
      }
      return (String(item), String(value))
    }
  }
}

/// An unusual value that nobody confirmed.
struct Unconfirmed: PlainRefusal {
  let question: String
  var message: String { "\(question) Nothing was saved. Add --confirm to save it as it is." }
}
