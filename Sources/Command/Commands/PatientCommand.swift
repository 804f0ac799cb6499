import ArgumentParser
import Clinic
import Outcomes
import Reporting

struct PatientCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "patient", abstract: "The patient register.",
    subcommands: [Add.self, Edit.self, Show.self, List.self, Merge.self, Unmerge.self])

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "add",
      abstract: "Register a patient.",
      discussion: """
        Example:
          recheck patient add P0042 --family Silva --given Vera \\
            --born 1961-04-02 --sex female
        """
    )
    @OptionGroup var clinic: ClinicOptions
    @OptionGroup var author: AuthorOption
    @Argument(help: "The clinic's own identifier; text, leading zeros stay.") var patient:
      Patient.ID
    @Option(name: [.customLong("family"), .customLong("family-name")], help: "Family name.")
    var family: String
    @Option(name: [.customLong("given"), .customLong("given-name")], help: "Given name.")
    var given: String
    @Option(
      name: [.customLong("born"), .customLong("birth-date")],
      help: "Birth date, yyyy-mm-dd; yyyy-mm or yyyy where no more is known.",
      transform: Typed.partialDay)
    var born: PartialDay?
    @Option(help: "female, male or other.") var sex: Sex?
    @Option(help: "The physician who is responsible, as the account is called.")
    var physician: String?
    @ArgumentParser.Flag(
      help: "Register even though somebody alike, by name and date of birth, is registered.")
    var evenIfSimilar = false

    func run() throws {
      let desk = try clinic.desk(.writing, by: author.by)
      var person = Patient(
        id: patient, familyName: family, givenName: given, birthDate: nil, sex: sex,
        physician: physician)
      person.bornGiven = born
      try desk.register(person, evenIfSimilar: evenIfSimilar)
      try Output.report("Registered \(patient).")
    }
  }

  struct Edit: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "edit",
      abstract: "Correct a patient's particulars; the earlier ones stay in the history.",
      discussion: """
        Examples:
          recheck patient edit P0042 --born 1961-04-20 --reason "misread"
          recheck patient edit P0042 --no-born --reason "another patient's date"
        """)
    @OptionGroup var clinic: ClinicOptions
    @OptionGroup var author: AuthorOption
    @Argument(help: PatientHelp.text) var patient: PatientName
    @Option(name: [.customLong("family"), .customLong("family-name")], help: "Family name.")
    var family: String?
    @Option(name: [.customLong("given"), .customLong("given-name")], help: "Given name.")
    var given: String?
    @Option(
      name: [.customLong("born"), .customLong("birth-date")],
      help: "Birth date, yyyy-mm-dd; yyyy-mm or yyyy where no more is known.",
      transform: Typed.partialDay)
    var born: PartialDay?
    @ArgumentParser.Flag(help: "The birth date is not known: what is recorded is taken away.")
    var noBorn = false
    @Option(help: "female, male or other.") var sex: Sex?
    @ArgumentParser.Flag(help: "The sex is not known: what is recorded is taken away.")
    var noSex = false
    @Option(help: "The physician who is responsible, as the account is called.")
    var physician: String?
    @ArgumentParser.Flag(help: "Nobody is responsible: who is recorded is taken away.")
    var noPhysician = false
    @OptionGroup var seen: SeenOption
    @Option(help: "Why.") var reason: String

    func validate() throws {
      if noBorn, born != nil {
        throw ValidationError("--born and --no-born exclude each other: give one of them.")
      }
      if noSex, sex != nil {
        throw ValidationError("--sex and --no-sex exclude each other: give one of them.")
      }
      if noPhysician, physician != nil {
        throw ValidationError(
          "--physician and --no-physician exclude each other: give one of them.")
      }
    }

    func run() throws {
      let (desk, patient) = try clinic.desk(.existing, about: patient, needs: .all, by: author.by)
      let version = try seen.seen ?? desk.particulars(of: patient, seen: nil).now.version
      try desk.edit(patient, seen: version, reason: reason) { patient in
        if let family { patient.familyName = family }
        if let given { patient.givenName = given }
        if let born { patient.bornGiven = born }
        if noBorn { patient.bornGiven = nil }
        if let sex { patient.sex = sex }
        if noSex { patient.sex = nil }
        if let physician { patient.physician = physician }
        if noPhysician { patient.physician = nil }
      }
      try Output.report("Changed \(patient).")
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "What is recorded about a patient.",
      discussion: """
        Example:
          recheck patient show P0042
        """)
    @OptionGroup var clinic: ClinicOptions
    @OptionGroup var output: OutputOption
    @Argument(help: PatientHelp.text) var patient: PatientName

    func run() throws {
      let (desk, patient) = try clinic.desk(.reading, about: patient)
      let width = output.output == nil ? Output.width : TextTable.usualWidth
      try Output.print(
        try desk.patientCard(patient, width: width, look: Look.ofTables(in: output.output)),
        to: output.output)
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "The register, or those whose identifier or name contains a text.",
      discussion: """
        Example:
          recheck patient list silva
        """)
    @OptionGroup var clinic: ClinicOptions
    @OptionGroup var format: FormatOption
    @OptionGroup var output: OutputOption
    @Argument(help: "Part of an identifier or name.") var search: String = ""

    func run() throws {
      try Draw.table(
        try clinic.desk(.reading).patientTable(matching: search), format.format, output.output,
        none: "No patient matches.")
    }
  }

  struct Merge: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "merge",
      abstract: "Put the records of a patient who was registered twice together; can be undone.",
      discussion: """
        Example:
          recheck patient merge P0107 --into P0042 --reason "registered twice"
        """)
    @OptionGroup var clinic: ClinicOptions
    @OptionGroup var author: AuthorOption
    @Argument(help: "The patient whose identifier is given up.") var patient: PatientName
    @Option(help: "The patient who stays.") var into: PatientName
    @Option(help: "Why.") var reason: String

    func run() throws {
      let (desk, patient) = try clinic.desk(.existing, about: patient, needs: .all, by: author.by)
      let into = try into.find(at: desk)
      let version = { try desk.version(ofParticulars: $0) }
      try desk.merge(
        patient, seen: version(patient), into: into, seen: version(into), reason: reason)
      try Output.report(
        "\(patient) now belongs to \(into). To undo: recheck patient unmerge \(patient) --reason TEXT"
      )
    }
  }

  struct Unmerge: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "unmerge",
      abstract: "Undo a merge.",
      discussion: """
        Example:
          recheck patient unmerge P0107 --reason "two persons after all"
        """)
    @OptionGroup var clinic: ClinicOptions
    @OptionGroup var author: AuthorOption
    @Argument(help: PatientHelp.text) var patient: PatientName
    @Option(help: "Why.") var reason: String

    func run() throws {
      let (desk, patient) = try clinic.desk(.existing, about: patient, needs: .all, by: author.by)
      try desk.unmerge(patient, reason: reason)
      try Output.report("\(patient) is a patient of its own again.")
    }
  }
}
