/// A physician's decision on open flags.
///
/// It holds for the evidence it was made on.
package struct Review: Hashable, Sendable {
  package enum Decision: String, CaseIterable, Sendable {
    case diagnosisConfirmed = "diagnosis-confirmed"
    case diagnosisRevised = "diagnosis-revised"
    case treatmentChanged = "treatment-changed"
    case trialInadequate = "trial-inadequate"
    case measureUnsuitable = "measure-unsuitable"
    case deferred
    /// Takes an earlier decision back: the flag is open again.
    case reopened

    /// Whether a flag is closed with it.
    package var closes: Bool { self != .reopened }
    /// Whether it says too little by itself: what to, why, or for what one waits.
    package var needsNote: Bool {
      switch self {
      case .diagnosisRevised, .trialInadequate, .deferred, .reopened: true
      case .diagnosisConfirmed, .treatmentChanged, .measureUnsuitable: false
      }
    }
    /// Those that close a flag.
    package static let closing = allCases.filter(\.closes)
  }

  /// A flag as it was seen: its kind, and the course it is about.
  package struct Subject: Hashable, Sendable {
    package var kind: FlagKind
    package var therapy: Therapy.ID?
    package var start: Day?
    /// Of a flag about a diagnosis as a whole.
    package var disease: Disease.ID?

    package init(kind: FlagKind, therapy: Therapy.ID?, start: Day?, disease: Disease.ID? = nil) {
      self.kind = kind
      self.therapy = therapy
      self.start = start
      self.disease = disease
    }
  }

  package var subjects: [Subject]
  package var decision: Decision
  /// The disease the diagnosis was revised to.
  package var revisedTo: Disease.ID?
  package var deferredUntil: Day?
  package var note: String
  package var physician: String
  package var day: Day
  /// Position in the clinic file; entries after it are new evidence.
  package var entry: Int
  /// Identifier in the clinic file.
  package var number: Int

  package init(
    subjects: [Subject], decision: Decision, revisedTo: Disease.ID? = nil,
    deferredUntil: Day? = nil,
    note: String, physician: String, day: Day, entry: Int, number: Int = 0
  ) {
    self.subjects = subjects
    self.decision = decision
    self.revisedTo = revisedTo
    self.deferredUntil = deferredUntil
    self.note = note
    self.physician = physician
    self.day = day
    self.entry = entry
    self.number = number
  }
}

extension Review.Subject {
  /// `missing-response ivig 2025-01-20`, `diagnosis-unanswered - - cidp`: as it is stored.
  package var text: String {
    let parts = [kind.rawValue, therapy?.text ?? "-", start?.iso ?? "-"]
    return (parts + (disease.map { [$0.text] } ?? [])).joined(separator: " ")
  }

  /// nil: no such text.
  package init?(text: some StringProtocol) {
    let parts = text.split(separator: " " as Character).map { String($0) }
    guard (3...4).contains(parts.count), let kind = FlagKind(rawValue: parts[0]) else { return nil }
    let start = Day(iso: parts[2])
    guard start != nil || parts[2] == "-" else { return nil }
    self.init(
      kind: kind, therapy: parts[1] == "-" ? nil : Therapy.ID(parts[1]), start: start,
      disease: parts.count == 4 ? Disease.ID(parts[3]) : nil)
  }
}
