import ArgumentParser
import Clinic
import Outcomes
import Reporting

struct TreatmentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "treatment", abstract: "Courses of treatment of a patient.",
    subcommands: [Start.self, Change.self, Stop.self, Withdraw.self])

  struct Start: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "start",
      abstract: "Start a course.",
      discussion: """
        Example:
          recheck treatment start P0042 ivig --on 2026-01-12 \\
            --dose 2 --unit g/kg --every 21
        """
    )
    @OptionGroup var clinic: ClinicOptions
    @OptionGroup var author: AuthorOption
    @OptionGroup var regimen: Regimen
    @Argument(help: PatientHelp.text) var patient: PatientName
    @Argument(help: "See: recheck measures list --kind therapies") var therapy: TherapyName
    @Option(help: "With 'other-immunotherapy': what it is.") var name: String?
    @Option(
      name: [.customLong("on"), .customLong("start")],
      help: "Day of the first dose, yyyy-mm-dd; yyyy-mm or yyyy where no more is known.",
      transform: Typed.partialDay)
    var on: PartialDay
    @Option(help: "induction, maintenance, bridge or symptomatic.")
    var intent: TreatmentCourse.Intent = .induction

    func run() throws {
      let typed = try regimen.typed()
      let (desk, patient) = try clinic.desk(.existing, about: patient, needs: .all, by: author.by)
      let therapy = try therapy.find(in: desk.definitions)
      var course = TreatmentCourse(
        therapy: therapy, otherName: name, start: desk.today, intent: intent, dose: typed.dose,
        unit: regimen.unit ?? "", intervalDays: typed.intervalDays, note: regimen.note ?? "")
      course.startGiven = on
      try desk.startTreatment(course, of: patient)
      let notYet = TreatmentText.notYet(course, asOf: desk.today).map { "\n" + $0 } ?? ""
      try Output.report("Started \(therapy) for \(patient) on \(on.text).\(notYet)")
    }
  }

  struct Change: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "change",
      abstract: "Correct or change a course; the earlier particulars stay in the history.",
      discussion: """
        Example:
          recheck treatment change P0042 ivig --dose 1 --unit g/kg \\
            --reason "maintenance dose"
        """
    )
    @OptionGroup var clinic: ClinicOptions
    @OptionGroup var author: AuthorOption
    @OptionGroup var regimen: Regimen
    @Argument(help: PatientHelp.text) var patient: PatientName
    @Argument(help: "See: recheck measures list --kind therapies") var therapy: TherapyName
    @Option(
      help: "Which course, by its first day; the latest otherwise.", transform: Typed.partialDay)
    var start: PartialDay?
    @Option(help: "The right first day, if that was wrong.", transform: Typed.partialDay)
    var newStart: PartialDay?
    @Option(help: "The right last day, if that was wrong.", transform: Typed.partialDay)
    var newStop: PartialDay?
    @Option(help: "With 'other-immunotherapy': what it is.") var name: String?
    @ArgumentParser.Flag(help: "The course runs: it was stopped in error.") var running = false
    @Option(name: [.customLong("because"), .customLong("stop-reason")], help: BecauseHelp.text)
    var because: TreatmentCourse.StopReason?
    @ArgumentParser.Flag(help: "It is not known why it was stopped.") var noBecause = false
    @Option(help: "induction, maintenance, bridge or symptomatic.")
    var intent: TreatmentCourse.Intent?
    @OptionGroup var seen: SeenOption
    @Option(help: "Why.") var reason: String

    func validate() throws {
      if running, newStop != nil {
        throw ValidationError("--running and --new-stop exclude each other: give one of them.")
      }
      if because != nil, noBecause || running {
        let other = running ? "--running" : "--no-because"
        throw ValidationError("--because and \(other) exclude each other: give one of them.")
      }
    }

    func run() throws {
      let typed = try regimen.typed()
      let (desk, patient) = try clinic.desk(.existing, about: patient, needs: .all, by: author.by)
      let therapy = try therapy.find(in: desk.definitions)
      let found = try desk.treatment(therapy, of: patient, started: start?.latest, seen: seen.seen)
      try desk.changeTreatment(
        found.number, of: patient, seen: seen.seen ?? found.version, reason: reason
      ) { course in
        if let newStart { course.startGiven = newStart }
        if let newStop { course.stopGiven = newStop }
        if running { (course.stopGiven, course.stopReason) = (nil, nil) }
        if let name { course.otherName = name }
        if let because { course.stopReason = because }
        if noBecause { course.stopReason = nil }
        if let intent { course.intent = intent }
        if let dose = typed.dose { course.dose = dose }
        if let unit = regimen.unit { course.unit = unit }
        if let days = typed.intervalDays { course.intervalDays = days }
        if let note = regimen.note { course.note = note }
      }
      try Output.report("Changed \(therapy) of \(patient).")
    }
  }

  struct Stop: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "stop",
      abstract: "Stop a course.",
      discussion: """
        Example:
          recheck treatment stop P0042 ivig --on 2026-05-04 --because no-effect
        """)
    @OptionGroup var clinic: ClinicOptions
    @OptionGroup var author: AuthorOption
    @Argument(help: PatientHelp.text) var patient: PatientName
    @Argument(help: "See: recheck measures list --kind therapies") var therapy: TherapyName
    @Option(
      name: [.customLong("on"), .customLong("stop")],
      help: "Day of the last dose, yyyy-mm-dd; yyyy-mm or yyyy where no more is known.",
      transform: Typed.partialDay)
    var on: PartialDay
    @Option(
      help: "Which course, by its first day; the running one otherwise.",
      transform: Typed.partialDay)
    var start: PartialDay?
    @Option(name: [.customLong("because"), .customLong("stop-reason")], help: BecauseHelp.text)
    var because: TreatmentCourse.StopReason?
    @OptionGroup var seen: SeenOption
    @Option(help: "The reason of the entry, in your own words; with --because it may be left out.")
    var reason: String?

    func validate() throws {
      if because == nil, reason == nil {
        throw ValidationError(
          "Say why it was stopped: --because with one of \(BecauseHelp.words), or --reason in your own words."
        )
      }
    }

    func run() throws {
      let (desk, patient) = try clinic.desk(.existing, about: patient, needs: .all, by: author.by)
      let therapy = try therapy.find(in: desk.definitions)
      let found = try desk.treatment(therapy, of: patient, started: start?.latest, seen: seen.seen)
      try desk.stopTreatment(
        found.number, of: patient, seen: seen.seen ?? found.version, on: on.latest,
        knownTo: on.precision, because: because, reason: reason ?? "")
      let why = because.map { ": \(Wording.stopReason($0))" } ?? ""
      try Output.report("Stopped \(therapy) of \(patient) on \(on.text)\(why).")
    }
  }
}

