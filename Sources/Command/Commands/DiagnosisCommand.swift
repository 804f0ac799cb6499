import ArgumentParser
import Clinic
import Outcomes

struct DiagnosisCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diagnosis", abstract: "Diagnoses of a patient.",
    subcommands: [Add.self, Revise.self, End.self, Withdraw.self])

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "add",
      abstract: "Add a diagnosis.",
      discussion: """
        Example:
          recheck diagnosis add P0042 cidp --on 2025-03-01 --onset 2024

        A day may be known to the month or the year alone. What no list has is 'other', with --name.
        """)
    @OptionGroup var clinic: ClinicOptions
    @OptionGroup var author: AuthorOption
    @Argument(help: PatientHelp.text) var patient: PatientName
    @Argument(help: "See: recheck measures list --kind diseases") var disease: DiseaseName
    @Option(help: "With 'other': what it is.") var name: String?
    @Option(
      name: [.customLong("on"), .customLong("diagnosed-on")],
      help: "Day of the diagnosis, yyyy-mm-dd; yyyy-mm or yyyy where no more is known.",
      transform: Typed.partialDay)
    var on: PartialDay?
    @ArgumentParser.Flag(help: "The day of the diagnosis is not known.") var undated = false
    @Option(
      name: [.customLong("onset"), .customLong("onset-on")],
      help: "Day of the first symptoms, as the day of the diagnosis.", transform: Typed.partialDay)
    var onset: PartialDay?
    @Option(help: "A remark.") var note: String = ""

    func validate() throws {
      if undated == (on != nil) {
        throw ValidationError(
          "Give the day of the diagnosis with --on, or --undated where it is not known.")
      }
    }

    func run() throws {
      let (desk, patient) = try clinic.desk(.existing, about: patient, needs: .all, by: author.by)
      let disease = try disease.find(in: desk.definitions)
      var diagnosis = Diagnosis(
        disease: disease, otherName: name, diagnosedOn: desk.today, note: note)
      diagnosis.diagnosedGiven = on ?? .unknown
      diagnosis.onsetGiven = onset
      try desk.addDiagnosis(diagnosis, to: patient)
      try Output.report("Recorded \(disease) for \(patient).")
    }
  }

  struct Revise: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "revise",
      abstract: "Replace a diagnosis by another one; the earlier one stays in the history.",
      discussion: """
        Example:
          recheck diagnosis revise P0042 cidp --to autoimmune-nodopathy \\
            --on 2026-02-01 --reason "anti-NF155"
        """)
    @OptionGroup var clinic: ClinicOptions
    @OptionGroup var author: AuthorOption
    @Argument(help: PatientHelp.text) var patient: PatientName
    @Argument(help: "The diagnosis that ends.") var disease: DiseaseName
    @Option(help: "The diagnosis that follows it.") var to: DiseaseName
    @Option(help: "With 'other': what it is.") var name: String?
    @Option(help: "Day of the revision, yyyy-mm-dd.", transform: Typed.day) var on: Day
    @OptionGroup var seen: SeenOption
    @Option(help: "Why.") var reason: String

    func run() throws {
      let (desk, patient) = try clinic.desk(.existing, about: patient, needs: .all, by: author.by)
      let disease = try disease.find(in: desk.definitions)
      let to = try to.find(in: desk.definitions)
      let found = try desk.diagnosis(disease, of: patient, onlyRunning: true, seen: seen.seen)
      try desk.reviseDiagnosis(
        found.number, of: patient, seen: seen.seen ?? found.version, to: to, named: name, on: on,
        reason: reason)
      try Output.report("\(patient): \(disease) until \(on), \(to) from then on.")
    }
  }

  struct End: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "end",
      abstract: "End a diagnosis.",
      discussion: """
        Example:
          recheck diagnosis end P0042 cidp --on 2026-02-01 --reason "not confirmed"
        """)
    @OptionGroup var clinic: ClinicOptions
    @OptionGroup var author: AuthorOption
    @Argument(help: PatientHelp.text) var patient: PatientName
    @Argument(help: "See: recheck measures list --kind diseases") var disease: DiseaseName
    @Option(
      name: [.customLong("on"), .customLong("ended-on")], help: "Last day, yyyy-mm-dd.",
      transform: Typed.day)
    var on: Day
    @OptionGroup var seen: SeenOption
    @Option(help: "Why.") var reason: String

    func run() throws {
      let (desk, patient) = try clinic.desk(.existing, about: patient, needs: .all, by: author.by)
      let disease = try disease.find(in: desk.definitions)
      let found = try desk.diagnosis(disease, of: patient, onlyRunning: true, seen: seen.seen)
      try desk.endDiagnosis(
        found.number, of: patient, seen: seen.seen ?? found.version, on: on, reason: reason)
      try Output.report("\(patient): \(disease) ended on \(on).")
    }
  }
}

extension DiagnosisCommand {
  struct Withdraw: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "withdraw",
      abstract: "Take back a diagnosis that was entered in error; it stays in the history.",
      discussion: """
        Example:
          recheck diagnosis withdraw P0042 mg --reason "entered for the wrong patient"
        """)
    @OptionGroup var clinic: ClinicOptions
    @OptionGroup var author: AuthorOption
    @Argument(help: PatientHelp.text) var patient: PatientName
    @Argument(help: "See: recheck measures list --kind diseases") var disease: DiseaseName
    @Option(
      name: [.customLong("on"), .customLong("diagnosed-on")],
      help: "Which one, by the day it was made; the latest otherwise.", transform: Typed.day)
    var on: Day?
    @OptionGroup var seen: SeenOption
    @Option(help: "Why.") var reason: String

    func run() throws {
      let (desk, patient) = try clinic.desk(.existing, about: patient, needs: .all, by: author.by)
      let disease = try disease.find(in: desk.definitions)
      let found = try desk.diagnosis(
        disease, of: patient, madeOn: on, onlyRunning: false, seen: seen.seen)
      try desk.withdraw(
        .diagnosis, found.number, of: patient, seen: seen.seen ?? found.version, reason: reason)
      try Output.report("Withdrew \(disease) of \(patient). It stays in the history.")
    }
  }
}
