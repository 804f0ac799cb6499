package import Outcomes

/// The sentences about flags: one for the list, a few words for a reason, what is new since a
/// review.
extension Wording {
  /// One sentence (two at most): what is missing, since when, what is asked for.
  package static func headline(_ flag: Flag, in patient: PatientJudgement) -> String {
    let sentence = flag.kind.words.headline(HeadlineFacts(flag, in: patient))
    return flag.isPast ? "In the past: \(sentence)" : sentence
  }

  /// `Vasculitis`: of what is in no list its name.
  package static func disease(_ diagnosis: Diagnosis, _ disease: Disease?) -> String {
    diagnosis.otherName ?? disease?.short ?? diagnosis.disease.text
  }

  /// The same with the id: `other: Vasculitis`, `cidp`.
  package static func disease(_ diagnosis: Diagnosis, id: Bool) -> String {
    named(diagnosis.disease.text, diagnosis.otherName)
  }

  package static func therapy(_ course: TreatmentCourse, _ therapy: Therapy?) -> String {
    course.otherName ?? therapy?.short ?? course.therapy.text
  }

  package static func therapy(_ course: TreatmentCourse, id: Bool) -> String {
    named(course.therapy.text, course.otherName)
  }

  private static func named(_ id: String, _ name: String?) -> String {
    name.map { "\(id): \($0)" } ?? id
  }

  /// `IVIG (CIDP)`.
  package static func treatment(_ course: CourseJudgement) -> String {
    let therapy = therapy(course.course, course.therapy)
    return course.disease.map { "\(therapy) (\($0.short))" } ?? therapy
  }

  /// A few words per kind of flag with its treatments, for the list of reasons beside a headline.
  package static func reasons(_ flags: [Flag], in patient: PatientJudgement) -> [String] {
    var kinds: [FlagKind] = []
    var therapies: [FlagKind: [String]] = [:]
    for flag in flags {
      if !kinds.contains(flag.kind) { kinds.append(flag.kind) }
      guard let course = patient.course(of: flag) else { continue }
      let name = course.therapy?.short ?? course.course.therapy.text
      if therapies[flag.kind]?.contains(name) != true {
        therapies[flag.kind, default: []].append(name)
      }
    }
    return kinds.map { kind in
      therapies[kind].map { "\(phrase(kind)) (\($0.joined(separator: ", ")))" } ?? phrase(kind)
    }
  }

  package static func phrase(_ kind: FlagKind) -> String { kind.words.phrase }

  /// What re-opened a flag, one entry each.
  package static func news(_ news: [Flag.News], library: Library) -> [String] {
    news.map { item in
      switch item {
      case .score(let id, let day, let variant): score(id, day, variant, library)
      case .course(let id, let start): "\(course(id, start, library)): entered or changed"
      case .change(.withdrawnScore(let id, let day, let variant)):
        "\(score(id, day, variant, library)): withdrawn"
      case .change(.withdrawnCourse(let id, let start)):
        "\(course(id, start, library)): withdrawn"
      case .change(.merged(let id)): "the record of \(id) was joined with this one"
      case .change(.separated(let id)): "the record of \(id) was separated from this one"
      case .deferralEnded(let day): "deferred until \(day), which has come"
      case .reopened(let who, let day, let note):
        "opened again by \(who) on \(day): \"\(note)\""
      case .diagnosisIndexFell(let from, let to):
        "the index of the diagnosis fell from \(from.shownChange.decimal(2)) to "
          + to.shownChange.decimal(2)
      case .courseFailed(let id, let start): "\(course(id, start, library)): no response either"
      }
    }
  }

  private static func score(
    _ id: Measure.ID, _ day: Day, _ variant: String, _ library: Library
  ) -> String {
    "\(library.measure(id).map { label($0, variant: variant) } ?? id.text) of \(day)"
  }

  private static func course(_ id: Therapy.ID, _ start: Day, _ library: Library) -> String {
    "\(library.short(id)), started \(start)"
  }

  /// `missing response (IVIG, started 2025-01-20)`: what a decision was about.
  package static func subject(_ subject: Review.Subject, library: Library) -> String {
    let about =
      subject.therapy.map { therapy in
        let name = library.short(therapy)
        return subject.start.map { "\(name), started \($0)" } ?? name
      } ?? subject.disease.map { library.short($0) }
    return about.map { "\(phrase(subject.kind)) (\($0))" } ?? phrase(subject.kind)
  }

  /// `2024-05-01, Dr Weber: diagnosis confirmed. "NCS repeated"`.
  package static func review(_ review: Review, library: Library) -> String {
    var text = "\(review.day), \(review.physician): \(decision(review.decision))"
    if let disease = review.revisedTo {
      text += " to \(library.short(disease))"
    }
    if let until = review.deferredUntil { text += " until \(until)" }
    return review.note.isEmpty ? text : text + ". \"\(review.note)\""
  }

  /// `Excluded on 2026-03-02, Dr Weber: "diary complete".`: where a row of a re-evaluation stands.
  package static func consideration(_ said: Consideration) -> String {
    let state =
      switch said.state {
      case .open: "Open since"
      case .requested: "Requested on"
      case .excluded: "Excluded on"
      case .confirmed: "Confirmed on"
      }
    let note = said.note.isEmpty ? "" : ": \"\(said.note)\""
    return "\(state) \(said.day), \(said.author)\(note)."
  }

  package static func state(_ state: Consideration.State) -> String { state.rawValue }

  /// What was asked and noted at a visit, such as
  /// `2026-03-02: no other illness; 12 days since the last dose. "fell on the stairs"`.
  package static func visit(_ visit: VisitNote) -> String {
    var parts: [String] = []
    if let illness = visit.illness {
      parts.append(illness ? "another illness" : "no other illness")
    }
    if let missed = visit.missedDoses {
      parts.append(missed ? "doses missed or late" : "no dose missed")
    }
    if let days = visit.daysSinceDose {
      parts.append("\(counted(days, "day")) since the last dose")
    }
    let note = visit.note.isEmpty ? "" : "\"\(visit.note)\""
    let text = [parts.joined(separator: "; "), note].filter { !$0.isEmpty }
    return "\(visit.day): \(text.joined(separator: ". "))"
  }
}