extension TreatmentCommand {
  struct Withdraw: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "withdraw",
      abstract: "Take back a course that was entered in error; it stays in the history.",
      discussion: """
        Example:
          recheck treatment withdraw P0042 ivig --reason "entered for the wrong patient"
        """
    )
    @OptionGroup var clinic: ClinicOptions
    @OptionGroup var author: AuthorOption
    @Argument(help: PatientHelp.text) var patient: PatientName
    @Argument(help: "See: recheck measures list --kind therapies") var therapy: TherapyName
    @Option(
      help: "Which course, by its first day; the latest otherwise.", transform: Typed.partialDay)
    var start: PartialDay?
    @OptionGroup var seen: SeenOption
    @Option(help: "Why.") var reason: String

    func run() throws {
      let (desk, patient) = try clinic.desk(.existing, about: patient, needs: .all, by: author.by)
      let therapy = try therapy.find(in: desk.definitions)
      let found = try desk.treatment(therapy, of: patient, started: start?.latest, seen: seen.seen)
      try desk.withdraw(
        .course, found.number, of: patient, seen: seen.seen ?? found.version, reason: reason)
      try Output.report("Withdrew \(therapy) of \(patient). It stays in the history.")
    }
  }
}

/// What is said about why a treatment was stopped.
enum BecauseHelp {
  static let words = TreatmentCourse.StopReason.allCases.map(\.rawValue).joined(separator: ", ")
  static let text = ArgumentHelp("Why the treatment was stopped: \(words).")
}

/// Dose and interval of a course.
struct Regimen: ParsableArguments {
  @Option(parsing: .unconditional, help: "A number, such as 2.") var dose: String?
  @Option(help: "Its unit, such as g/kg.") var unit: String?
  @Option(
    name: [.customLong("every"), .customLong("interval-days")], parsing: .unconditional,
    help: "Days between doses.")
  var every: String?
  @Option(help: "A remark.") var note: String?

  func typed() throws -> TypedRegimen { try TypedRegimen(dose: dose, interval: every) }
}
