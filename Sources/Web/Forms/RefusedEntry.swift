import Clinic
import Outcomes
import Registry

extension FormProblems {
  /// Takes up a refusal of the desk; any other error goes on.
  ///
  /// - Parameter field: the field that the refusal is about.
  mutating func add(refused error: any Error, at field: String = "") throws {
    switch error {
    case let refusal as DeskRefusal: add(field, refusal.pageMessage)
    case let refusal as any Refusal where refusal.exitStatus == 1: add(field, refusal.message)
    default: throw error
    }
  }
}

extension DeskRefusal {
  /// As ``message``, with what to do on a page in place of a command.
  var pageMessage: String {
    switch self {
    case .unknownPatient(let id, let near):
      "No patient is registered as “\(id)”.\(near.map { " Did you mean “\($0)”?" } ?? "")"
    case .patientExists(let id):
      "A patient is registered as “\(id)” already. Choose another identifier, or find that patient."
    case .alike: "Somebody alike is registered already."
    case .noSuchDiagnosis(_, let disease): "There is no running diagnosis \(disease)."
    case .diagnosisExists(_, let disease, let day):
      "The diagnosis \(disease) of \(day) is recorded already."
    case .courseExists(_, let therapy, let day):
      "A course of \(therapy) from \(day) is recorded already. Change that one."
    case .noSuchCourse(_, let therapy, _): "There is no such course of \(therapy)."
    case .courseStopped(let therapy, let day):
      "This course of \(therapy) was stopped on \(day) already. Change it to correct that."
    case .scoreExists(_, let measure, let day, _, let number):
      "\(measure) on \(day) is recorded already as score \(number). Correct that score instead."
    case .noOpenFlag: "No flag is open any more. Look at the page again."
    case .decisionNeeds(.diagnosisRevised, _): "Say to which disease the diagnosis was revised."
    case .decisionNeeds(.deferred, _): "Say until which day the decision is deferred."
    case .decisionTakesNo(let decision, _):
      "The decision “\(decision.rawValue)” needs no disease and no day. Clear these fields."
    default: message
    }
  }
}
