import Clinic
import Exchange
import Outcomes
import Registry
import Reporting

/// What the browser says to a refusal, in plain words; what can be done next is a link beside them
/// (``WayLink``).
struct RefusalWords {
  let library: Library
  /// Now, `2026-03-12T14:03:22Z`: what was done on another day is said with its day.
  let now: String

  /// nil: no refusal of ours, or one whose words tell of the machine.
  func text(_ error: any Error) -> String? {
    if let refusal = error as? DeskRefusal { return text(refusal) }
    if let refusal = error as? RegistryError {
      return RegistryErrorWords(words: self).text(refusal)
    }
    return (error as? any PlainRefusal)?.message
  }

  func text(_ refusal: DeskRefusal) -> String {
    switch refusal {
    case .unknownPatient(let id, let near): "No patient is registered as “\(id)”.\(hint(near))"
    case .severalPatients(let text, _, _): "Several patients may be meant by “\(text)”."
    case .severalDefinitions(let text, let ids):
      "“\(text)” may be \(ids.joined(separator: ", ")). Give one of these ids."
    case .unknownMeasure(let id, let near): "No measure has the id “\(id)”.\(hint(near))"
    case .unknownDisease(let id, let near): "No disease has the id “\(id)”.\(hint(near))"
    case .unknownTherapy(let id, let near): "No therapy has the id “\(id)”.\(hint(near))"
    case .unknownScore(let number): "No score has the number \(number)."
    case .patientExists(let id):
      "A patient is registered as “\(id)” already. Choose another identifier, or find that patient."
    case .emptyText(let text): "\(name(text)) is needed."
    case .diagnosisExists(_, let disease, let day):
      "The diagnosis \(name(disease)) of \(day) is recorded already."
    case .noSuchDiagnosis(_, let disease): "There is no running diagnosis \(name(disease))."
    case .noDiagnosis: "No diagnosis is recorded yet that could be re-evaluated."
    case .unknownRow(_, let row, let near):
      "The re-evaluation has no row “\(row)”.\(hint(near))"
    case .courseExists(_, let therapy, let day):
      "A course of \(name(therapy)) from \(day) is recorded already. Change that one."
    case .noSuchCourse(_, let therapy, let day):
      "There is no \(day == nil ? "such " : "")course of \(name(therapy))\(day.map { " from \($0)" } ?? "")."
    case .courseStopped(_, let therapy, let day, _):
      "This course of \(name(therapy)) was stopped on \(day) already. Change it to correct that."
    case .scoreExists(_, let measure, let day, let variant, let number):
      "\(name(measure, variant)) on \(day) is recorded already as score \(number). Correct that score instead."
    case .nothingChanges: "Nothing was changed: give at least one new value."
    case .mergeRegrades(let patient, let survivor, let measure, let day):
      "The \(name(measure)) of \(patient) on \(day) is graded by sex, and \(survivor) is registered"
        + " with another sex. Correct the sex of one of the two, then merge."
    case .noOpenFlag: "No flag is open any more. Look at the page again."
    case .noClosedFlag: "This flag is not closed any more. Look at the page again."
    case .noSuchFlag: "There is no such flag any more. Look at the page again."
    case .severalFlags: "Several flags are meant. Choose one on its own page."
    case .visitChanged(_, let day):
      "What is recorded of \(day) has changed since you saw it, so nothing was done. Look at it as it is now."
    case .noSuchVisit(_, let day): "Nothing is recorded of \(day) any more, so nothing was done."
    case .visitStands(_, let day, let measure, let variant, let number):
      "Another visit stands on \(day): \(name(measure, variant)) is recorded there as score \(number). Nothing was moved. Correct or withdraw that one first."
    case .visitNoted(_, let day):
      "A note of a visit on \(day) is recorded there already, so nothing was moved."
    case .noSuchDecision: "There is no such decision in this record."
    case .noneDeferred(let refused):
      refused.map { line($0) }.joined(separator: " ") + " None of the flags was deferred."
    case .measureNeeded:
      "This layout has a column for each item of one measure. Choose the measure."
    case .noValueTable(let id): "\(name(id)) is not compared by a value that comes from a table."
    case .fileExists: "There is a file of this name already. Choose another name."
    case .badTable(_, let row, let value):
      "Row \(row): found “\(value)”. Two numbers are needed, the raw score and its value, each raw score once."
    case .noSuchFile: "The file could not be read. Check its name."
    case .noSuchDefinition(let id, let near):
      "No measure, disease or therapy has the id “\(id)”.\(hint(near))"
    case .faultyDefinitions(let faults):
      "The site's own definitions have faults, so nothing of them is used: \(faults.joined(separator: "; "))"
    case .unknownFact(let kind, _):
      "This \(name(kind)) no longer stands in the record. Look at the patient's page."
    case .noSuchVersion:
      "This form was made from a version that there is not. Open the page again, then repeat the change."
    case .changedMeanwhile(let meanwhile):
      MeanwhileWords(words: self).lines(meanwhile).joined(separator: " ")
    case .faults(let faults): faults.map(\.sentence).joined(separator: " ")
    case .alike: "Somebody alike is registered already. Is it the same person?"
    }
  }

  /// Why the flag of one patient keeps several from being deferred.
  func line(_ refused: RefusedDeferral) -> String {
    "\(refused.patient.listName) (\(refused.patient.id)): \(text(refused.reason))"
  }

  private func hint(_ near: String?) -> String { near.map { " Did you mean “\($0)”?" } ?? "" }

  private func name(_ text: DeskRefusal.NeededText) -> String {
    switch text {
    case .identifier: "An identifier"
    case .familyName: "A family name"
    case .reason: "A reason"
    case .note: "A note"
    case .physician: "The physician's name"
    case .source: "A source"
    }
  }

  private func name(_ kind: FactKind) -> String {
    switch kind {
    case .diagnosis: "diagnosis"
    case .course: "treatment"
    case .score: "score"
    }
  }

  func name(_ disease: Disease.ID) -> String { library.short(disease) }

  func name(_ therapy: Therapy.ID) -> String { library.short(therapy) }

  func name(_ measure: Measure.ID, _ variant: String = "") -> String {
    library.measure(measure).map { Wording.label($0, variant: variant) } ?? measure.text
  }
}

extension PageRequest {
  var words: RefusalWords { RefusalWords(library: library, now: Instants.stamp(now)) }
}
