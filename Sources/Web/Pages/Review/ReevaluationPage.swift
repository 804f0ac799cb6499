import Clinic
import Exchange
import Outcomes
import Reporting

/// The re-evaluation of a diagnosis: where each row stands, and saying so.
enum ReevaluationPage {
  private static let path = "patients/:patient/reevaluation"

  static let routes: [Route] = [
    .get(path, for: .clinical, query: ["disease"]) { request in
      try await page(request, request.query["disease"], FormProblems())
    },
    .post(path, for: .clinical, fields: .checkedByPage) { try await save($0) },
  ]

  private static func save(_ request: PageRequest) async throws -> PageAnswer {
    let id = try request.patient()
    let form = request.form
    var problems = FormProblems()
    let (judged, found) = try await reevaluation(request, form["disease"])
    try form.allow(only: names(found))
    let day = form.neededDay("day", "The day", &problems)
    let checks = try await request.atDesk(\.checks)
    let author = try request.account.fullName
    var said: [Consideration] = []
    var seen: [String: Int] = [:]
    func add(_ row: String, _ field: String) {
      let state = Consideration.State(rawValue: form["state:" + field])
      let note = form["note:" + field]
      guard let state, let day else {
        if state == nil, !note.isEmpty {
          problems.add("state:" + field, "Say where this row stands; the note alone is not kept.")
        }
        return
      }
      let consideration = Consideration(
        disease: found.disease, row: row, state: state, day: day, author: author, note: note
      ).tidy
      // One day for all rows: what is wrong with it is said once.
      let faults = checks.faults(of: consideration, judged.record.patient)
        .filter { $0.field != .day || problems.message(for: "day") == nil }
      problems.add(faults, at: RecordFault.Field.consideration(field), other: "day")
      said.append(consideration)
      seen[row] = Int(form["seen:" + field]) ?? 0
    }
    for (row, field) in ReevaluationMarkup.fields(found) { add(row.id, field) }
    let own = form["new"].withoutOuterBlanks
    if own.isEmpty {
      if !form["state:new"].isEmpty || !form["note:new"].isEmpty {
        problems.add("new", RecordFault(.row, found: "", .needed).sentence)
      }
    } else if found.rows.contains(where: { $0.id == own }) {
      problems.add("new", "This row is in the list above. Say there where it stands.")
    } else {
      add(own, "new")
      if form["state:new"].isEmpty { problems.add("state:new", "Say where this row stands.") }
    }
    if problems.isEmpty, said.isEmpty {
      problems.add("", "Nothing was chosen. Say of at least one row where it stands.")
    }
    guard problems.isEmpty else { return try await page(request, form["disease"], problems) }
    let (rows, versions) = (said, seen)
    do {
      try await request.atDesk { try $0.consider(rows, of: id, seen: versions) }
    } catch DeskRefusal.changedMeanwhile(let meanwhile) {
      MeanwhileWords(words: request.words).add(
        meanwhile, "Nothing of yours was saved yet: see below where the row stands now.",
        to: &problems)
      return try await page(request, form["disease"], problems)
    } catch DeskRefusal.unknownPatient {
      throw WebFault.notFound
    } catch {
      try problems.add(refused: error, at: "day", [:], request)
      return try await page(request, form["disease"], problems)
    }
    let rowsSaved = Wording.counted(said.count, "row")
    let back = Review.Subject(text: form["flag"])
    let way = [
      back.map { "flag=" + FormFields.encode($0.text) },
      form[ReviewWay.field].isEmpty
        ? nil : ReviewWay.field + "=" + FormFields.encode(form[ReviewWay.field]),
    ].compactMap(\.self).joined(separator: "&")
    let page = back == nil ? "reevaluation" : "flag?" + way
    return request.done(
      "Re-evaluation saved, \(rowsSaved),", at: try request.path(of: id, page))
  }

  private static func reevaluation(
    _ request: PageRequest, _ disease: String
  ) async throws -> (PatientJudgement, Reevaluation) {
    let id = try request.patient()
    do {
      return try await request.judge(id) { desk, judged in
        try desk.reevaluation(judged, disease.isEmpty ? nil : Disease.ID(disease))
      }
    } catch DeskRefusal.unknownPatient, DeskRefusal.noSuchDiagnosis, DeskRefusal.noDiagnosis {
      throw WebFault.notFound
    }
  }

  private static func names(_ found: Reevaluation) -> Set<String> {
    let rows = ReevaluationMarkup.fields(found).map(\.field) + ["new"]
    return Set(
      ["disease", "day", "new", "flag", ReviewWay.field]
        + rows.flatMap { ["state:\($0)", "note:\($0)", "seen:\($0)"] })
  }

  private static func page(
    _ request: PageRequest, _ disease: String, _ problems: FormProblems
  ) async throws -> PageAnswer {
    let (judged, found) = try await reevaluation(request, disease)
    let id = judged.record.patient.id
    let typed = request.form
    var html = HTMLWriter()
    let diagnosis = judged.record.diagnoses.last { $0.disease == found.disease }
    if let diagnosis {
      html.markup(
        "<p class=\"lead\">\(sentence: TreatmentText.diagnosis(diagnosis, request.library))</p>\n")
    }
    html.markup(
      """
      <p class="narrow">\(found.summary.map { "\(sentence: $0) " })What you leave alone stays as it is; \
      what was said before stays in the history.</p>
      <form class="reevaluation" method="post" action="\(request.path)">
      <input type="hidden" name="nonce" value="\(try request.nonce(for: request.path))">
      <input type="hidden" name="disease" value="\(found.disease.text)">
      <input type="hidden" name="flag" value="\(typed["flag"])">
      <input type="hidden" name="list" value="\(typed[ReviewWay.field])">

      """)
    html.markup(
      "\(NoteTemplates.markup(request, for: .reevaluation, into: "[name^='note:']"))")
    let view = ReevaluationMarkup(found, problems: problems, typed: typed)
    view.write("Rule out first", .question, to: &html)
    view.write("To reconsider, with what to look for", .alternative, to: &html)
    view.write("Added here", .own, to: &html)
    view.writeNew(to: &html)
    let day = typed["day"].isEmpty ? request.today.iso : typed["day"]
    html.markup(
      """
      <div class="card save">
      \(TextField.date("day", "Found on").filled(day, problems).markup)\
      <p><button class="button">Save the re-evaluation</button></p>
      </div>
      </form>

      """)
    BackLink.write("To the evidence", try request.path(of: id, "flag"), to: &html)
    let frame = try await request.frame(
      "Re-evaluation", of: judged.record.patient, noting: "re-evaluation")
    return request.page(frame, html, problems)
  }
}
