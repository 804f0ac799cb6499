import Clinic
import Outcomes
import Registry
import Reporting

/// The page that a physician decides from: what `review show` prints, scores before the
/// verdict, and the decision in place.
///
/// Each flag of a patient has one, and so has what a decision saw.
enum EvidencePage {
  static let routes: [Route] = [
    .get("patients/:patient/flag", for: .clinical, query: ["flag"]) { request in
      try await page(request, FormProblems())
    },
    .post(
      "patients/:patient/flag", for: .physicians, fields: .named(DecisionForm.fields)
    ) { try await close($0) },
    .post(
      "patients/:patient/flag/open", for: .physicians, fields: .named(["flag", "note", "seen"])
    ) { try await open($0) },
    .get("patients/:patient/flag/decisions/:decision", for: .clinical) { request in
      try await decision(request)
    },
  ]

  private static func close(_ request: PageRequest) async throws -> PageAnswer {
    let form = request.form
    var problems = FormProblems()
    let decision = Review.Decision.closing.first { $0.rawValue == form["decision"] }
    if decision == nil { problems.add("decision", "Choose a decision.") }
    if form["note"].isEmpty { problems.add("note", "Say in a note what the decision rests on.") }
    let until = DateText.day(form, "until", &problems)
    let disease = form["revised-to"]
    if decision == .diagnosisRevised, disease.isEmpty {
      problems.add("revised-to", "Say to which disease the diagnosis was revised.")
    }
    if decision == .deferred, form["until"].isEmpty {
      problems.add("until", "Say until which day the decision is deferred.")
    }
    let choice = form["about"] == DecisionForm.all ? .all : try choice(form)
    let (note, name) = (form["note"], form["other-name"])
    let id = try request.patient()
    return try await decide(request, "decision", problems) { desk, seen in
      guard let decision else { return "" }
      let closed = try desk.closeFlags(
        of: id, seen: seen, decision: decision, note: note,
        revisedTo: disease.isEmpty ? nil : Disease.ID(disease), named: name,
        deferredUntil: until, choice)
      return "\(Wording.counted(closed.count, "flag")) closed,"
    }
  }

  private static func open(_ request: PageRequest) async throws -> PageAnswer {
    var problems = FormProblems()
    let note = request.form["note"]
    if note.isEmpty { problems.add("note", "Say in a note why the flag is opened again.") }
    let choice = try choice(request.form)
    let id = try request.patient()
    return try await decide(request, "note", problems) { desk, seen in
      _ = try desk.reopenFlag(of: id, seen: seen, note: note, choice)
      return "1 flag opened again,"
    }
  }

  /// Does what was decided on what was seen; else the page with what is wrong.
  private static func decide(
    _ request: PageRequest, _ field: String, _ found: FormProblems,
    _ body: @escaping @Sendable (_ desk: Desk, _ seen: Int) throws -> String
  ) async throws -> PageAnswer {
    let id = try request.patient()
    var problems = FormProblems()
    guard let seen = try request.seen() else { throw WebFault.notFound }
    if let meanwhile = try await request.atDesk({ try $0.changed(recordOf: id, after: seen) }) {
      add(meanwhile, request, to: &problems)
    }
    problems.add(found)
    guard problems.isEmpty else { return try await page(request, problems) }
    do {
      let done = try await request.atDesk { try body($0, seen) }
      return request.done(done, at: try request.path(of: id))
    } catch DeskRefusal.changedMeanwhile(let meanwhile) {
      add(meanwhile, request, to: &problems)
      return try await page(request, problems)
    } catch DeskRefusal.unknownPatient {
      throw WebFault.notFound
    } catch {
      try problems.add(refused: error, at: field, [.otherName: "other-name"], request)
      return try await page(request, problems)
    }
  }

  /// Which flag an address or a form is about.
  private static func choice(_ fields: FormFields) throws -> FlagChoice {
    let text = fields["flag"]
    if text.isEmpty { return .headline }
    guard let subject = Review.Subject(text: text) else { throw WebFault.notFound }
    return .subject(subject)
  }

  private static func add(
    _ meanwhile: ChangedMeanwhile, _ request: PageRequest, to problems: inout FormProblems
  ) {
    MeanwhileWords(words: request.words).add(
      meanwhile, "Nothing was decided yet: look at the evidence as it stands now.", to: &problems)
  }

  private static func page(
    _ request: PageRequest, _ problems: FormProblems
  ) async throws -> PageAnswer {
    let id = try request.patient()
    let path = try request.path(of: id)
    let choice = try choice(request.form.isEmpty ? request.query : request.form)
    // Before what is shown: a change in between is then refused, never overlooked.
    let seen = try await request.atDesk { try $0.seenUpTo(of: id) }
    let (judged, (evidence, changes)) = try await request.judge(id) { desk, judged in
      // A flag that is raised no more leaves the page to the most urgent one.
      let flag = try? desk.flag(choice, of: judged)
      return (
        FlagEvidence(judged, library: desk.library, about: flag),
        try desk.treatmentChanges(of: id)
      )
    }
    var html = HTMLWriter()
    EvidenceMarkup.writeHead(evidence, path, to: &html)
    write(evidence, judged, changes, path, request.library, to: &html)
    if let flag = evidence.flag {
      if try request.account.role != .physician {
        html.markup("<p class=\"no-print\">A physician decides on this flag.</p>\n")
      } else if flag.status.isOpen {
        html.markup("<h2 id=\"close\" class=\"no-print\">Decide</h2>\n")
        html.form(try DecisionForm.form(judged, about: flag, seen: seen, request, problems))
      } else {
        html.markup("<h2 id=\"open\" class=\"no-print\">Open again</h2>\n")
        html.form(try DecisionForm.reopening(judged, flag, seen: seen, request, problems))
      }
    }
    BackLink.write("To the patient", path, to: &html)
    let frame = try await request.frame(
      "Review of the response", of: judged.record.patient, noting: "flag")
    return request.page(frame, html, problems)
  }

  /// What a decision saw.
  private static func decision(_ request: PageRequest) async throws -> PageAnswer {
    let id = try request.patient()
    guard let number = Int(try request.parameter("decision")) else { throw WebFault.notFound }
    let seen: DecisionSeen
    do {
      seen = try await request.atDesk { try $0.decision(number, of: id) }
    } catch DeskRefusal.noSuchDecision, DeskRefusal.unknownPatient {
      throw WebFault.notFound
    }
    let path = try request.path(of: id)
    let evidence = FlagEvidence(
      seen.judged, library: request.library, about: seen.flag, decision: seen.review)
    var html = HTMLWriter()
    EvidenceMarkup.writeHead(evidence, nil, to: &html)
    write(evidence, seen.judged, [], path, request.library, to: &html)
    BackLink.write("To the evidence of today", path + "/flag", to: &html)
    let frame = try await request.frame(
      "What a decision saw", of: seen.judged.record.patient, noting: "decision")
    return request.page(frame, html, FormProblems())
  }

  private static func write(
    _ evidence: FlagEvidence, _ judged: PatientJudgement, _ changes: [TreatmentChange],
    _ path: String, _ library: Library, to html: inout HTMLWriter
  ) {
    if let course = evidence.course {
      html.markup("<h2>Scores</h2>\n")
      let chart = SVGChart(course: course, in: judged, library: library, changes: changes)
      if let chart { ChartFigure.write(chart, to: &html) }
      EvidenceMarkup.writeScores(evidence, to: &html)
    }
    EvidenceMarkup.writeWhy(evidence, path, to: &html)
  }
}
