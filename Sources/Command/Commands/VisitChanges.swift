import ArgumentParser
import Clinic
import Outcomes
import Reporting

extension VisitCommand {
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "Everything that is recorded of a patient on a day.",
      discussion: """
        Example:
          recheck visit show P0042 2026-03-12
        """)
    @OptionGroup var clinic: ClinicOptions
    @OptionGroup var output: OutputOption
    @Argument(help: PatientHelp.text) var patient: PatientName
    @Argument(help: "The day of the visit, yyyy-mm-dd.", transform: Typed.day) var day: Day

    func run() throws {
      let (desk, patient) = try clinic.desk(.reading, about: patient, needs: .all)
      // Before what is shown: a change in between is then refused, never overlooked.
      let seen = try desk.seenUpTo(of: patient)
      let visit = try desk.standingVisit(patient, on: day, seen: nil)
      try Output.print(VisitWords.shown(visit, of: patient, seen: seen), to: output.output)
    }
  }

  struct Withdraw: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "withdraw",
      abstract: "Take back a whole visit that was entered in error; it stays in the history.",
      discussion: """
        Example:
          recheck visit withdraw P0042 2026-03-12 --reason "another patient's"

        All scores of that day and its note are taken back together, or nothing is.
        """)
    @OptionGroup var clinic: ClinicOptions
    @OptionGroup var author: AuthorOption
    @Argument(help: PatientHelp.text) var patient: PatientName
    @Argument(help: "The day of the visit, yyyy-mm-dd.", transform: Typed.day) var day: Day
    @OptionGroup var seen: VisitSeenOption
    @Option(help: "Why.") var reason: String

    func run() throws {
      let (desk, patient) = try clinic.desk(.existing, about: patient, needs: .all, by: author.by)
      let visit = try desk.standingVisit(patient, on: day, seen: seen.seen)
      try desk.withdrawVisit(patient, on: day, seen: visit.seen, reason: reason)
      try Output.report(
        "Visit of \(patient) on \(day) withdrawn: \(VisitWords.parts(visit))."
          + " It counts no more and stays in the history.")
    }
  }

  struct Move: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "move",
      abstract: "Move a whole visit to another day, or to another patient.",
      discussion: """
        Examples:
          recheck visit move P0042 2026-03-12 --to 2026-03-02 --reason "misread"
          recheck visit move P0042 2026-03-12 --to-patient P0107 \\
            --reason "entered for the wrong patient"

        All scores of that day and its note are moved together, or nothing is. Refused where \
        the same is recorded of the new day already. Answers that are graded by sex are graded \
        anew for another patient.
        """)
    @OptionGroup var clinic: ClinicOptions
    @OptionGroup var author: AuthorOption
    @Argument(help: PatientHelp.text) var patient: PatientName
    @Argument(help: "The day under which it is recorded, yyyy-mm-dd.", transform: Typed.day)
    var day: Day
    @Option(help: "The right day, yyyy-mm-dd.", transform: Typed.day) var to: Day?
    @Option(help: "The patient whose visit it was.") var toPatient: PatientName?
    @OptionGroup var seen: VisitSeenOption
    @Option(help: "Why.") var reason: String

    func validate() throws {
      if to == nil, toPatient == nil {
        throw ValidationError(
          "Say where the visit belongs: --to DAY, --to-patient PATIENT or both.")
      }
    }

    func run() throws {
      let (desk, patient) = try clinic.desk(.existing, about: patient, needs: .all, by: author.by)
      let other = try toPatient?.find(at: desk) ?? patient
      let visit = try desk.standingVisit(patient, on: day, seen: seen.seen)
      try desk.moveVisit(
        patient, on: day, to: other, on: to ?? day, seen: visit.seen, reason: reason)
      let place = (other == patient ? "" : "\(other), ") + "\(to ?? day)"
      try Output.report(
        "Visit of \(patient) on \(day) moved to \(place): \(VisitWords.parts(visit)).")
    }
  }
}

/// Up to which entry of the clinic file a visit was seen.
struct VisitSeenOption: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The number that 'visit show' showed: refused where anybody changed the visit since.",
      valueName: "number"), transform: Typed.number("the number of an entry"))
  var seen: Int?
}
