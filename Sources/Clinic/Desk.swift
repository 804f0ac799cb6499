import Measures
package import Outcomes
package import Registry

/// What a person at the clinic works with: the clinic file, the definitions, a day and a name.
///
/// Every thing a person does is one function here; the command line and the web app call the same.
package struct Desk: Sendable {
  package enum Purpose: Sendable {
    case reading
    /// Reads after one line in the trail: see ``Desk/leaveTrace(_:of:about:)``.
    case looking
    /// Reads for long; each change takes its turn for a moment, so that others write meanwhile.
    case exporting
    /// The same; while another process writes, or where nobody may, the file is open for reading alone:
    /// see ``Desk/takesNotes``.
    case noting
    /// Creates the clinic file if there is none. Beside a server each change waits for its turn.
    case writing
    /// As writing, by this process alone until it ends.
    case serving
    /// As writing, with a file that is there.
    case existing
  }

  /// Which definitions a command works with.
  package enum Needs: Sendable {
    case all
    /// Those of what is recorded of any patient.
    case recorded
    /// Those that the record of a patient names, who is called so (``Desk/patientID(called:)``).
    case patient(called: String)
    case none
  }

  package let file: ClinicFile
  package let definitions: Definitions
  /// The real day: nothing may be recorded after it.
  package let today: Day
  /// Judge as if today were that day.
  package let asOf: Day
  package let author: String
  /// By which way the person came; nil: nobody said so.
  package var channel: Channel?
  /// The form of the web app that is being taken; nil: none is.
  private let form: FormInHand?

  package var library: Library { definitions.library }

  package init(
    file: ClinicFile, definitions: Definitions, today: Day, asOf: Day, author: String,
    form: FormInHand? = nil
  ) {
    self.file = file
    self.definitions = definitions
    self.today = today
    self.asOf = asOf
    self.author = author
    self.form = form
  }

  /// Opens a clinic file with the shipped definitions and those of a folder.
  ///
  /// - Parameter needs: definitions that are not needed are neither read nor checked, which is most
  ///   of the time of a command on one patient.
  package static func open(
    clinic path: String, definitions folder: String?, needs: Needs = .all,
    for purpose: Purpose, today: Day, asOf: Day, author: String
  ) throws -> Desk {
    let file: ClinicFile
    let definitions: Definitions
    switch needs {
    case .all:
      definitions = try Definitions.load(folder)
      file = try open(path, for: purpose)
    case .recorded:
      file = try open(path, for: purpose)
      let names = try file.read { try $0.recordedNames() }
      definitions = try Definitions.load(
        folder,
        only: DefinitionSelection(
          measures: names.measures, diseases: names.diseases, therapies: names.therapies))
    case .none:
      file = try open(path, for: purpose)
      definitions = try Definitions.load(folder, only: DefinitionSelection())
    case .patient(let name):
      file = try open(path, for: purpose)
      let id = try patientID(called: name, in: file)
      let record = try file.read { try $0.record(of: id) }
      definitions = try Definitions.load(
        folder, only: record.map(DefinitionSelection.init(for:)) ?? DefinitionSelection())
    }
    return Desk(file: file, definitions: definitions, today: today, asOf: asOf, author: author)
  }

  private static func open(_ path: String, for purpose: Purpose) throws -> ClinicFile {
    switch purpose {
    case .reading: return try ClinicFile.open(path: path, for: .reading)
    case .existing: return try ClinicFile.open(path: path, for: .writing)
    case .looking: return try ClinicFile.open(path: path, for: .looking)
    case .exporting: return try ClinicFile.open(path: path, for: .takingTurns)
    case .noting:
      do {
        return try ClinicFile.open(path: path, for: .takingTurns, waiting: 500)
      } catch RegistryError.writtenByAnother, RegistryError.notPermitted {
        return try ClinicFile.open(path: path, for: .reading)
      }
    case .writing, .serving:
      do {
        return try ClinicFile.open(path: path, for: purpose == .serving ? .alone : .writing)
      } catch RegistryError.noFile {
        try ClinicFolder.make(for: path)
        return try ClinicFile.create(path: path)
      }
    }
  }

  /// The same desk for another person or day.
  package func with(
    author: String? = nil, asOf: Day? = nil, today: Day? = nil, channel: Channel? = nil,
    form: FormInHand? = nil
  ) -> Desk {
    var desk = Desk(
      file: file, definitions: definitions, today: today ?? self.today, asOf: asOf ?? self.asOf,
      author: author ?? self.author, form: form ?? self.form)
    desk.channel = channel ?? self.channel
    return desk
  }

  package func by(reason: String = "") -> Signature {
    Signature(author: author, reason: reason, instant: .now, channel: channel, form: form)
  }

  /// The record of a registered patient, all of it.
  package func record(of patient: Patient.ID) throws -> PatientRecord {
    guard let record = try file.read({ try $0.record(of: patient) }) else {
      throw try unknown(patient)
    }
    return record
  }

  package func patient(_ id: Patient.ID) throws -> Patient {
    guard let patient = try file.read({ try $0.patient(id) }) else { throw try unknown(id) }
    return patient
  }

  /// Everything the record says about a patient at the desk's day.
  ///
  /// - Throws: ``UnsoundRecord`` where the seals of the record do not hold.
  package func judge(_ patient: Patient.ID) throws -> PatientJudgement {
    try checkSeals(of: patient)
    return library.judge(try record(of: patient), asOf: asOf)
  }
}
