import Clinic
import Outcomes
import Registry
import Reporting

/// What the terminal says where somebody else changed a fact after it was seen.
enum MeanwhileWords {
  static func text(_ meanwhile: ChangedMeanwhile) -> String {
    (lines(meanwhile) + ["Nothing was stored. " + wayOut(meanwhile)]).joined(separator: "\n")
  }

  /// One for each thing that was done.
  static func lines(_ meanwhile: ChangedMeanwhile) -> [String] {
    meanwhile.steps.map { line($0, of: meanwhile.subject) }
  }

  // `Changed meanwhile by Dr Weber at 14:03:22 UTC: arms 3 -> 1. Reason: misread.`
  private static func line(
    _ step: ChangedMeanwhile.Step, of subject: ChangedMeanwhile.Subject
  ) -> String {
    let about = step.subject.isSame(as: subject) ? nil : name(step.subject)
    var text: String
    switch step.what {
    case .recorded: text = Wording.meanwhile("recorded", about)
    case .changed: text = Wording.meanwhile("changed", about)
    case .withdrawn: text = Wording.meanwhile("withdrawn", about)
    case .merged(let patient, let survivor): text = "\(patient) was merged into \(survivor)"
    case .separated(let patient): text = "\(patient) was separated"
    }
    text += " by \(step.author) \(Wording.moment(step.instant, now: Instant.now.text))"
    if case .changed(let changes) = step.what {
      text += ": " + changes.map(change).joined(separator: ", ")
    }
    return text + (step.reason.isEmpty ? "." : ". Reason: \(step.reason).")
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
    case .consideration(let disease, let row): "Re-evaluation of \(disease), row \(row),"
    case .visit(let day): "Note of the visit of \(day)"
    case .wholeVisit(let day): "Visit of \(day)"
    case .record: "Record"
    }
  }

  private static func wayOut(_ meanwhile: ChangedMeanwhile) -> String {
    if let survivor = meanwhile.survivor {
      return "Name \(survivor): 'recheck patient show \(survivor)' shows what stands there."
    }
    var look = "'recheck patient show \(meanwhile.patient)' shows what stands now."
    if case .wholeVisit(let day) = meanwhile.subject, meanwhile.now != nil {
      look = "'recheck visit show \(meanwhile.patient) \(day)' shows what stands now."
    }
    if let now = meanwhile.now {
      return "\(look) To change it all the same, give the command again with --seen \(now)."
    }
    if meanwhile.subject == .record {
      return "'recheck review show \(meanwhile.patient)' shows the evidence. Then decide again."
    }
    return look
  }
}
