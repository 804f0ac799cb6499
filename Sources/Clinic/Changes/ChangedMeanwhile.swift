package import Outcomes

/// What somebody else did to a fact, or to a record, after a person had seen it: who, when, from
/// what to what, and why.
package struct ChangedMeanwhile: Hashable, Sendable {
  /// What a step is about.
  package enum Subject: Hashable, Sendable {
    case particulars
    case diagnosis(Disease.ID, Day)
    case treatment(Therapy.ID, Day)
    case score(number: Int, Measure.ID, Day, variant: String)
    case review(Day)
    /// Of a row of the re-evaluation of a diagnosis.
    case consideration(Disease.ID, row: String)
    /// What was noted at a visit.
    case visit(Day)
    /// The scores and the note of a day.
    case wholeVisit(Day)
    /// The record as a whole.
    case record

    /// Whether both are about one fact: a score, a course or a diagnosis is the same one also where
    /// its day was corrected.
    package func isSame(as other: Subject) -> Bool {
      switch (self, other) {
      case (.score(let first, _, _, _), .score(let second, _, _, _)): first == second
      case (.treatment(let first, _), .treatment(let second, _)): first == second
      case (.diagnosis(let first, _), .diagnosis(let second, _)): first == second
      case (.particulars, _), (.diagnosis, _), (.treatment, _), (.score, _), (.review, _),
        (.consideration, _), (.visit, _), (.wholeVisit, _), (.record, _):
        self == other
      }
    }
  }

  package enum What: Hashable, Sendable {
    case recorded
    case changed([FieldChange])
    /// Entered in error: it counts no more.
    case withdrawn
    /// The facts of the first patient belong to the second one since.
    case merged(Patient.ID, into: Patient.ID)
    /// The facts of the patient are its own again.
    case separated(Patient.ID)
  }

  package struct Step: Hashable, Sendable {
    /// Position in the clinic file.
    package let entry: Int
    package let author: String
    /// `2026-03-01T08:15:30.250Z`.
    package let instant: String
    package let reason: String
    package let subject: Subject
    package let what: What

    package init(
      entry: Int, author: String, instant: String, reason: String, subject: Subject, what: What
    ) {
      self.entry = entry
      self.author = author
      self.instant = instant
      self.reason = reason
      self.subject = subject
      self.what = what
    }
  }

  /// Whose record was asked for.
  package let patient: Patient.ID
  /// What the person wanted to change or decide on.
  package let subject: Subject
  /// The version that stands now; nil: none does, since it was withdrawn or belongs to another
  /// patient, or since it is about a whole record.
  package let now: Int?
  /// The earliest first.
  package let steps: [Step]

  package init(patient: Patient.ID, subject: Subject, now: Int?, steps: [Step]) {
    self.patient = patient
    self.subject = subject
    self.now = now
    self.steps = steps
  }

  /// The patient to whom it belongs since a merge; nil: nothing was merged.
  package var survivor: Patient.ID? {
    for case .merged(patient, let survivor) in steps.reversed().map(\.what) { return survivor }
    return nil
  }
}

/// One field of a fact, before and after; empty where nothing is given.
package struct FieldChange: Hashable, Sendable {
  package let field: FactField
  package let before: String
  package let after: String

  package init(_ field: FactField, _ before: String, _ after: String) {
    self.field = field
    self.before = before
    self.after = after
  }

  /// What differs between two versions; the total only where nothing else does.
  static func all(_ before: [FieldText], _ after: [FieldText]) -> [FieldChange] {
    let earlier = Dictionary(
      before.map { ($0.field, $0.text) }, uniquingKeysWith: { first, _ in first })
    let changes = after.compactMap { now -> FieldChange? in
      let text = earlier[now.field] ?? ""
      return text == now.text ? nil : FieldChange(now.field, text, now.text)
    }
    let given = changes.filter { $0.field != .total }
    return given.isEmpty ? changes : given
  }
}
