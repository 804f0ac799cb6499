import Clinic
import Outcomes
import Reporting

/// What the terminal says of a recorded visit.
enum VisitWords {
  /// `INCAT 5 points, Grip (Martin) (right hand) 42 kPa and the note`.
  static func parts(_ visit: RecordedVisit) -> String {
    let parts = visit.lines.map(\.text) + (visit.note == nil ? [] : ["the note"])
    guard let last = parts.last, parts.count > 1 else { return parts.joined() }
    return parts.dropLast().joined(separator: ", ") + " and " + last
  }

  /// - Parameter seen: the entry up to which it is shown.
  static func shown(_ visit: RecordedVisit, of patient: Patient.ID, seen: Int) -> String {
    var parts = [
      "\(visit.patient.line)\nVisit of \(visit.day), seen up to entry \(seen)"
        + (patient == visit.patient.id ? "" : "\n(\(patient) was merged into \(visit.patient.id).)")
    ]
    parts += visit.lines.map { line in
      let below = [line.sinceLast].compactMap(\.self) + line.sinceBaseline
      return
        (["\(line.text) (score \(line.number))"]
        + (below + [line.remark].compactMap(\.self)).map { "  " + $0 }).joined(separator: "\n")
    }
    if let note = visit.note { parts.append("Noted: \(Wording.visit(note).withFinalStop)") }
    if !visit.notEntered.isEmpty {
      parts.append("Not entered: \(visit.notEntered.joined(separator: ", ")).")
    }
    parts += visit.courses.map { "\($0.treatment): \($0.verdict)." }
    return parts.joined(separator: "\n\n")
  }
}
