import Clinic
import Exchange
import Outcomes
import Registry

/// Registering a patient.
enum RegisterPages {
  static let routes: [Route] = [
    .get("patients/new", for: .clinical) { try registerPage($0, FormProblems(), similar: []) },
    .post(
      "patients/new", for: .clinical,
      fields: .named(["identifier", "family", "given", "born", "sex", "physician", "another"])
    ) { try await register($0) },
  ]

  private static func register(_ request: PageRequest) async throws -> PageAnswer {
    let form = request.form
    var problems = FormProblems()
    var fields = FieldReader(form)
    // An identifier is exactly what was typed: blanks at its ends are pointed out.
    var typed = Patient(
      id: Patient.ID(form.exact("identifier")), familyName: form["family"],
      givenName: form["given"], birthDate: nil, sex: nil, physician: form["physician"])
    typed.bornGiven = fields.partialDay(form["born"], .birthDate)
    typed.sex = fields.choice(form["sex"], .sex)
    let (patient, read) = (typed, fields)
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
      try problems.add(refused: error, at: "identifier", RecordFault.Field.particulars, request)
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
