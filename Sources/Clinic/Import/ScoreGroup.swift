import Outcomes

extension ScoreRows {
  /// What a score needs to know of its patient.
  struct KnownPatient {
    var id: Patient.ID
    var birthDate: Day?
    var sex: Sex?
  }

  /// A score as it is to be stored.
  struct Finished {
    var patient: Patient.ID
    var sheet: AnswerSheet
    var day: Day
    var variant: String
    var checked: ScoreDraft.Checked
    var rater: String
    var note: String
    var file: String
    /// Line of its first row.
    var line: Int
  }

  /// The rows of one score, as far as they were read.
  final class Group {
    let patient: KnownPatient
    let day: Day
    let variant: String
    let rater: String
    let note: String
    let line: Int
    var draft: ScoreDraft
    /// Where a total was given to be compared.
    var totalLine: Int?
    /// Something around the answers was refused.
    var isFaulty = false

    init(
      patient: KnownPatient, draft: ScoreDraft, day: Day, variant: String, rater: String,
      note: String, line: Int
    ) {
      self.patient = patient
      self.draft = draft
      self.day = day
      self.variant = variant
      self.rater = rater
      self.note = note
      self.line = line
    }

    func isSameScore(as other: Group) -> Bool {
      day == other.day && variant == other.variant && draft.sheet === other.draft.sheet
        && patient.id == other.patient.id
    }
  }
}
