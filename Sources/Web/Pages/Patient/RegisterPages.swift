import Clinic
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
    if form["identifier"].isEmpty { problems.add("identifier", "An identifier is needed.") }
    if form["family"].isEmpty { problems.add("family", "A family name is needed.") }
    let born = DateText.day(form, "born", &problems)
    guard problems.isEmpty else { return try registerPage(request, problems, similar: []) }
    let patient = Patient(
      id: Patient.ID(form["identifier"]), familyName: form["family"], givenName: form["given"],
      birthDate: born, sex: Sex(rawValue: form["sex"]))
    let another = form["another"] == "yes"
    do {
      try await request.atDesk { try $0.register(patient, evenIfSimilar: another) }
    } catch DeskRefusal.similarPatients(_, let others) {
      for similar in try await request.atDesk({ try $0.similarPatients(to: patient) }) {
        try await request.note(.view, to: "similar patient", of: similar.id)
      }
      problems.add(
        "another",
        "Somebody alike, by name and date of birth, is registered already. Is it the same person?")
      return try registerPage(request, problems, similar: others)
    } catch {
      try problems.add(refused: error, at: "identifier")
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
        TextField("identifier", "Identifier in this clinic").filled(form["identifier"], problems))
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
    let born = DateText.day(form, "born", &problems)
    if form["reason"].isEmpty { problems.add("reason", "Say why the particulars change.") }
    if form["family"].isEmpty { problems.add("family", "A family name is needed.") }
    guard problems.isEmpty else { return try await editPage(request, problems) }
    do {
      try await request.atDesk { desk in
        try desk.edit(
          id, family: form["family"], given: form["given"], born: born,
          sex: Sex(rawValue: form["sex"]), reason: form["reason"])
      }
    } catch {
      try problems.add(refused: error, at: "born")
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
        "The earlier particulars stay in the history. Scores that are graded by sex are graded anew.",
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
