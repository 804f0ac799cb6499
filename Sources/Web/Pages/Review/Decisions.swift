import Clinic
import Outcomes
import Registry
import Reporting

/// What is sent from a flag's page: a decision that closes it, or one that is taken back.
enum Decisions {
  static func close(_ request: PageRequest) async throws -> PageAnswer {
    let form = request.form
    var problems = FormProblems()
    let decision = Review.Decision.closing.first { $0.rawValue == form["decision"] }
    if decision == nil { problems.add("decision", "Choose a decision.") }
    // What belongs to another decision was hidden when it was chosen.
    var fields = FieldReader(form)
    let until = decision == .deferred ? fields.day(form["until"], .deferredUntil) : nil
    let disease = decision == .diagnosisRevised ? form["revised-to"] : ""
    if let decision {
      let faults = try await request.atDesk {
        $0.faults(
          ofDeciding: decision, note: form["note"],
          revisedTo: disease.isEmpty ? nil : Disease.ID(disease), deferredUntil: until)
      }
      problems.add(fields.faults(with: faults), at: RecordFault.Field.decision, other: "decision")
    }
    try await request.sign(&problems)
    let choice = form["about"] == DecisionForm.all ? .all : try EvidencePage.choice(form)
    let (note, name) = (form["note"], disease.isEmpty ? "" : form["other-name"])
    let id = try request.patient()
    // Before it is closed: it may leave the list with it.
    let next = form["then"] == DecisionForm.next ? try await following(id, request) : nil
    return try await decide(request, "decision", problems, next) { desk, seen in
      guard let decision else { return "" }
      let closed = try desk.closeFlags(
        of: id, seen: seen, decision: decision, note: note,
        revisedTo: disease.isEmpty ? nil : Disease.ID(disease), named: name,
        deferredUntil: until, choice)
      return "\(Wording.counted(closed.count, "flag")) closed,"
    }
  }

  static func open(_ request: PageRequest) async throws -> PageAnswer {
    var problems = FormProblems()
    let note = request.form["note"]
    problems.add(
      try await request.atDesk { $0.faults(ofDeciding: .reopened, note: note) },
      at: RecordFault.Field.decision)
    let choice = try EvidencePage.choice(request.form)
    let id = try request.patient()
    return try await decide(request, "note", problems, nil) { desk, seen in
      _ = try desk.reopenFlag(of: id, seen: seen, note: note, choice)
      return "1 flag opened again,"
    }
  }

  /// The address of the next flag of the list; after the last one that of the list.
  private static func following(
    _ id: Patient.ID, _ request: PageRequest
  ) async throws -> String {
    let owner = try await request.judge(id).record.patient.id
    let way = try await request.reviewWay(owner)
    return try way.next.map { try request.flagAddress($0, way) } ?? way.filter.address
  }

  /// Does what was decided on what was seen; else the page with what is wrong.
  private static func decide(
    _ request: PageRequest, _ field: String, _ found: FormProblems, _ next: String?,
    _ body: @escaping @Sendable (_ desk: Desk, _ seen: Int) throws -> String
  ) async throws -> PageAnswer {
    let id = try request.patient()
    var problems = FormProblems()
    guard let seen = try request.seen() else { throw WebFault.notFound }
    if let meanwhile = try await request.atDesk({ try $0.changed(recordOf: id, after: seen) }) {
      add(meanwhile, request, to: &problems)
    }
    problems.add(found)
    guard problems.isEmpty else { return try await EvidencePage.page(request, problems) }
    do {
      let done = try await request.atDesk { try body($0, seen) }
      return request.done(done, at: try next ?? request.path(of: id))
    } catch DeskRefusal.changedMeanwhile(let meanwhile) {
      add(meanwhile, request, to: &problems)
      return try await EvidencePage.page(request, problems)
    } catch DeskRefusal.unknownPatient {
      throw WebFault.notFound
    } catch {
      try problems.add(refused: error, at: field, RecordFault.Field.decision, request)
      return try await EvidencePage.page(request, problems)
    }
  }

  private static func add(
    _ meanwhile: ChangedMeanwhile, _ request: PageRequest, to problems: inout FormProblems
  ) {
    MeanwhileWords(words: request.words).add(
      meanwhile, "Nothing was decided yet: look at the evidence as it stands now.", to: &problems)
  }
}
