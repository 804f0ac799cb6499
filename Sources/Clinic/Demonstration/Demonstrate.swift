package import Outcomes
import Registry
import Reporting

extension Desk {
  /// Builds an invented clinic in a new file, and returns its review list, one flagged patient's page
  /// and what to try next.
  package static func demonstrate(
    at path: String, definitions folder: String? = nil, patients: Int = 60, seed: UInt64 = 1,
    asOf: Day
  ) throws -> String {
    let definitions = try Definitions.load(folder)
    try ClinicFolder.make(for: path)
    let file: ClinicFile
    do {
      file = try ClinicFile.create(path: path)
    } catch RegistryError.fileExists {
      throw DeskRefusal.fileExists(path)
    }
    let desk = Desk(
      file: file, definitions: definitions, today: asOf, asOf: asOf, author: "demonstration")
    try desk.fill(patients: patients, seed: seed)
    return try desk.tour(path)
  }

  /// Stores the invented patients as an import would, then one duplicate with its merge and one correction.
  func fill(patients count: Int, seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let scenarios = Scenario.all(in: library)
    var invented: [InventedPatient] = []
    for number in 1...count {
      let scenario = scenarios[(number - 1) % scenarios.count]
      if let patient = InventedPatient(
        number: number, scenario, library: library, asOf: asOf, using: &random)
      {
        invented.append(patient)
      }
    }
    try file.bulk(by: by(reason: "invented clinic, seed \(seed)")) { writing in
      for patient in invented { try store(patient, writing) }
    }
    guard let twin = invented.first, let corrected = invented.dropFirst().first else { return }
    try addDuplicate(of: twin.patient)
    try correctOne(of: corrected.patient.id)
  }

  private func store(_ invented: InventedPatient, _ writing: Writing) throws {
    let id = invented.patient.id
    try writing.add(invented.patient)
    for diagnosis in invented.diagnoses { try writing.add(diagnosis, of: id) }
    for course in invented.courses { try writing.add(course, of: id) }
    var keys: Set<String> = []
    for visit in invented.visits
    where keys.insert("\(visit.measure.id) \(visit.day) \(visit.variant)").inserted {
      let entry = try ScoreEntry(
        measure: visit.measure, pairs: visit.pairs, variant: visit.variant,
        sex: invented.patient.sex)
      try writing.add(
        NewScore(
          day: visit.day, variant: entry.variant, total: entry.scored.total, part: entry.part,
          answers: entry.answers.compact), of: visit.measure, for: id)
    }
  }

  /// The same person registered twice, with one visit under the second identifier, and merged.
  private func addDuplicate(of patient: Patient) throws {
    var twin = patient
    twin.id = Patient.ID("D9999")
    try register(twin, evenIfSimilar: true)
    if let pain = library.measure(.init("pain-nrs")) {
      let prepared = try prepareScore(twin.id, pain.id, day: asOf - 400, pairs: [("", "3")])
      try record(prepared)
    }
    try merge(twin.id, into: patient.id, reason: "registered twice")
  }

  /// One score that was read from the wrong line.
  private func correctOne(of id: Patient.ID) throws {
    let stored = try file.read { try $0.scores(of: id) }
    for score in stored {
      guard let measure = library.measure(score.fact.score.measure),
        let (field, answer) = zip(
          measure.fields, Answers(compact: score.fact.score.answers, of: measure).slots
        )
        .first(where: { $1 != nil }),
        case .options(let options) = field.kind,
        let other = options.first(where: { $0.value != answer?.text })
      else { continue }
      _ = try correctScore(
        score.number, pairs: [(field.id, other.value)],
        reason: "read from the wrong line of the form")
      return
    }
  }

  /// What the demonstration prints.
  private func tour(_ path: String) throws -> String {
    let review = try reviewTable()
    var parts = [
      "An invented clinic was built in \(path), as of \(asOf). Nobody in it exists.",
      "Review list (recheck review): \(review.table.rows.count) patients with an open flag",
      review.text,
    ]
    if let first = review.table.rows.first {
      parts += [
        "The page behind the first line (recheck review show \(first[0].text)):",
        try flagPage(Patient.ID(first[0].text), templates: nil),
      ]
    }
    let place = "--clinic \(path)" + (asOf == today ? "" : " --as-of \(asOf)")
    let id = review.table.rows.first?[0].text ?? "D0001"
    parts.append(
      """
      Go on with
        recheck review show \(id) \(place)
        recheck report patient \(id) \(place)
        recheck report clinic \(place)
        recheck report cohort \(place)
        recheck judge --patient \(id) \(place)
        recheck record \(id) pain-nrs value=4 \(place)
        recheck review close \(id) --decision trial-inadequate --note "two courses first" --by "Dr Example" \(place)
        recheck export scores-wide --pseudonymous \(place)
      """)
    return parts.joined(separator: "\n\n")
  }
}
