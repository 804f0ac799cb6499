import Clinic
import Outcomes
import Registry
import Reporting

/// Starting, changing and stopping a treatment.
enum TreatmentPages {
  private static let one = "patients/:patient/treatments/:course"
  private static let particulars: Set<String> = [
    "start", "intent", "dose", "unit", "interval", "note",
  ]

  static let routes: [Route] = [
    .get("patients/:patient/treatments", for: .clinical) {
      try await startPage($0, FormProblems())
    },
    .post(
      "patients/:patient/treatments", for: .clinical, fields: .named(particulars.union(["therapy"]))
    ) { try await start($0) },
    .get(one, for: .clinical) { try await changePage($0, FormProblems()) },
    .post(one, for: .clinical, fields: .named(particulars.union(["stop", "reason"]))) {
      try await change($0)
    },
    .post(one + "/stop", for: .clinical, fields: .named(["stop-on", "stop-reason"])) {
      try await stop($0)
    },
    .post(one + "/withdraw", for: .clinical, fields: .named([WithdrawForm.field])) {
      try await withdraw($0)
    },
  ]

  private static func withdraw(_ request: PageRequest) async throws -> PageAnswer {
    let id = try request.patient()
    let found = try await FactAddresses(of: id, request)
    let number = found.number(try found.course(request))
    guard let number else { throw WebFault.notFound }
    var problems = FormProblems()
    try await WithdrawForm.withdraw(.course, number, request, &problems)
    guard problems.isEmpty else { return try await changePage(request, problems) }
    return request.done("Treatment withdrawn,", at: try request.path(of: id))
  }

  private static func start(_ request: PageRequest) async throws -> PageAnswer {
    let id = try request.patient()
    var problems = FormProblems()
    let therapy = Therapy.ID(request.form["therapy"])
    if request.form["therapy"].isEmpty { problems.add("therapy", "Choose a therapy.") }
    var course = TreatmentCourse(therapy: therapy, start: request.today)
    let fields = read(request.form, into: &course)
    guard problems.isEmpty else {
      problems.add(fields.faults, at: RecordFault.Field.course)
      return try await startPage(request, problems)
    }
    let started = course
    do {
      try await request.atDesk { try $0.startTreatment(started, of: id, read: fields) }
    } catch {
      try problems.add(refused: error, at: "start", RecordFault.Field.course)
      return try await startPage(request, problems)
    }
    return request.done("Treatment saved", at: try request.path(of: id))
  }

  private static func change(_ request: PageRequest) async throws -> PageAnswer {
    let id = try request.patient()
    let before = try await FactAddresses(of: id, request).course(request)
    var problems = FormProblems()
    var course = before
    let fields = read(request.form, into: &course)
    let reason = request.form["reason"]
    if reason.isEmpty { problems.add("reason", "Say why the treatment is changed.") }
    guard problems.isEmpty else {
      problems.add(fields.faults, at: RecordFault.Field.course)
      return try await changePage(request, problems)
    }
    let changed = course
    do {
      try await request.atDesk { desk in
        try desk.changeTreatment(
          before.therapy, of: id, started: before.start, reason: reason, read: fields
        ) { $0 = changed }
      }
    } catch {
      try problems.add(refused: error, at: "start", RecordFault.Field.course)
      return try await changePage(request, problems)
    }
    return request.done(at: try request.path(of: id))
  }

  private static func stop(_ request: PageRequest) async throws -> PageAnswer {
    let id = try request.patient()
    let course = try await FactAddresses(of: id, request).course(request)
    var problems = FormProblems()
    let day = request.form.neededDay("stop-on", "The day of the last dose", &problems)
    let reason = request.form["stop-reason"]
    if reason.isEmpty { problems.add("stop-reason", "Say why the treatment is stopped.") }
    guard problems.isEmpty, let day else { return try await changePage(request, problems) }
    do {
      try await request.atDesk { desk in
        try desk.stopTreatment(
          course.therapy, of: id, started: course.start, on: day, reason: reason)
      }
    } catch {
      try problems.add(refused: error, at: "stop-on", [:])
      return try await changePage(request, problems)
    }
    return request.done("Treatment stopped,", at: try request.path(of: id))
  }

