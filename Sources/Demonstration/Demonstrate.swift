package import Clinic
package import Outcomes
import Registry

extension Desk {
  /// Builds an invented clinic in a new file, and returns the desk before it.
  package static func demonstrate(
    at path: String, definitions folder: String? = nil, patients: Int = 60, seed: UInt64 = 1,
    asOf: Day
  ) throws -> Desk {
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
    return desk
  }

  /// Stores the invented patients as an import would, then one duplicate with its merge and one
  /// correction.
  func fill(patients count: Int, seed: UInt64) throws {
    let inventions = Invention.all(in: library)
    guard !inventions.isEmpty else { return }
    let invented = (1...count).compactMap { number -> InventedPatient? in
      // One generator each: who is told otherwise changes nobody else.
      var random = SeededGenerator(seed: seed &+ UInt64(number - 1) &* 1_000_003)
      switch inventions[(number - 1) % inventions.count] {
      case .usual(let scenario):
        return InventedPatient(
          number: number, scenario, library: library, asOf: asOf, using: &random)
      case .story(let story):
        return InventedPatient(number: number, story, library: library, asOf: asOf, using: &random)
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
    var letter: (measure: Measure, score: NewScore)?
    for visit in invented.visits
    where !visit.pairs.isEmpty
      && keys.insert("\(visit.measure.id) \(visit.day) \(visit.variant)").inserted
    {
      let entry = try ScoreEntry(
        measure: visit.measure, pairs: visit.pairs, variant: visit.variant,
        sex: invented.patient.sex)
      if letter == nil, visit.measure.mayBeTotalOnly, let total = entry.scored.total {
        letter = (visit.measure, invented.letter(total, entry.variant))
      }
      try writing.add(
        NewScore(
          day: visit.day, variant: entry.variant, total: entry.scored.total, part: entry.part,
          isTotalOnly: entry.scored.isTotalOnly, answers: entry.answers.compact), of: visit.measure,
        for: id)
    }
    // Of an acute disease there is none from so long before.
    let isChronic = library.disease(invented.diagnoses[0].disease)?.chronic ?? false
    if let letter, isChronic, invented.courses.count > 1 {
      try writing.add(letter.score, of: letter.measure, for: id)
    }
    for review in invented.reviews { try writing.add(review, of: id) }
    for consideration in invented.considerations { try writing.add(consideration, of: id) }
    for note in invented.notes { try writing.add(note, of: id) }
  }

  /// The same person registered twice, with one visit under the second identifier, and merged.
  private func addDuplicate(of patient: Patient) throws {
    var twin = patient
    twin.id = Patient.ID(patient.id.text + "b")
    try register(twin, evenIfSimilar: true)
    if let pain = library.measure(.init("pain-nrs")) {
      try record(try prepareScore(twin.id, pain.id, day: asOf - 400, pairs: [("", "3")]))
    }
    try merge(
      twin.id, seen: try version(ofParticulars: twin.id), into: patient.id,
      seen: try version(ofParticulars: patient.id), reason: "registered twice")
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
        let place = options.firstIndex(where: { $0.value == answer?.text }), options.count > 1
      else { continue }
      // The line above or below.
      let other = options[place > 0 ? place - 1 : 1].value
      _ = try correctScore(
        score.number, seen: score.version, pairs: [(field.id, other)],
        reason: "read from the wrong line of the form")
      return
    }
  }
}

extension InventedPatient {
  /// A total as a letter gave it without its items, too long before the first treatment to be a
  /// baseline.
  fileprivate func letter(_ total: Rational, _ variant: String) -> NewScore {
    let first = courses.map(\.start).min() ?? diagnoses[0].diagnosedOn
    return NewScore(
      day: first - 120, variant: variant, total: total, isTotalOnly: true, answers: "",
      note: "from a letter")
  }
}
