import Clinic
import Outcomes
import Registry
import Reporting

/// Starting a treatment, and what its form has in common with the one of a change.
enum TreatmentPages {
  static let particulars: Set<String> = [
    "other-name", "start", "intent", "dose", "unit", "interval", "note",
  ]

  static let routes: [Route] = [
    .get("patients/:patient/treatments", for: .clinical) {
      try await startPage($0, FormProblems())
    },
    .post(
      "patients/:patient/treatments", for: .clinical, fields: .named(particulars.union(["therapy"]))
    ) { try await start($0) },
  ]

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
      try problems.add(refused: error, at: "start", RecordFault.Field.course, request)
      return try await startPage(request, problems)
    }
    return request.done("Treatment saved", at: try request.path(of: id))
  }

  /// Reads the fields of a course; what is wrong with them is kept.
  static func read(_ form: FormFields, into course: inout TreatmentCourse) -> FieldReader {
    var fields = FieldReader(form)
    if form.contains("other-name") { course.otherName = form["other-name"] }
    course.startGiven =
      fields.partialDay(form["start"], .start, needed: true) ?? course.startGiven
    course.stopGiven = fields.partialDay(form["stop"], .stop)
    if form.contains("because") {
      course.stopReason = fields.choice(form["because"], .stopReason)
    }
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
    let therapies = request.library.therapies.inOrder(ofName: \.name)
    let fields: [FormField] = [
      .select(
        ChoiceField(
          "therapy", "Therapy", problems,
          [Choice("", "choose", chosen: form["therapy"].isEmpty)]
            + therapies.map { Choice($0.id.text, $0.name, chosen: form["therapy"] == $0.id.text) })),
      Pickers.otherName("Another immunotherapy", form["other-name"], problems),
    ]
    let plain = try PlainForm(
      request,
      lead:
        "The response is judged against the scores from before the first dose: enter those as well.",
      button: "Save the treatment",
      fields: fields
        + shared(problems) { form[$0.name] })
    let frame = try await request.frame("Start a treatment", of: patient, noting: "treatments")
    return request.page(frame, plain, problems)
  }

  /// Why a treatment was stopped: not known is one of the answers.
  static func because(
    _ name: String, _ problems: FormProblems, chosen: String?
  ) -> ChoiceField {
    let reasons = TreatmentCourse.StopReason.allCases.map {
      Choice($0.rawValue, Wording.stopReason($0), chosen: chosen == $0.rawValue)
    }
    return ChoiceField(
      name, "Stopped for", problems, reasons + [Choice("", "not known", chosen: chosen == "")])
  }

  /// - Parameters:
  ///   - note: what stands beside a field.
  ///   - value: what stands in it.
  static func shared(
    _ problems: FormProblems, note: (FactField) -> String? = { _ in nil },
    value: (FactField) -> String
  ) -> [FormField] {
    func text(_ field: FactField, _ label: String? = nil) -> TextField {
      TextField(field.name, label ?? field.label()).filled(value(field), problems).noting(
        note(field))
    }
    let start = TextField.partialDate("start", FactField.start.label()).filled(
      value(.start), problems)
    let intents = ChoiceField(
      "intent", FactField.intent.label(), problems,
      TreatmentCourse.Intent.allCases.map {
        Choice(
          $0.rawValue, "\($0.rawValue): \(Wording.intent($0))",
          chosen: value(.intent) == $0.rawValue)
      })
    return [
      .text(start.noting(note(.start))),
      .radios(intents.noting(note(.intent))),
      .text(text(.dose)),
      .text(text(.unit, "Unit, such as mg or g/kg")),
      .text(text(.interval)),
      .area(text(.note)),
    ]
  }
}
