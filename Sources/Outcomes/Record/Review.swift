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

  package init(
    subjects: [Subject], decision: Decision, revisedTo: Disease.ID? = nil,
    deferredUntil: Day? = nil,
    note: String, physician: String, day: Day, entry: Int
  ) {
    self.subjects = subjects
    self.decision = decision
    self.revisedTo = revisedTo
    self.deferredUntil = deferredUntil
    self.note = note
    self.physician = physician
    self.day = day
    self.entry = entry
  }
}
