import Clinic
import Outcomes
import Registry

/// Registering a patient.
enum RegisterPages {
  static let routes: [Route] = [
    .get("patients/new", for: .clinical) { try registerPage($0, FormProblems(), similar: []) },
    .post(
      "patients/new", for: .clinical,
      fields: .named(["identifier", "family", "given", "born", "sex", "another"])
    ) { try await register($0) },
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
      try problems.add(refused: error, at: "identifier", request)
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
    fields += ParticularsPages.particulars(problems) { form[$0.name] }
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