  /// Reads the fields of a course; what is wrong with them is kept.
  private static func read(_ form: FormFields, into course: inout TreatmentCourse) -> FieldReader {
    var fields = FieldReader()
    course.start = fields.day(form["start"], .start, needed: true) ?? course.start
    course.stop = fields.day(form["stop"], .stop)
    course.intent = fields.choice(form["intent"], .intent, needed: true) ?? course.intent
    course.dose = fields.number(form["dose"], .dose)
    course.intervalDays = fields.count(form["interval"], .intervalDays)
    course.unit = form["unit"]
    course.note = form["note"]
    return fields
  }

  private static func startPage(
    _ request: PageRequest, _ problems: FormProblems
  ) async throws -> PageAnswer {
    let patient = try await request.registered()
    let form = request.form
    let therapies = request.library.therapies.sorted { $0.name.lowercased() < $1.name.lowercased() }
    let fields: [FormField] = [
      .select(
        ChoiceField(
          "therapy", "Therapy", problems,
          [Choice("", "choose", chosen: form["therapy"].isEmpty)]
            + therapies.map { Choice($0.id.text, $0.name, chosen: form["therapy"] == $0.id.text) }))
    ]
    let plain = try PlainForm(
      request,
      lead:
        "The response is judged against the scores from before the first dose: enter those as well.",
      button: "Save the treatment",
      fields: fields
        + shared(
          form["start"], form["intent"], form["dose"], form["unit"], form["interval"],
          form["note"], problems))
    let frame = try await request.frame("Start a treatment", of: patient, noting: "treatments")
    return request.page(frame, plain, problems)
  }

  private static func shared(
    _ start: String, _ intent: String, _ dose: String, _ unit: String, _ interval: String,
    _ note: String, _ problems: FormProblems
  ) -> [FormField] {
    [
      .text(TextField.date("start", "First dose").filled(start, problems)),
      .radios(
        ChoiceField(
          "intent", "Meant", problems,
          TreatmentCourse.Intent.allCases.map {
            Choice(
              $0.rawValue, "\($0.rawValue): \(Wording.intent($0))", chosen: intent == $0.rawValue)
          })),
      .text(TextField("dose", "Amount of one dose").filled(dose, problems)),
      .text(TextField("unit", "Unit, such as mg or g/kg").filled(unit, problems)),
      .text(TextField("interval", "Days between doses").filled(interval, problems)),
      .area(TextField("note", "Note").filled(note, problems)),
    ]
  }

  private static func changePage(
    _ request: PageRequest, _ problems: FormProblems
  ) async throws -> PageAnswer {
    let patient = try await request.registered()
    let course = try await FactAddresses(of: patient.id, request).course(request)
    let form = request.form
    let isNew = !form.contains("start")
    let therapy = request.library.therapy(course.therapy)
    let path = try request.path(of: patient.id, "treatments/") + (try request.parameter("course"))
    func value(_ name: String, _ stored: String) -> String { isNew ? stored : form[name] }
    var fields = shared(
      value("start", course.start.iso), value("intent", course.intent.rawValue),
      value("dose", course.dose?.plain(4) ?? ""), value("unit", course.unit),
      value("interval", course.intervalDays.map { "\($0)" } ?? ""), value("note", course.note),
      problems)
    fields += [
      .text(
        TextField.date("stop", "Last dose; empty while it runs").filled(
          value("stop", course.stop?.iso ?? ""), problems)),
      .text(TextField("reason", "Reason for the change").filled(form["reason"], problems)),
    ]
    var html = HTMLWriter()
    let name = therapy?.name ?? course.therapy.text
    html.markup("<p class=\"lead\">\(name). The earlier particulars stay in the history.</p>\n")
    if course.stop == nil {
      html.markup("<h2>Stop</h2>\n")
      let stop: [FormField] = [
        .text(TextField.date("stop-on", "Last dose").filled(form["stop-on"], problems)),
        .text(TextField("stop-reason", "Reason").filled(form["stop-reason"], problems)),
      ]
      html.form(
        try PlainForm(
          request, action: path + "/stop", button: "Stop the treatment", fields: stop))
    }
    html.markup("<h2>Change</h2>\n")
    html.form(
      try PlainForm(request, action: path, button: "Save the change", fields: fields))
    try WithdrawForm.write(
      "For a treatment that was never given. It counts no more and stays in the history.",
      at: path, request, problems, to: &html)
    let frame = try await request.frame("Treatment", of: patient, noting: "treatment")
    return request.page(frame, html, problems)
  }
}
