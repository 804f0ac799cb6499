import Clinic
import Outcomes
import Registry

/// Correcting particulars.
enum ParticularsPages {
  private static let path = "patients/:patient/edit"

  static let routes: [Route] = [
    .get(path, for: .clinical) { request in
      try await GonePage.unlessGone(request) {
        let patient = try await patient(request)
        return try await page(request, form(patient, request), FormProblems())
      }
    },
    .post(
      path, for: .clinical,
      fields: .named(
        ChangeForm.names.union(["family", "given", "born", "sex", "physician", "reason"]))
    ) { request in try await GonePage.unlessGone(request) { try await edit(request) } },
  ]

  /// 404 for one who is not registered.
  private static func patient(_ request: PageRequest) async throws -> SeenFact<Patient> {
    let id = try request.patient()
    let seen = try request.seen()
    do {
      return try await request.atDesk { try $0.particulars(of: id, seen: seen) }
    } catch DeskRefusal.unknownPatient {
      throw WebFault.notFound
    }
  }

  private static func form(_ patient: SeenFact<Patient>, _ request: PageRequest) -> ChangeForm {
    ChangeForm(patient, request) { field in
      request.form.contains(field.name) ? request.form[field.name] : nil
    }
  }

  private static func edit(_ request: PageRequest) async throws -> PageAnswer {
    let id = try request.patient()
    let patient = try await patient(request)
    let form = form(patient, request)
    var problems = FormProblems()
    let mustLook = form.add(to: &problems)
    var fields = FieldReader(request.form)
    // An emptied field says that it is not known.
    let born = fields.partialDay(form.value(.born), .birthDate)
    let sex: Sex? = fields.choice(form.value(.sex), .sex)
    let reason = request.form["reason"]
    if reason.isEmpty { problems.add("reason", "Say why the particulars change.") }
    guard problems.isEmpty, !mustLook else {
      problems.add(fields.faults, at: RecordFault.Field.particulars)
      return try await page(request, form, problems)
    }
    let (seen, read) = (patient.seen.version, fields)
    do {
      try await request.atDesk { desk in
        try desk.edit(id, seen: seen, read: read, reason: reason) { patient in
          if form.isChanged(.family) { patient.familyName = form.value(.family) }
          if form.isChanged(.given) { patient.givenName = form.value(.given) }
          if form.isChanged(.born) { patient.bornGiven = born }
          if form.isChanged(.sex) { patient.sex = sex }
          if form.isChanged(.responsible) { patient.physician = form.value(.responsible) }
        }
      }
    } catch {
      try problems.add(refused: error, at: "born", RecordFault.Field.particulars, request)
      return try await page(request, form, problems)
    }
    return request.done(at: try request.path(of: id))
  }

  private static func page(
    _ request: PageRequest, _ form: ChangeForm, _ problems: FormProblems
  ) async throws -> PageAnswer {
    let patient = try await request.registered()
    let reason = TextField("reason", "Reason for the change")
      .filled(request.form["reason"], problems)
    let fields =
      particulars(problems, note: form.note, value: form.value) + [.text(reason)]
      + form.closing(problems)
    let lead =
      "The earlier particulars stay in the history; a field that is emptied is recorded as unknown. "
      + "Scores that are graded by sex are graded anew."
    let plain = try PlainForm(
      request, lead: form.lead ?? lead, button: "Save the particulars", fields: fields)
    return request.page(
      try await request.frame("Particulars", of: patient, noting: "particulars"), plain, problems)
  }

  /// What the forms of registering and of correcting have in common.
  ///
  /// - Parameters:
  ///   - note: what stands beside a field.
  ///   - value: what stands in it.
  static func particulars(
    _ problems: FormProblems, note: (FactField) -> String? = { _ in nil },
    value: (FactField) -> String
  ) -> [FormField] {
    func text(_ field: TextField, _ name: FactField) -> FormField {
      .text(field.filled(value(name), problems).noting(note(name)))
    }
    let sex = value(.sex)
    let sexes = ChoiceField(
      "sex", "Sex", hint: "Some instruments are graded by it.", problems,
      [Choice("", "not recorded", chosen: sex.isEmpty)]
        + Sex.allCases.map { Choice($0.rawValue, $0.rawValue, chosen: sex == $0.rawValue) })
    var physician = TextField("physician", "Responsible physician")
    physician.hint = "As the account is called, such as Dr Weber; empty where nobody is named"
    return [
      text(TextField("family", "Family name"), .family),
      text(TextField("given", "Given name"), .given),
      text(TextField.partialDate("born", "Date of birth"), .born),
      .select(sexes.noting(note(.sex))),
      text(physician, .responsible),
    ]
  }
}
