import Clinic
import Outcomes
import Registry
import Reporting

/// The page that a physician decides from: what `review show` prints, scores before the
/// verdict, and the decision in place.
enum EvidencePage {
  static let routes: [Route] = [
    .get("patients/:patient/flag", for: .clinical) { request in
      try await page(request, FormProblems())
    },
    .post(
      "patients/:patient/flag", for: .physicians,
      fields: .named(["about", "decision", "revised-to", "until", "note", "seen"])
    ) { try await close($0) },
  ]

  private static func close(_ request: PageRequest) async throws -> PageAnswer {
    let id = try request.patient()
    let form = request.form
    var problems = FormProblems()
    guard let seen = try request.seen() else { throw WebFault.notFound }
    if let meanwhile = try await request.atDesk({ try $0.changed(recordOf: id, after: seen) }) {
      add(meanwhile, request, to: &problems)
    }
    let decision = Review.Decision(rawValue: form["decision"])
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
    guard problems.isEmpty, let decision else { return try await page(request, problems) }
    let about = form["about"]
    let note = form["note"]
    do {
      let closed = try await request.atDesk { desk in
        try desk.closeFlags(
          of: id, seen: seen, decision: decision, note: note,
          revisedTo: disease.isEmpty ? nil : Disease.ID(disease), deferredUntil: until,
          only: about.isEmpty ? nil : about)
      }
      return request.done(
        "\(Wording.counted(closed.count, "flag")) closed,", at: try request.path(of: id))
    } catch DeskRefusal.changedMeanwhile(let meanwhile) {
      add(meanwhile, request, to: &problems)
      return try await page(request, problems)
    } catch DeskRefusal.unknownPatient {
      throw WebFault.notFound
    } catch {
      try problems.add(refused: error, at: "decision", request)
      return try await page(request, problems)
    }
  }

  private static func add(
    _ meanwhile: ChangedMeanwhile, _ request: PageRequest, to problems: inout FormProblems
  ) {
    for line in MeanwhileWords(words: request.words).lines(meanwhile) { problems.add("", line) }
    problems.add("", "Nothing was decided yet: look at the evidence as it stands now.")
  }

  private static func page(
    _ request: PageRequest, _ problems: FormProblems
  ) async throws -> PageAnswer {
    let id = try request.patient()
    // Before what is shown: a change in between is then refused, never overlooked.
    let seen = try await request.atDesk { try $0.seenUpTo(of: id) }
    let (judged, (evidence, changes)) = try await request.judge(id) { desk, judged in
      (FlagEvidence(judged, library: desk.library), try desk.treatmentChanges(of: id))
    }
    var html = HTMLWriter()
    EvidenceMarkup.writeHead(evidence, to: &html)
    if let course = evidence.course {
      html.markup("<h2>Scores</h2>\n")
      let chart = SVGChart(
        course: course, in: judged, library: request.library, changes: changes)
      if let chart { ChartFigure.write(chart, to: &html) }
      EvidenceMarkup.writeScores(evidence, to: &html)
    }
    EvidenceMarkup.writeWhy(evidence, to: &html)
    if !judged.openFlags.isEmpty {
      if try request.account.role == .physician {
        html.markup("<h2 id=\"close\" class=\"no-print\">Decide</h2>\n")
        html.form(try DecisionForm.form(judged, seen: seen, request, problems))
      } else {
        html.markup("<p class=\"no-print\">A physician decides on this flag.</p>\n")
      }
    }
    BackLink.write("To the patient", try request.path(of: id), to: &html)
    let frame = try await request.frame(
      "Review of the response", of: judged.record.patient, noting: "flag")
    return request.page(frame, html, problems)
  }
}
