package import Outcomes

/// What came of the red flags of a clinic: how many were raised, how many were reviewed and after how
/// many days, which decisions were made, and to what diagnoses were revised.
package struct FlagYield: Sendable {
  package private(set) var raised = 0
  package private(set) var reviewed = 0
  /// From the day on which the question was open to the first decision, where that day is known; how
  /// often each number of days occurs.
  private var days: [Int: Int] = [:]
  private var decisions: [Review.Decision: Int] = [:]
  private var revisedTo: [Disease.ID: Int] = [:]

  package init() {}

  /// The red flags of one patient: those that stand, those that a later response or a revision has
  /// answered, and those that were reviewed and are raised no more.
  package init(_ judged: PatientJudgement) {
    var since: [Review.Subject: Day?] = [:]
    for course in judged.courses {
      guard let kind = FlagKind(course.verdict), kind.rule.severity == .red else { continue }
      let subject = Review.Subject(
        kind: kind, therapy: course.course.therapy, start: course.course.start)
      since[subject] = .some(nil)
    }
    let reviews = judged.record.reviews.filter(\.decision.closes)
    for subject in reviews.flatMap(\.subjects) where subject.kind.rule.severity == .red {
      since[subject] = .some(nil)
    }
    for flag in judged.flags where flag.kind.rule.severity == .red {
      since[judged.subject(of: flag)] = flag.since
    }
    raised = since.count
    for (subject, day) in since {
      let own = reviews.filter { $0.subjects.contains(subject) }
      guard let first = own.min(by: { $0.entry < $1.entry }) else { continue }
      reviewed += 1
      if let day { days[max(0, first.day - day), default: 0] += 1 }
    }
    for review in reviews where review.subjects.contains(where: { $0.kind.rule.severity == .red }) {
      decisions[review.decision, default: 0] += 1
      if let disease = review.revisedTo { revisedTo[disease, default: 0] += 1 }
    }
  }

  package mutating func add(_ other: FlagYield) { count(other, 1) }

  /// Takes out what was added before.
  package mutating func subtract(_ other: FlagYield) { count(other, -1) }

  private mutating func count(_ other: FlagYield, _ times: Int) {
    func merge<Key>(_ counts: inout [Key: Int], _ others: [Key: Int]) {
      for (key, more) in others {
        let count = counts[key, default: 0] + more * times
        counts[key] = count == 0 ? nil : count
      }
    }
    raised += other.raised * times
    reviewed += other.reviewed * times
    merge(&days, other.days)
    merge(&decisions, other.decisions)
    merge(&revisedTo, other.revisedTo)
  }

  /// From the day on which the question was open to the first decision, ascending.
  package var daysToDecision: [Int] {
    days.sorted { $0.key < $1.key }.flatMap { Array(repeating: $0.key, count: $0.value) }
  }

  /// Of the decisions that answered the question of the diagnosis, those that revised it.
  package var revised: Portion {
    let revised = decisions[.diagnosisRevised] ?? 0
    return Portion(revised, of: revised + (decisions[.diagnosisConfirmed] ?? 0))
  }

  /// Sentences; empty where no red flag was ever raised.
  package func points(_ library: Library) -> [String] {
    guard raised > 0 else { return [] }
    var points = ["Red flags raised: \(raised); reviewed: \(reviewed)."]
    let sorted = daysToDecision
    if let first = sorted.first, let last = sorted.last,
      let median = Rational.median(sorted.map { Rational($0) })
    {
      points.append(
        "Days from the flag to the first decision: median \(median.plain(1)), \(first) to \(last).")
    }
    let made = Review.Decision.closing.compactMap { decision in
      decisions[decision].map { "\(Wording.decision(decision)) \($0)" }
    }
    if !made.isEmpty { points.append("Decisions on them: \(made.joined(separator: ", ")).") }
    let diseases = revisedTo.sorted { $0.key < $1.key }.map { id, count in
      "\(library.short(id)) \(count)"
    }
    if !diseases.isEmpty {
      points.append("Diagnoses revised to: \(diseases.joined(separator: ", ")).")
    }
    return points
  }

  /// The rows of ``CohortTables/yield``.
  var rows: [[Cell]] {
    [
      [.text("raised"), .empty, .integer(raised)], [.text("reviewed"), .empty, .integer(reviewed)],
    ] + decisionRows + revisionRows
  }

  private var decisionRows: [[Cell]] {
    Review.Decision.closing.map { decision in
      [.text("decision"), .text(decision.rawValue), .integer(decisions[decision] ?? 0)]
    }
  }

  private var revisionRows: [[Cell]] {
    revisedTo.sorted { $0.key < $1.key }.map { id, count in
      [.text("revised-to"), .text(id.text), .integer(count)]
    }
  }

  /// The rows that may leave the clinic: the diseases that were revised to only where all their counts
  /// and the decision itself may be shown, the decisions only with the number of reviews.
  func rows(under fewest: Int) -> [[Cell]] {
    guard raised >= fewest else { return [] }
    var shown: [[Cell]] = [[.text("raised"), .empty, .integer(raised)]]
    guard SmallCounts.mayShow(Portion(reviewed, of: raised), under: fewest) else { return shown }
    shown.append([.text("reviewed"), .empty, .integer(reviewed)])
    let made = Review.Decision.closing.map { decisions[$0] ?? 0 }
    let kept = SmallCounts.shown(made, under: fewest)
    shown += kept.sorted().map { decisionRows[$0] }
    guard let revised = Review.Decision.closing.firstIndex(of: .diagnosisRevised),
      kept.contains(revised), revisedTo.values.allSatisfy({ $0 >= fewest })
    else { return shown }
    return shown + revisionRows
  }
}
