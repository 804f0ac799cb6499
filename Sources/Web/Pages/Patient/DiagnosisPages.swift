import Clinic
import Outcomes
import Registry
import Reporting

/// Adding a diagnosis, revising it to another one, ending it.
enum DiagnosisPages {
  private static let one = "patients/:patient/diagnoses/:diagnosis"

  static let routes: [Route] = [
    .get("patients/:patient/diagnoses", for: .clinical) { try await addPage($0, FormProblems()) },
    .post(
      "patients/:patient/diagnoses", for: .clinical,
      fields: .named(["disease", "other-name", "diagnosed", "onset", "note"])
    ) { try await add($0) },
    .get(one, for: .clinical) {
      try await changePage($0, try await $0.diagnosis(), FormProblems())
    },
    .post(
      one + "/revise", for: .clinical,
      fields: .named(["disease", "other-name", "revised-on", "revise-reason", ChangeForm.seenField])
    ) { request in try await GonePage.unlessGone(request) { try await revise(request) } },
    .post(
      one + "/end", for: .clinical,
      fields: .named(["ended-on", "end-reason", ChangeForm.seenField])
    ) { request in try await GonePage.unlessGone(request) { try await end(request) } },
    .post(one + "/withdraw", for: .clinical, fields: .named(WithdrawForm.names)) { request in
      try await GonePage.unlessGone(request) { try await withdraw(request) }
    },
  ]

  private static func withdraw(_ request: PageRequest) async throws -> PageAnswer {
    let diagnosis = try await request.diagnosis()
    var problems = FormProblems()
    try await WithdrawForm.withdraw(.diagnosis, diagnosis, request, &problems)
    guard problems.isEmpty else { return try await changePage(request, diagnosis, problems) }
    return request.done("Diagnosis withdrawn,", at: try request.path(of: request.patient()))
  }

  private static func add(_ request: PageRequest) async throws -> PageAnswer {
    let id = try request.patient()
    let form = request.form
    var problems = FormProblems()
    if form["disease"].isEmpty { problems.add("disease", "Choose a disease.") }
    var fields = FieldReader(form)
    let diagnosed = fields.partialDay(form["diagnosed"], .diagnosedOn)
    let onset = fields.partialDay(form["onset"], .onsetOn)
    guard problems.isEmpty else {
      problems.add(fields.faults, at: RecordFault.Field.diagnosis)
      return try await addPage(request, problems)
    }
    var diagnosis = Diagnosis(
      disease: Disease.ID(form["disease"]), otherName: form["other-name"],
      diagnosedOn: request.today, note: form["note"])
    diagnosis.diagnosedGiven = diagnosed ?? .unknown
    diagnosis.onsetGiven = onset
    let (read, made) = (fields, diagnosis)
    do {
      try await request.atDesk { try $0.addDiagnosis(made, to: id, read: read) }
    } catch {
      try problems.add(refused: error, at: "diagnosed", RecordFault.Field.diagnosis, request)
      return try await addPage(request, problems)
    }
    return request.done("Diagnosis saved", at: try request.path(of: id))
  }

  private static func revise(_ request: PageRequest) async throws -> PageAnswer {
    let id = try request.patient()
    let form = request.form
    let diagnosis = try await request.diagnosis()
    var problems = FormProblems()
    let mustLook = ChangeForm(diagnosis, request, typed: { _ in nil }).add(to: &problems)
    if form["disease"].isEmpty { problems.add("disease", "Choose the disease it is revised to.") }
    let day = form.neededDay("revised-on", "The day of the revision", &problems)
    if form["revise-reason"].isEmpty { problems.add("revise-reason", "Say why it is revised.") }
    guard problems.isEmpty, !mustLook, let day else {
      return try await changePage(request, diagnosis, problems)
    }
    let (number, seen) = (diagnosis.now.number, diagnosis.seen.version)
    do {
      try await request.atDesk { desk in
        try desk.reviseDiagnosis(
          number, of: id, seen: seen, to: Disease.ID(form["disease"]),
          named: form["other-name"], on: day, reason: form["revise-reason"])
      }
    } catch {
      try problems.add(
        refused: error, at: "revised-on",
        [.otherName: "other-name", .revisedTo: "disease"], request)
      return try await changePage(request, diagnosis, problems)
    }
    return request.done("Diagnosis revised,", at: try request.path(of: id))
  }

