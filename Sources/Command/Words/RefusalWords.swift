import Clinic
import Exchange
import Outcomes
import Registry
import Reporting

/// What the terminal says to a refusal: place, what was found, what is allowed, what to do.
enum RefusalWords {
  /// nil: no refusal of ours.
  static func text(_ error: any Error) -> String? {
    if let refusal = error as? DeskRefusal { return text(refusal) }
    if let refusal = error as? RegistryError { return RegistryErrorWords.text(refusal) }
    if let refusal = error as? ImportRefusal { return refusal.text(WayWords.text) }
    if let refusal = error as? MappedRefusal { return refusal.text(WayWords.text) }
    if let refusal = error as? RecordsRefusal { return refusal.text(WayWords.text) }
    return (error as? any PlainRefusal)?.message
  }

  static func text(_ refusal: DeskRefusal) -> String {
    switch refusal {
    case .unknownPatient(let id, let near):
      "No patient is registered as '\(id)'.\(hint(near)) 'recheck patient list' shows all of them."
    case .severalPatients(let text, let patients, let isWhole): several(patients, text, isWhole)
    case .severalDefinitions(let text, let ids):
      "'\(text)' may be \(ids.joined(separator: ", ")). Give one of these ids."
    case .unknownMeasure(let id, let near):
      "No measure has the id or name '\(id)'.\(hint(near)) 'recheck measures list' shows all of them."
    case .unknownDisease(let id, let near):
      "No disease has the id or name '\(id)'.\(hint(near)) 'recheck measures list --kind diseases' shows all of them."
    case .unknownTherapy(let id, let near):
      "No therapy has the id or name '\(id)'.\(hint(near)) 'recheck measures list --kind therapies' shows all of them."
    case .unknownScore(let number):
      "No score has the number \(number). 'recheck patient show PATIENT' shows the numbers of a patient's scores."
    case .patientExists(let id):
      "A patient is registered as '\(id)' already. Choose another identifier, or change that patient with 'recheck patient edit'."
    case .emptyText(let text): "\(name(text)) is needed and was left empty."
    case .diagnosisExists(let patient, let disease, let day):
      "\(patient) has the diagnosis \(disease) of \(day) already."
    case .noSuchDiagnosis(let patient, let disease):
      "\(patient) has no running diagnosis \(disease). 'recheck patient show \(patient)' shows the diagnoses."
    case .noDiagnosis(let patient):
      "\(patient) has no diagnosis yet that could be re-evaluated. Add one with 'recheck diagnosis add'."
    case .unknownRow(let patient, let row, let near):
      "The re-evaluation of \(patient) has no row '\(row)'.\(hint(near)) 'recheck reconsider \(patient)' shows all of them; --new adds a row of your own."
    case .courseExists(let patient, let therapy, let day):
      "\(patient) has a course of \(therapy) from \(day) already. Change it with 'recheck treatment change'."
    case .noSuchCourse(let patient, let therapy, let day):
      "\(patient) has no \(day == nil ? "such " : "")course of \(therapy)\(day.map { " from \($0)" } ?? "")."
        + " 'recheck patient show \(patient)' shows the courses."
    case .courseStopped(_, let therapy, let day, _):
      "This course of \(therapy) was stopped on \(day) already. Correct that with 'recheck treatment change'."
    case .scoreExists(let patient, let measure, let day, let variant, let number):
      "\(measure)\(variant.isEmpty ? "" : " (\(variant))") of \(patient) on \(day) is recorded as score \(number) already."
        + " Change it with 'recheck correct \(number)', which keeps the earlier value."
    case .nothingChanges: "Nothing was changed: give at least one new value."
    case .mergeRegrades(let patient, let survivor, let measure, let day):
      "The \(measure) of \(patient) on \(day) is graded by sex, and \(survivor) is registered with"
        + " another sex. Correct one of the two with 'recheck patient edit', then merge."
    case .noOpenFlag(let patient, let kind):
      "\(patient) has no open flag\(kind.map { " '\($0)'" } ?? ""). 'recheck review show \(patient)' shows what there is."
    case .noClosedFlag(let patient, let kind):
      "\(patient) has no closed flag\(kind.map { " '\($0)'" } ?? ""). 'recheck review show \(patient)' shows what there is."
    case .noSuchFlag(let patient, let kind):
      "\(patient) has no flag\(kind.map { " '\($0)'" } ?? ""). 'recheck review show \(patient)' shows what there is."
    case .severalFlags(_, let flags):
      "Several flags are meant: \(flags.map(\.name).joined(separator: ", "))."
        + " Say which one with --flag, and with --therapy and --start where several are of one kind."
    case .visitChanged(let patient, let day):
      "What is recorded of \(patient) on \(day) has changed meanwhile, so nothing was done."
    case .noSuchVisit(let patient, let day):
      "No visit of \(patient) on \(day) is recorded. 'recheck patient show \(patient)' shows the days of the scores."
    case .visitStands(let patient, let day, let measure, let variant, let number):
      "Another visit of \(patient) stands on \(day): \(measure)\(variant.isEmpty ? "" : " (\(variant))") is recorded there as score \(number)."
        + " Nothing was moved. Correct or withdraw that one first, with 'recheck correct \(number)'."
    case .visitNoted(let patient, let day):
      "Another visit of \(patient) stands on \(day): a note is recorded there. Nothing was moved."
        + " 'recheck visit show \(patient) \(day)' shows it."
    case .noSuchDecision(let patient, let number):
      "\(patient) has no decision \(number). 'recheck review show \(patient)' shows the decisions with their numbers."
    case .noneDeferred(let refused): none(refused)
    case .measureNeeded: "items-wide has a column for each item of one measure: add --measure ID."
    case .noValueTable(let id): "\(id) is not compared by a value that comes from a table."
    case .fileExists(let file): "\(file) exists already. Give another name, or remove it first."
    case .badTable(let file, let row, let value):
      "\(file), row \(row): found '\(value)': two numbers are needed, the raw score and its value, each raw score once."
    case .noSuchFile(let file): "\(file): there is no such folder. Check the name."
    case .noSuchDefinition(let id, let near):
      "No measure, disease or therapy has the id or name '\(id)'.\(hint(near))"
    case .faultyDefinitions(let faults):
      faults.joined(separator: "\n")
        + "\n\(faults.count) \(faults.count == 1 ? "fault" : "faults") found. Nothing of the folder is used."
    case .unknownFact(let kind, let number):
      "The patient has no \(kind.rawValue) of the number \(number)."
    case .noSuchVersion(let seen, let now):
      "There is no version \(seen) of it: it stands as version \(now). Look at it again, then repeat the change."
    case .changedMeanwhile(let meanwhile): MeanwhileWords.text(meanwhile)
    case .faults(let faults): faults.map(sentence).joined(separator: "\n")
    case .alike(let id, let others):
      "'\(id)' was not registered. \(others.lines.joined(separator: "\n"))"
        + "\nIf this is another person, add --even-if-similar. If not, use the identifier above."
    }
  }

