import Clinic
import Outcomes
import Reporting

/// What the browser says where somebody else changed a fact after it was seen.
struct MeanwhileWords {
  let words: RefusalWords

  /// One sentence for each thing that was done.
  func lines(_ meanwhile: ChangedMeanwhile) -> [String] {
    meanwhile.steps.map { line($0, of: meanwhile.subject) }
  }

  /// Says above a form what was done, and what became of what the person sent.
  func add(_ meanwhile: ChangedMeanwhile, _ outcome: String?, to problems: inout FormProblems) {
    for line in lines(meanwhile) { problems.add("", line) }
    if let outcome { problems.add("", outcome) }
  }

  // `Changed meanwhile by Dr Weber at 14:03:22 UTC: Arms 3 → 1 (“misread”).`
  private func line(
    _ step: ChangedMeanwhile.Step, of subject: ChangedMeanwhile.Subject
  ) -> String {
    let about = step.subject.isSame(as: subject) ? nil : name(step.subject)
    var text =
      switch step.what {
      case .recorded: Wording.meanwhile("recorded", about)
      case .changed: Wording.meanwhile("changed", about)
      case .withdrawn: Wording.meanwhile("withdrawn", about)
      case .merged(let patient, let survivor): "\(patient) was put together with \(survivor)"
      case .separated(let patient): "\(patient) was made a patient of its own again"
      }
    text += " by \(step.author) \(Wording.moment(step.instant, now: words.now))"
    if case .changed(let changes) = step.what {
      let measure = measure(step.subject)
      text += ": " + changes.map { change($0, measure) }.joined(separator: ", ")
    }
    return text + (step.reason.isEmpty ? "." : " (“\(step.reason)”).")
  }

  private func change(_ change: FieldChange, _ measure: Measure?) -> String {
    let (before, after) = (shown(change.before, change.field), shown(change.after, change.field))
    return "\(change.field.label(of: measure)) \(before) → \(after)"
  }

  /// A value as a sentence gives it.
  func shown(_ text: String, _ field: FactField) -> String {
    if text.isEmpty { return "(empty)" }
    return switch field.content {
    case .disease: words.name(Disease.ID(text))
    case .therapy: words.name(Therapy.ID(text))
    case .stopReason: TreatmentCourse.StopReason(rawValue: text).map(Wording.stopReason) ?? text
    case .text: "“\(text)”"
    case .value: text
    }
  }

  func measure(_ subject: ChangedMeanwhile.Subject) -> Measure? {
    if case .score(_, let id, _, _) = subject { words.library.measure(id) } else { nil }
  }

  private func name(_ subject: ChangedMeanwhile.Subject) -> String {
    switch subject {
    case .particulars: "Particulars"
    case .diagnosis(let disease, let day): "Diagnosis \(words.name(disease)) of \(day)"
    case .treatment(let therapy, let start): "\(words.name(therapy)) from \(start)"
    case .score(_, let measure, let day, let variant): "\(words.name(measure, variant)) of \(day)"
    case .review(let day): "Review of \(day)"
    case .consideration(let disease, let row): "Re-evaluation of \(words.name(disease)), \(row)"
    case .visit(let day): "Note of the visit of \(day)"
    case .wholeVisit(let day): "Visit of \(day)"
    case .record: "Record"
    }
  }
}