  private static func end(_ request: PageRequest) async throws -> PageAnswer {
    let id = try request.patient()
    let form = request.form
    let diagnosis = try await request.diagnosis()
    var problems = FormProblems()
    let mustLook = ChangeForm(diagnosis, request, typed: { _ in nil }).add(to: &problems)
    let day = form.neededDay("ended-on", "The day", &problems)
    if form["end-reason"].isEmpty { problems.add("end-reason", "Say why it is given up.") }
    guard problems.isEmpty, !mustLook, let day else {
      return try await changePage(request, diagnosis, problems)
    }
    let (number, seen) = (diagnosis.now.number, diagnosis.seen.version)
    do {
      try await request.atDesk { desk in
        try desk.endDiagnosis(number, of: id, seen: seen, on: day, reason: form["end-reason"])
      }
    } catch {
      try problems.add(refused: error, at: "ended-on", [:], request)
      return try await changePage(request, diagnosis, problems)
    }
    return request.done("Diagnosis ended,", at: try request.path(of: id))
  }

  private static func diseases(
    _ request: PageRequest, _ label: String, _ problems: FormProblems
  ) -> FormField {
    .select(
      ChoiceField(
        "disease", label, problems,
        request.site.pickers.diseases(chosen: request.form["disease"])))
  }

  private static func addPage(
    _ request: PageRequest, _ problems: FormProblems
  ) async throws -> PageAnswer {
    let patient = try await request.registered()
    let form = request.form
    let fields: [FormField] = [
      diseases(request, "Disease", problems),
      Pickers.otherName("Another disease", form["other-name"], problems),
      .text(
        TextField.partialDate("diagnosed", "Diagnosed on", orEmpty: true)
          .filled(form["diagnosed"], problems)),
      .text(
        TextField.partialDate("onset", "First symptoms", orEmpty: true)
          .filled(form["onset"], problems)),
      .area(TextField("note", "Note").filled(form["note"], problems)),
    ]
    let plain = try PlainForm(request, button: "Save the diagnosis", fields: fields)
    let frame = try await request.frame("Add a diagnosis", of: patient, noting: "diagnoses")
    return request.page(frame, plain, problems)
  }

  private static func changePage(
    _ request: PageRequest, _ fact: SeenFact<Diagnosis>, _ problems: FormProblems
  ) async throws -> PageAnswer {
    let patient = try await request.registered()
    let diagnosis = fact.now.fact
    let path = try request.path(of: patient.id, "diagnoses/") + (try request.parameter("diagnosis"))
    var html = HTMLWriter()
    html.markup(
      "<p class=\"lead\">\(sentence: TreatmentText.diagnosis(diagnosis, request.library))</p>\n")
    if diagnosis.endedOn == nil {
      try writeChanges(at: path, version: fact.now.version, request, problems, to: &html)
    } else if let meanwhile = fact.meanwhile {
      // There is no form left that could keep it.
      GonePage.write(GonePage.typed(request, meanwhile), to: &html)
    }
    try WithdrawForm.write(
      "For a diagnosis that nobody made. It counts no more and stays in the history.",
      at: path, version: fact.now.version, request, problems, to: &html)
    BackLink.write("To the patient", try request.path(of: patient.id), to: &html)
    let frame = try await request.frame("Diagnosis", of: patient, noting: "diagnosis")
    return request.page(frame, html, problems)
  }

  /// What may become of a diagnosis that has not ended.
  private static func writeChanges(
    at path: String, version: Int, _ request: PageRequest, _ problems: FormProblems,
    to html: inout HTMLWriter
  ) throws {
    let form = request.form
    let revise: [FormField] = [
      diseases(request, "Revised to", problems),
      Pickers.otherName("Another disease", form["other-name"], problems),
      .text(TextField.date("revised-on", "On").filled(form["revised-on"], problems)),
      .text(TextField("revise-reason", "Reason").filled(form["revise-reason"], problems)),
      ChangeForm.seen(version),
    ]
    let end: [FormField] = [
      .text(TextField.date("ended-on", "Given up on").filled(form["ended-on"], problems)),
      .text(TextField("end-reason", "Reason").filled(form["end-reason"], problems)),
      ChangeForm.seen(version),
    ]
    html.markup("<h2>Revise to another one</h2>\n")
    html.form(
      try PlainForm(request, action: path + "/revise", button: "Revise", fields: revise))
    html.markup("<h2>End without another one</h2>\n")
    html.form(try PlainForm(request, action: path + "/end", button: "End", fields: end))
  }
}
