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
    var reader: AnswerReader
    var day: Day
    var variant: String
    var answers: Answers
    /// The answers without a value that a table of the site gave.
    var given: Answers
    var scored: ScoreResult
    var part: Rational?
    var rater: String
    var note: String
    var file: String
    /// Line of its first row.
    var line: Int
  }

  /// The rows of one score, as far as they were read.
  final class Group {
    let patient: KnownPatient
    let reader: AnswerReader
    let day: Day
    let variant: String
    let rater: String
    let note: String
    let line: Int
    var answers: Answers
    var claimedTotal: (value: Rational, text: String, line: Int)?
    var nextSlot = 0
    var isFaulty = false

    init(
      patient: KnownPatient, reader: AnswerReader, day: Day, variant: String, rater: String,
      note: String, line: Int
    ) {
      self.patient = patient
      self.reader = reader
      self.day = day
      self.variant = variant
      self.rater = rater
      self.note = note
      self.line = line
      answers = reader.noAnswers
    }

    func isSameScore(as other: Group) -> Bool {
      day == other.day && variant == other.variant && reader === other.reader
        && patient.id == other.patient.id
    }
  }
}
