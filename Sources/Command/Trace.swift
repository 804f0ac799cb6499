import ArgumentParser
import Clinic
import Foundation
import Outcomes
import Registry
import Synchronization

/// What a command shows or takes out of patients' data, for the line that it leaves in the record
/// trail.
struct Trace: Sendable {
  let access: Access
  let subject: String
  /// The command judges, and says itself that a record is not judged.
  var judges = false
  /// The command leaves the line itself.
  var isLeft = false
  /// Whoever reads it has to know of records whose seals do not hold; a copy of the file was verified.
  var warns = true

  private static let current = Mutex<Trace?>(nil)
  private static let seal = Mutex<FileSeal?>(nil)

  /// Before a command is run.
  static func begin(_ command: any ParsableCommand) {
    let trace = (command as? any LeavesTrace)?.trace
    current.withLock { $0 = trace }
  }

  /// Whether a line is still to be left by the command line, for which the file is opened.
  static var isToLeave: Bool { current.withLock { $0.map { !$0.isLeft } ?? false } }

  /// Once, before anything is shown: when the file is opened and it is known whom it is about.
  static func leave(at desk: Desk, about patient: Patient.ID?) throws {
    let trace = current.withLock { current in
      defer { current = nil }
      return current
    }
    guard let trace else { return }
    if trace.warns, patient == nil || !trace.judges { try warn(of: patient, at: desk) }
    if trace.access == .export {
      let seal = try desk.seal()
      Self.seal.withLock { $0 = seal }
    }
    if trace.isLeft { return }
    if try !desk.leaveTrace(trace.access, of: trace.subject, about: patient) {
      Output.complain(
        "This left no line in the history: the clinic file is damaged, may not be changed, or another"
          + " process has it open for writing.")
    }
  }

  /// Of a record whose seals do not hold, or, where it is about all, of those that are not judged.
  private static func warn(of patient: Patient.ID?, at desk: Desk) throws {
    if let patient {
      if let unsound = try desk.unsoundness(of: patient) { Output.complain(unsound.message) }
      return
    }
    let patients = try desk.unsoundPatients().map(\.text)
    guard !patients.isEmpty else { return }
    let who =
      patients.count == 1
      ? "1 patient is not judged, because the last verification found that the seals of the record do"
      : "\(patients.count) patients are not judged, because the last verification found that the seals"
        + " of their records do"
    Output.complain("\(who) not hold: \(patients.joined(separator: ", ")). See 'recheck verify'.")
  }

  /// After a command that took data out: what stood for the whole file when it began, and is in the
  /// past of what was taken.
  static func end() {
    if let seal = seal.withLock({ $0 }) { Output.complain(SealWords.line(seal)) }
  }
}

/// A command that shows patients' data or takes them out; one that only counts does not.
protocol LeavesTrace {
  /// nil: this time it does neither, or leaves its line itself.
  var trace: Trace? { get }
}

extension Trace {
  static func view(_ subject: String) -> Trace { Trace(access: .view, subject: subject) }

  static func judging(_ subject: String) -> Trace {
    Trace(access: .view, subject: subject, judges: true)
  }

  /// What is exported leaves its line before its first row, in the use case.
  static let export = Trace(access: .export, subject: "", isLeft: true)
}

extension PatientCommand.Show: LeavesTrace { var trace: Trace? { .view("patient") } }
extension PatientCommand.List: LeavesTrace { var trace: Trace? { .view("patient list") } }
extension VisitCommand.Show: LeavesTrace { var trace: Trace? { .view("visit") } }
extension JudgeCommand: LeavesTrace { var trace: Trace? { .judging("judgement") } }
extension ReviewCommand.List: LeavesTrace { var trace: Trace? { .view("review list") } }
extension ReviewCommand.Show: LeavesTrace { var trace: Trace? { .judging("flag") } }
extension ReportCommand.PatientReport: LeavesTrace { var trace: Trace? { .judging("report") } }
extension ReportCommand.ClinicReport: LeavesTrace { var trace: Trace? { .view("clinic report") } }
extension HistoryCommand: LeavesTrace { var trace: Trace? { .view("trail") } }
extension BackupCommand: LeavesTrace {
  var trace: Trace? { dryRun ? nil : Trace(access: .export, subject: "backup", warns: false) }
}
extension ExportTable: LeavesTrace { var trace: Trace? { listsLayouts ? nil : .export } }
extension ExportPackage: LeavesTrace { var trace: Trace? { .export } }
extension ExportFHIR: LeavesTrace { var trace: Trace? { .export } }
extension ExportSDTM: LeavesTrace { var trace: Trace? { .export } }
extension ExportREDCap: LeavesTrace { var trace: Trace? { .export } }
extension ExportRecords: LeavesTrace { var trace: Trace? { .export } }
