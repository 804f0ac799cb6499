import Clinic
import Outcomes
import Registry

/// Changing, stopping and withdrawing a treatment.
enum TreatmentChangePages {
  private static let one = "patients/:patient/treatments/:course"

  static let routes: [Route] = [
    .get(one, for: .clinical) { request in
      let course = try await request.treatment()
      return try await page(request, course, form(course, request), FormProblems())
    },
    .post(
      one, for: .clinical,
      fields: .named(
        TreatmentPages.particulars.union(["stop", "because", "reason"]).union(ChangeForm.names))
    ) { request in try await GonePage.unlessGone(request) { try await change(request) } },
    .post(
      one + "/stop", for: .clinical,
      fields: .named(["stop-on", "stop-because", "stop-reason", ChangeForm.seenField])
    ) { request in try await GonePage.unlessGone(request) { try await stop(request) } },
    .post(one + "/withdraw", for: .clinical, fields: .named(WithdrawForm.names)) { request in
      try await GonePage.unlessGone(request) { try await withdraw(request) }
    },
  ]

  private static func withdraw(_ request: PageRequest) async throws -> PageAnswer {
    let course = try await request.treatment()
    var problems = FormProblems()
    try await WithdrawForm.withdraw(.course, course, request, &problems)
    guard problems.isEmpty else {
      return try await page(request, course, form(course, request), problems)
    }
    return request.done("Treatment withdrawn,", at: try request.path(of: request.patient()))
  }

  private static func change(_ request: PageRequest) async throws -> PageAnswer {
    let id = try request.patient()
    let course = try await request.treatment()
    let form = form(course, request)
    var problems = FormProblems()
    let mustLook = form.add(to: &problems)
    var changed = course.seen.fact
    let read = TreatmentPages.read(request.form, into: &changed)
    // As they were where they were left as they were, down to the line breaks.
    changed.unit = form.value(.unit)
    changed.note = form.value(.note)
    let reason = request.form["reason"]
    if reason.isEmpty { problems.add("reason", "Say why the treatment is changed.") }
    guard problems.isEmpty, !mustLook else {
      problems.add(read.faults, at: RecordFault.Field.course)
      return try await page(request, course, form, problems)
    }
    let (number, seen, new) = (course.now.number, course.seen.version, changed)
    do {
      try await request.atDesk { desk in
        try desk.changeTreatment(number, of: id, seen: seen, reason: reason, read: read) {
          $0 = new
        }
      }
    } catch {
      try problems.add(refused: error, at: "start", RecordFault.Field.course, request)
      return try await page(request, course, form, problems)
    }
    return request.done(at: try request.path(of: id))
  }

  private static func stop(_ request: PageRequest) async throws -> PageAnswer {
    let id = try request.patient()
    let course = try await request.treatment()
    let form = form(course, request)
    var problems = FormProblems()
    let mustLook = form.add(to: &problems)
    let reason = request.form["stop-reason"]
    var fields = FieldReader(request.form)
    let because: TreatmentCourse.StopReason? = fields.choice(
      request.form["stop-because"], .stopReason)
    let day = fields.partialDay(request.form["stop-on"], .stop, needed: true)
    problems.add(fields.faults, at: [.stopReason: "stop-because", .stop: "stop-on"])
    if reason.isEmpty, because == nil, request.form["stop-because"].isEmpty {
      problems.add("stop-reason", "Say why the treatment is stopped.")
    }
    guard problems.isEmpty, !mustLook, let day else {
      return try await page(request, course, form, problems)
    }
    let (number, seen) = (course.now.number, course.seen.version)
    do {
      try await request.atDesk { desk in
        try desk.stopTreatment(
          number, of: id, seen: seen, on: day.latest, knownTo: day.precision, because: because,
          reason: reason)
      }
    } catch {
      try problems.add(refused: error, at: "stop-on", [:], request)
      return try await page(request, course, form, problems)
    }
    return request.done("Treatment stopped,", at: try request.path(of: id))
  }

  /// What the form of a change shows: where somebody else stopped the course meanwhile, the day that
  /// was entered to stop it stands there.
  private static func form(
    _ course: SeenFact<TreatmentCourse>, _ request: PageRequest
  ) -> ChangeForm {
    let sent = request.form
    return ChangeForm(course, request) { field in
      if sent.contains(field.name) { return sent[field.name] }
      guard course.now.fact.stop != nil, sent.contains("stop-on") else { return nil }
      if field == .stop { return sent["stop-on"] }
      return field == .stopReason && sent.contains("stop-because") ? sent["stop-because"] : nil
    }
  }

  private static func page(
    _ request: PageRequest, _ course: SeenFact<TreatmentCourse>, _ change: ChangeForm,
    _ problems: FormProblems
  ) async throws -> PageAnswer {
    let patient = try await request.registered()
    let now = course.now.fact
    let form = request.form
    let path = try request.path(of: patient.id, "treatments/\(course.now.number)")
    let isStopped = now.stop != nil
    let reason = form["reason"].isEmpty && isStopped ? form["stop-reason"] : form["reason"]
    let last = TextField.partialDate("stop", "Last dose; empty while it runs")
      .filled(change.value(.stop), problems).noting(change.note(.stop))
    let named: [FormField] =
      now.therapy == Therapy.otherImmunotherapy
      ? [Pickers.otherName("Another immunotherapy", change.value(.otherName), problems)] : []
    let fields: [FormField] =
      named + TreatmentPages.shared(problems, note: change.note, value: change.value) + [
        .text(last),
        .radios(
          TreatmentPages.because("because", problems, chosen: change.value(.stopReason))
            .noting(change.note(.stopReason))),
        .text(TextField("reason", "Reason for the change").filled(reason, problems)),
      ] + change.closing(problems)
    var html = HTMLWriter()
    let name = request.library.therapy(now.therapy)?.name ?? now.therapy.text
    html.markup("<p class=\"lead\">\(name). The earlier particulars stay in the history.</p>\n")
    if !isStopped {
      html.markup("<h2>Stop</h2>\n")
      let stop: [FormField] = [
        .text(TextField.partialDate("stop-on", "Last dose").filled(form["stop-on"], problems)),
        .radios(
          TreatmentPages.because(
            "stop-because", problems,
            chosen: form.contains("stop-because") ? form["stop-because"] : nil)),
        .text(
          TextField("stop-reason", "Reason in your own words").filled(form["stop-reason"], problems)
        ),
        ChangeForm.seen(course.now.version),
      ]
      html.form(
        try PlainForm(
          request, action: path + "/stop", button: "Stop the treatment", fields: stop))
    }
    html.markup("<h2>Change</h2>\n")
    html.form(
      try PlainForm(
        request, action: path, lead: change.lead, button: "Save the change", fields: fields))
    try WithdrawForm.write(
      "For a treatment that was never given. It counts no more and stays in the history.",
      at: path, version: course.now.version, request, problems, to: &html)
    let frame = try await request.frame("Treatment", of: patient, noting: "treatment")
    return request.page(frame, html, problems)
  }
}
