import Exchange
import Outcomes

/// What an import does with what is recorded already, and with who is alike.
struct ImportWays {
  /// Patients who may be the same person were seen to be other ones.
  var evenIfSimilar = false
  /// What is recorded otherwise is corrected, not refused.
  var corrects = false
  /// A field that a row leaves empty says nothing about it: what is recorded stays.
  var keepsUnsaid = false
  /// What a row may call a measure, a therapy and a sex beside their ids; nil: by their ids alone.
  var words: ImportWords?
}

/// Other words that an import takes for measures, therapies and the sexes.
struct ImportWords {
  private let measures: CalledNames
  private let therapies: CalledNames

  init(_ library: Library) {
    measures = CalledNames(Measure.self, in: library)
    therapies = CalledNames(Therapy.self, in: library)
  }

  /// The id that is meant; the word itself where it is none that is known.
  func measure(_ word: String) -> String { measures.id(word) ?? word }
  func therapy(_ word: String) -> String { therapies.id(word) ?? word }

  /// `M`, `F`, `m` and `w`, and the words for them.
  static func sex(_ word: String) -> String? { SexWords.sex(word)?.rawValue }
}

extension Patient {
  /// Takes what this one does not say from what is recorded.
  mutating func keepUnsaid(of known: Patient) {
    if familyName.isEmpty { familyName = known.familyName }
    if givenName.isEmpty { givenName = known.givenName }
    if birthDate == nil { (birthDate, birthPrecision) = (known.birthDate, known.birthPrecision) }
    sex = sex ?? known.sex
  }
}

extension Diagnosis {
  /// Takes what this one does not say from what is recorded.
  mutating func keepUnsaid(of known: Diagnosis) {
    if onsetOn == nil { (onsetOn, onsetPrecision) = (known.onsetOn, known.onsetPrecision) }
    endedOn = endedOn ?? known.endedOn
    otherName = otherName ?? known.otherName
    if note.isEmpty { note = known.note }
  }
}

extension TreatmentCourse {
  /// Takes what this one does not say from what is recorded.
  ///
  /// - Parameter intent: whether the intent is left out.
  mutating func keepUnsaid(of known: TreatmentCourse, intent isUnsaid: Bool) {
    if stop == nil {
      (stop, stopPrecision, stopReason) = (known.stop, known.stopPrecision, known.stopReason)
    } else if stopReason == nil {
      stopReason = known.stopReason
    }
    if isUnsaid { intent = known.intent }
    if dose == nil { (dose, unit) = (known.dose, known.unit) }
    intervalDays = intervalDays ?? known.intervalDays
    otherName = otherName ?? known.otherName
    if note.isEmpty { note = known.note }
    entry = known.entry
  }
}
