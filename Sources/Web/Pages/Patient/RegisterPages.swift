import Clinic
import Exchange
import Outcomes
import Registry

/// Registering a patient, and correcting particulars.
enum RegisterPages {
  static let routes: [Route] = [
    .get("patients/new", for: .clinical) { try registerPage($0, FormProblems(), similar: []) },
    .post(
      "patients/new", for: .clinical,
      fields: .named(["identifier", "family", "given", "born", "sex", "another"])
    ) { try await register($0) },
    .get("patients/:patient/edit", for: .clinical) { try await editPage($0, FormProblems()) },
    .post(
      "patients/:patient/edit", for: .clinical,
      fields: .named(["family", "given", "born", "sex", "reason"])
    ) { try await edit($0) },
  ]

  private static func register(_ request: PageRequest) async throws -> PageAnswer {
    let form = request.form
    var problems = FormProblems()
    var fields = FieldReader()
    // An identifier is exactly what was typed: blanks at its ends are pointed out.
    let patient = Patient(
      id: Patient.ID(form.exact("identifier")), familyName: form["family"],
      givenName: form["given"], birthDate: fields.day(form["born"], .birthDate),
      sex: fields.choice(form["sex"], .sex))
    let read = fields
    let another = form["another"] == "yes"
    do {
      try await request.atDesk { try $0.register(patient, read: read, evenIfSimilar: another) }
    } catch DeskRefusal.alike(_, let others) {
      for similar in others {
        try await request.note(.view, to: "similar patient", of: similar.patient.id)
      }
      problems.add("another", "Somebody alike is registered already. Is it the same person?")
      return try registerPage(request, problems, similar: others.lines)
    } catch {
      try problems.add(refused: error, at: "identifier", RecordFault.Field.particulars)
      return try registerPage(request, problems, similar: [])
    }
    return request.done("Registered", at: try request.path(of: patient.id))
  }

  private static func registerPage(
    _ request: PageRequest, _ problems: FormProblems, similar: [String]
  ) throws -> PageAnswer {
    let form = request.form
    var fields: [FormField] = [
      .text(
        TextField("identifier", "Identifier in this clinic")
          .filled(form.exact("identifier"), problems))
    ]
    fields += particulars(
      family: form["family"], given: form["given"], born: form["born"], sex: form["sex"], problems)
    if !similar.isEmpty {
      fields.append(
        .confirm(
          ChoiceField(
            "another", "", problems,
            [Choice("yes", "This is another person: register all the same")])))
    }
    let plain = try PlainForm(request, facts: similar, button: "Register", fields: fields)
    return request.page(try request.frame("Register a patient"), plain, problems)
  }

  private static func particulars(
    family: String, given: String, born: String, sex: String, _ problems: FormProblems
  ) -> [FormField] {
    [
      .text(TextField("family", "Family name").filled(family, problems)),
      .text(TextField("given", "Given name").filled(given, problems)),
      .text(TextField.date("born", "Date of birth").filled(born, problems)),
      .select(
        ChoiceField(
          "sex", "Sex", hint: "Some instruments are graded by it.", problems,
          [Choice("", "not recorded", chosen: sex.isEmpty)]
            + Sex.allCases.map { Choice($0.rawValue, $0.rawValue, chosen: sex == $0.rawValue) })),
    ]
  }

  private static func edit(_ request: PageRequest) async throws -> PageAnswer {
    let id = try request.patient()
    let form = request.form
    var problems = FormProblems()
    if form["reason"].isEmpty { problems.add("reason", "Say why the particulars change.") }
    var fields = FieldReader()
    let born = fields.day(form["born"], .birthDate)
    let sex: Sex? = fields.choice(form["sex"], .sex)
    guard problems.isEmpty else {
      problems.add(fields.faults, at: RecordFault.Field.particulars)
      return try await editPage(request, problems)
    }
    // An emptied field says that it is not known.
    var removed: Set<RecordFault.Field> = []
    if form["born"].isEmpty { removed.insert(.birthDate) }
    if form["sex"].isEmpty { removed.insert(.sex) }
    let (read, unknown) = (fields, removed)
    do {
      try await request.atDesk { desk in
        try desk.edit(
          id, family: form["family"], given: form["given"], born: born, sex: sex,
          removing: unknown, read: read, reason: form["reason"])
      }
    } catch {
      try problems.add(refused: error, at: "born", RecordFault.Field.particulars)
      return try await editPage(request, problems)
    }
    return request.done(at: try request.path(of: id))
  }

  private static func editPage(_ request: PageRequest, _ problems: FormProblems) async throws
    -> PageAnswer
  {
    let patient = try await request.registered()
    let form = request.form
    let isNew = form.isEmpty
    let fields =
      particulars(
        family: isNew ? patient.familyName : form["family"],
        given: isNew ? patient.givenName : form["given"],
        born: isNew ? patient.birthDate?.iso ?? "" : form["born"],
        sex: isNew ? patient.sex?.rawValue ?? "" : form["sex"], problems)
      + [.text(TextField("reason", "Reason for the change").filled(form["reason"], problems))]
    let plain = try PlainForm(
      request,
      lead:
        "The earlier particulars stay in the history; a field that is emptied is recorded as unknown. Scores that are graded by sex are graded anew.",
      button: "Save the particulars", fields: fields)
    return request.page(
      try await request.frame("Particulars", of: patient, noting: "particulars"), plain, problems)
  }
}

extension PageRequest {
  /// The patient in the path; 404 for one who is not registered.
  func registered() async throws -> Patient {
    let id = try patient()
    do {
      return try await atDesk { try $0.patient(id) }
    } catch DeskRefusal.unknownPatient {
      throw WebFault.notFound
    }
  }
}