  /// The candidates with what tells them apart.
  private static func several(_ patients: [Patient], _ text: String, _ isWhole: Bool) -> String {
    let most = 10
    let counted = Wording.counted(patients.count, "patient")
    let more = patients.count > most ? ["  and \(patients.count - most) more"] : []
    let heading =
      isWhole
      ? "\(counted) may be meant by '\(text)':"
      : "'\(text)' is nobody's identifier or whole name. It begins that of \(counted):"
    var lines = [heading]
    for patient in patients[..<min(most, patients.count)] { lines.append("  \(patient.line)") }
    lines += more + ["Give the identifier of the one that is meant."]
    return lines.joined(separator: "\n")
  }

  private static func hint(_ near: String?) -> String {
    near.map { " Did you mean '\($0)'?" } ?? ""
  }

  private static func name(_ text: DeskRefusal.NeededText) -> String {
    switch text {
    case .identifier: "An identifier"
    case .familyName: "A family name"
    case .reason: "A reason"
    case .note: "A note"
    case .physician: "A physician's name"
    case .source: "A source"
    }
  }

  /// A fault of what was typed, with the option that gives what is missing.
  private static func sentence(_ fault: RecordFault) -> String {
    guard case .neededWith = fault.kind else { return fault.sentence }
    let options: [RecordFault.Field: String] = [.revisedTo: "--to", .deferredUntil: "--until"]
    return fault.sentence + (options[fault.field].map { " Give it with \($0)." } ?? "")
  }

  /// Why flags were not deferred together: a line for each patient.
  private static func none(_ refused: [RefusedDeferral]) -> String {
    let lines = refused.flatMap { one -> [String] in
      let texts =
        if case .changedMeanwhile(let meanwhile) = one.reason {
          MeanwhileWords.lines(meanwhile)
            + ["'recheck review show \(one.patient.id)' shows the evidence as it stands now."]
        } else {
          [text(one.reason)]
        }
      return ["\(one.patient.id), \(one.patient.listName):"] + texts.map { "  " + $0 }
    }
    return (lines + ["None of the flags was deferred."]).joined(separator: "\n")
  }
}
