import Clinic
import Outcomes
import Registry

/// What the terminal says where somebody else changed a fact after it was seen.
enum MeanwhileWords {
  static func text(_ meanwhile: ChangedMeanwhile) -> String {
    let lines = meanwhile.steps.map { line($0, of: meanwhile.subject) }
    return (lines + ["Nothing was stored. " + wayOut(meanwhile)]).joined(separator: "\n")
  }

  // `Changed meanwhile by Dr Weber at 14:03:22 UTC: arms 3 -> 1. Reason: misread.`
  private static func line(
    _ step: ChangedMeanwhile.Step, of subject: ChangedMeanwhile.Subject
  ) -> String {
    let about = step.subject == subject ? nil : name(step.subject)
    var text: String
    switch step.what {
    case .recorded: text = sentence("recorded", about)
    case .changed: text = sentence("changed", about)
    case .withdrawn: text = sentence("withdrawn", about)
    case .merged(let patient, let survivor): text = "\(patient) was merged into \(survivor)"
    case .separated(let patient): text = "\(patient) was separated"
    }
    text += " by \(step.author) \(moment(step.instant))"
    if case .changed(let changes) = step.what {
      text += ": " + changes.map(change).joined(separator: ", ")
    }
    return text + (step.reason.isEmpty ? "." : ". Reason: \(step.reason).")
  }

  /// `Changed meanwhile`, `incat of 2026-03-12 changed meanwhile`.
  private static func sentence(_ verb: String, _ about: String?) -> String {
    about.map { "\($0) \(verb) meanwhile" } ?? "\(verb.capitalized) meanwhile"
  }

  /// `at 14:03:22 UTC`, with its day where it is another one.
  private static func moment(_ instant: String) -> String {
    let time = "at \(instant.dropFirst(11).prefix(8)) UTC"
    let day = instant.prefix(10)
    return Instant.now.text.hasPrefix(day) ? time : "on \(day) \(time)"
  }

  private static func change(_ change: FieldChange) -> String {
    "\(change.field.name) \(shown(change.before)) -> \(shown(change.after))"
  }

  private static func shown(_ text: String) -> String {
    if text.isEmpty { return "(empty)" }
    return text.contains(where: \.isWhitespace) ? "'\(text)'" : text
  }

  private static func name(_ subject: ChangedMeanwhile.Subject) -> String {
    switch subject {
    case .particulars: "Particulars"
    case .diagnosis(let disease, let day): "Diagnosis \(disease) of \(day)"
    case .treatment(let therapy, let start): "Course of \(therapy) from \(start)"
    case .score(let number, let measure, let day, let variant):
      "Score \(number), \(measure)\(variant.isEmpty ? "" : " (\(variant))") of \(day),"
    case .review(let day): "Review of \(day)"
    case .record: "Record"
    }
  }

  private static func wayOut(_ meanwhile: ChangedMeanwhile) -> String {
    if let survivor = meanwhile.survivor {
      return "Name \(survivor): 'recheck patient show \(survivor)' shows what stands there."
    }
    let look = "'recheck patient show \(meanwhile.patient)' shows what stands now."
    if let now = meanwhile.now {
      return "\(look) To change it all the same, give the command again with --seen \(now)."
    }
    if meanwhile.subject == .record {
      return "'recheck review show \(meanwhile.patient)' shows the evidence. Then decide again."
    }
    return look
  }
}
