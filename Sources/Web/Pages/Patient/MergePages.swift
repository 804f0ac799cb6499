import Clinic
import Outcomes
import Registry
import Reporting

/// Putting two records of one person together, and taking that back.
enum MergePages {
  static let routes: [Route] = [
    .get("patients/:patient/merge", for: .clinical) {
      try await mergePage($0, FormProblems(), other: nil)
    },
    .post(
      "patients/:patient/merge", for: .clinical,
      fields: .named(["other", "reason", "same", "seen", "seen-other"])
    ) { try await merge($0) },
    .get("patients/:patient/unmerge", for: .clinical) { try await unmergePage($0, FormProblems()) },
    .post("patients/:patient/unmerge", for: .clinical, fields: .named(["other", "reason"])) {
      try await unmerge($0)
    },
  ]

  /// In two steps: first both persons are shown, then the merge is confirmed.
  private static func merge(_ request: PageRequest) async throws -> PageAnswer {
    let id = try request.patient()
    let form = request.form
    let other = Patient.ID(form["other"])
    var problems = FormProblems()
    if form["other"].isEmpty { problems.add("other", "The other identifier is needed.") }
    if other == id { problems.add("other", "This is the same identifier.") }
    if form["reason"].isEmpty { problems.add("reason", "Say how you know that it is one person.") }
    guard problems.isEmpty else { return try await mergePage(request, problems, other: nil) }
    var twin: Patient?
    do {
      twin = try await request.atDesk { try $0.patient(other) }
      guard form["same"] == "yes", let seen = Int(form["seen"]),
        let seenOther = Int(form["seen-other"])
      else {
        problems.add("same", "Compare the two persons, then confirm.")
        return try await mergePage(request, problems, other: twin)
      }
      try await request.atDesk {
        try $0.merge(other, seen: seenOther, into: id, seen: seen, reason: form["reason"])
      }
    } catch {
      try problems.add(refused: error, at: "other", request)
      if case DeskRefusal.changedMeanwhile = error {
        problems.add("same", "Compare the two persons again, then confirm.")
        return try await mergePage(request, problems, other: twin)
      }
      return try await mergePage(request, problems, other: nil)
    }
    return request.done("Merged", at: try request.path(of: id))
  }

  private static func mergePage(
    _ request: PageRequest, _ problems: FormProblems, other: Patient?
  ) async throws -> PageAnswer {
    // Before what is shown: a change in between is then refused, never overlooked.
    let id = try request.patient()
    let compared = try await request.atDesk { desk in
      try other.map { other in
        (
          seen: try desk.version(ofParticulars: id),
          seenOther: try desk.version(ofParticulars: other.id), other: try desk.patient(other.id)
        )
      }
    }
    let other = compared?.other
    let patient = try await request.registered()
    if let other { try await request.note(.view, to: "merge", of: other.id) }
    let form = request.form
    let facts: [String] =
      other.map { twin in
        let strip = Frame.Identity(twin, asOf: request.asOf)
        return ["\(strip.name), born \(strip.birthDate), \(strip.identifier), \(strip.sex)"]
      } ?? []
    var fields: [FormField] = [
      .text(
        TextField("other", "Identifier of the other record of this person")
          .filled(form["other"], problems)),
      .text(
        TextField("reason", "How it is known that it is one person").filled(
          form["reason"], problems)),
    ]
    if let compared {
      fields += [
        .confirm(
          ChoiceField(
            "same", "", problems,
            [Choice("yes", "This is the person above: put both records together")])),
        ChangeForm.seen(compared.seen),
        .hidden(name: "seen-other", value: "\(compared.seenOther)"),
      ]
    }
    let plain = try PlainForm(
      request,
      lead:
        "What was recorded under the other identifier moves to this one. Both identifiers stay in the history, and the merge can be undone.",
      facts: facts, button: other == nil ? "Compare" : "Merge", fields: fields)
    return request.page(
      try await request.frame("Registered twice?", of: patient, noting: "merge"), plain, problems)
  }

  private static func unmerge(_ request: PageRequest) async throws -> PageAnswer {
    let id = try await survivor(request).id
    let form = request.form
    let other = Patient.ID(form["other"])
    var problems = FormProblems()
    let merged = try await request.atDesk { try $0.merges(into: id).map(\.patient) }
    if !merged.contains(other) { problems.add("other", "Choose the identifier.") }
    if form["reason"].isEmpty {
      problems.add("reason", "Say how you know that they are two persons.")
    }
    guard problems.isEmpty else { return try await unmergePage(request, problems) }
    do {
      try await request.atDesk { try $0.unmerge(other, reason: form["reason"]) }
    } catch {
      try problems.add(refused: error, at: "other", request)
      return try await unmergePage(request, problems)
    }
    return request.done("Separated", at: try request.path(of: other))
  }

  /// The patient in the path, or whom that one was merged into; 404 for one who is not registered.
  private static func survivor(_ request: PageRequest) async throws -> Patient {
    let id = try request.patient()
    do {
      return try await request.atDesk { try $0.survivor(of: id) }
    } catch DeskRefusal.unknownPatient {
      throw WebFault.notFound
    }
  }

  private static func unmergePage(
    _ request: PageRequest, _ problems: FormProblems
  ) async throws -> PageAnswer {
    let patient = try await survivor(request)
    let form = request.form
    let merges = try await request.atDesk { try $0.merges(into: patient.id) }
    let frame = try await request.frame("Two persons after all?", of: patient, noting: "merge")
    guard !merges.isEmpty else {
      var html = HTMLWriter()
      html.markup("<p>No other identifier was put together with this patient.</p>\n")
      BackLink.write("To the patient", try request.path(of: patient.id), to: &html)
      return request.page(frame, html, problems)
    }
    let fields: [FormField] = [
      .radios(
        ChoiceField(
          "other", "Identifier that becomes a patient of its own again", problems,
          merges.map {
            Choice(
              $0.patient.text, $0.patient.text,
              chosen: merges.count == 1 || form["other"] == $0.patient.text)
          })),
      .text(
        TextField("reason", "How it is known that they are two persons").filled(
          form["reason"], problems)),
    ]
    let plain = try PlainForm(
      request,
      lead:
        "What was recorded under that identifier goes back to it, also what was entered since. Nothing is lost, and the merge stays in the history.",
      button: "Separate the records", fields: fields)
    return request.page(frame, plain, problems)
  }

  /// On the page of corrections: which identifiers were put together, and the way back.
  static func writeMerges(
    _ request: PageRequest, of id: Patient.ID, to html: inout HTMLWriter
  ) async throws {
    let merges = try await request.atDesk { try $0.merges(into: id) }
    guard !merges.isEmpty else { return }
    html.markup("<h2>Put together with this patient</h2>\n")
    let table = Table(
      columns: [
        .init("identifier", "Identifier"), .init("instant", "When (UTC)"), .init("author", "Who"),
        .init("reason", "Why"),
      ], rows: merges.map(\.cells))
    TableMarkup(table, label: "Put together with this patient").write(to: &html)
    BackLink.write(
      "Two persons after all? Separate them", try request.path(of: id, "unmerge"), to: &html)
  }
}
