// Long on purpose: what each layout does with a row that is new, recorded already, or recorded
// otherwise stands side by side.
import Exchange
import Outcomes
import Registry

/// One pass over the files of an import within its transaction.
final class ImportRun {
  private let desk: Desk
  private let writing: Writing
  private let dates: DateOrder
  private let faults: ImportFaults
  private let progress: ImportProgress?
  private let isSorted: Bool
  private let ways: ImportWays
  private let checks: RecordChecks
  private(set) var stored: [ImportLayout: Int] = [:]
  private(set) var passedOver: [ImportLayout: Int] = [:]
  private(set) var corrected: [ImportLayout: Int] = [:]
  private(set) var rows = 0
  private lazy var scores = ScoreRows(
    library: desk.library, checks: checks, isSorted: isSorted, words: ways.words,
    findPatient: { [unowned self] id in
      try writing.stored(patient: .init(id)).map {
        ScoreRows.KnownPatient(id: .init(id), birthDate: $0.content.birthDate, sex: $0.content.sex)
      }
    }, siteTable: { [unowned self] in try writing.reading.conversionTable(of: $0) },
    store: { [unowned self] score in try store(score) })
  private lazy var followUps = FollowUpRows(
    library: desk.library, writing: writing, checks: checks, today: desk.today,
    findPatient: { [unowned self] row in try patient(row) },
    count: { [unowned self] layout, isNew in
      if isNew { stored[layout, default: 0] += 1 } else { passedOver[layout, default: 0] += 1 }
    })
  /// A whole score was refused, which may be so only because its rows stand apart.
  private(set) var refusedWhole = false
  /// Patients who may be the same person as another one.
  private(set) var alike = 0
  /// Whose scores are stored or corrected.
  private(set) var patientsWithScores: Set<Patient.ID> = []
  private lazy var persons = Result { try PersonIndex(writing.reading) }

  init(
    desk: Desk, writing: Writing, dates: DateOrder, faults: ImportFaults, progress: ImportProgress?,
    sorted: Bool, ways: ImportWays
  ) {
    checks = desk.checks
    self.ways = ways
    self.desk = desk
    self.writing = writing
    self.dates = dates
    self.faults = faults
    self.progress = progress
    isSorted = sorted
  }

  func read(_ file: ImportFile) throws {
    switch file.columns.layout {
    case .patients: try forEachRow(file, readPatient)
    case .diagnoses: try forEachRow(file, readDiagnosis)
    case .treatments: try forEachRow(file, readTreatment)
    case .scores:
      scores.currentFile = file.name
      if isSorted {
        try SortedScoreRows(file, dates: dates, faults: faults, key: scores.sortKey).forEach {
          row in
          count(file)
          try scores.read(row)
        }
      } else {
        try forEachRow(file, scores.read)
      }
      try scores.finish(faults)
      refusedWhole = refusedWhole || scores.refusedWhole
    case .reviews:
      try forEachRow(file, followUps.readReview)
      try followUps.finish()
    case .considerations: try forEachRow(file, followUps.readConsideration)
    case .visits: try forEachRow(file, followUps.readVisit)
    }
    progress?(rows, file.name, true)
  }

  private func forEachRow(_ file: ImportFile, _ body: (ImportRow) throws -> Void) throws {
    while let step = try file.reader.next() {
      switch step {
      case .fault(let fault): faults.add(ImportFault(file: file.name, kind: .csv(fault)))
      case .record(let record):
        count(file)
        try body(
          ImportRow(
            file: file.name, record: record, columns: file.columns, dates: dates, faults: faults,
            line: record.line))
      }
    }
  }

  private func count(_ file: ImportFile) {
    rows += 1
    if rows % 20_000 == 0 { progress?(rows, file.name, false) }
  }

  private func readPatient(_ row: ImportRow) throws {
    var fields = row.fields
    var row = row
    row.words = ways.words
    var patient = Patient(row, &fields)
    // A file may know its patients by their identifiers alone, as those of studies and laboratories do.
    let found = fields.faults(with: checks.faults(of: patient)).filter {
      $0.field != .familyName || $0.kind != .needed || !patient.givenName.isEmpty
    }
    row.refuse(found)
    // Facts in other files may refer to a patient whose particulars were refused.
    guard !found.contains(where: { $0.field == .identifier }) else { return }
    guard let known = try writing.stored(patient: patient.id) else {
      try compare(patient, row)
      try writing.add(patient)
      stored[.patients, default: 0] += 1
      return
    }
    // A file that names nobody says nothing about who is responsible.
    if patient.physician == nil { patient.physician = known.content.physician }
    if ways.keepsUnsaid { patient.keepUnsaid(of: known.content) }
    if known.isOfThisEntry {
      row.refuse(0, .duplicatePatient)
    } else if known.content != patient {
      // Scores that are graded by the sex would have to be graded anew.
      guard ways.corrects, known.content.sex == patient.sex else {
        return row.refuse(0, .patientDiffers)
      }
      let versions = try writing.reading.history(ofPatient: patient.id)
      try writing.edit(patient, seen: versions.last?.version ?? 0)
      corrected[.patients, default: 0] += 1
    } else {
      passedOver[.patients, default: 0] += 1
    }
  }

  /// Lists who may be the same person, among those registered and in the rows before.
  private func compare(_ patient: Patient, _ row: ImportRow) throws {
    let alike = try persons.get().alike(to: patient) { try writing.stored(patient: $0)?.content }
    try persons.get().add(patient)
    guard !alike.isEmpty else { return }
    self.alike += 1
    if !ways.evenIfSimilar { for other in alike { row.refuse(0, .alike(other)) } }
  }

  /// The patient of a row; nil when the identifier is refused.
  private func patient(_ row: ImportRow) throws -> Patient? {
    guard let id = row.word(0, .identifier) else { return nil }
    guard let known = try writing.stored(patient: .init(id)) else {
      row.refuseUnknown(0, id, checks)
      return nil
    }
    return known.content
  }

  private func readDiagnosis(_ row: ImportRow) throws {
    let before = faults.count
    let patient = try patient(row)
    let disease = row.word(1, .disease)
    if let disease { row.refuseUnknown(1, Disease.ID(disease), desk.library) }
    var fields = row.fields
    var diagnosis = Diagnosis(.init(disease ?? ""), row, &fields, today: desk.today)
    row.refuse(fields.faults(with: checks.faults(of: diagnosis, patient)))
    guard faults.count == before, let patient else { return }
    let stored = try writing.stored(
      diagnosis: diagnosis.disease, on: diagnosis.diagnosedOn, of: patient.id)
    guard let known = stored else {
      try writing.add(diagnosis, of: patient.id)
      self.stored[.diagnoses, default: 0] += 1
      return
    }
    if ways.keepsUnsaid { diagnosis.keepUnsaid(of: known.content) }
    if known.isOfThisEntry {
      row.refuse(1, .duplicateDiagnosis)
    } else if known.content == diagnosis {
      passedOver[.diagnoses, default: 0] += 1
    } else if ways.corrects,
      let found = try writing.reading.diagnoses(of: patient.id).first(where: {
        $0.fact.disease == diagnosis.disease && $0.fact.diagnosedOn == diagnosis.diagnosedOn
      })
    {
      try writing.change(diagnosis: found.number, to: diagnosis, seen: found.version)
      corrected[.diagnoses, default: 0] += 1
    } else {
      row.refuse(1, .diagnosisDiffers)
    }
  }

  private func readTreatment(_ row: ImportRow) throws {
    let before = faults.count
    let patient = try patient(row)
    let therapy = row.word(1, .therapy).map { ways.words?.therapy($0) ?? $0 }
    if let therapy { row.refuseUnknown(1, Therapy.ID(therapy), desk.library) }
    var fields = row.fields
    var course = TreatmentCourse(.init(therapy ?? ""), row, &fields, today: desk.today)
    row.refuse(fields.faults(with: checks.faults(of: course, patient)))
    guard faults.count == before, let patient else { return }
    let stored = try writing.stored(course: course.therapy, start: course.start, of: patient.id)
    guard let known = stored else {
      try writing.add(course, of: patient.id)
      self.stored[.treatments, default: 0] += 1
      return
    }
    if ways.keepsUnsaid { course.keepUnsaid(of: known.content, intent: row.isEmpty(4)) }
    if known.isOfThisEntry {
      row.refuse(2, .duplicateTreatment)
    } else if known.content == course {
      passedOver[.treatments, default: 0] += 1
    } else if ways.corrects,
      let found = try writing.reading.courses(of: patient.id).first(where: {
        $0.fact.therapy == course.therapy && $0.fact.start == course.start
      })
    {
      try writing.change(course: found.number, to: course, seen: found.version)
      corrected[.treatments, default: 0] += 1
    } else {
      row.refuse(2, .treatmentDiffers)
    }
  }

  private func store(_ score: ScoreRows.Finished) throws {
    var new = NewScore(
      day: score.day, variant: score.variant, total: score.checked.scored.total,
      part: score.checked.part, isTotalOnly: score.checked.scored.isTotalOnly,
      answers: score.checked.answers.compact, rater: score.rater, note: score.note)
    let number = try writing.scoreNumber(
      of: score.patient, measure: score.sheet.measure.id, day: score.day, variant: score.variant)
    guard let number,
      let known = try writing.stored(
        score: score.sheet.measure.id, on: score.day, variant: score.variant, of: score.patient)
    else {
      try writing.add(new, of: score.sheet.measure, for: score.patient)
      stored[.scores, default: 0] += 1
      patientsWithScores.insert(score.patient)
      return
    }
    if ways.keepsUnsaid {
      if new.note.isEmpty { new.note = known.content.note }
      if new.rater.isEmpty { new.rater = known.content.rater }
    }
    if known.isOfThisEntry {
      // In sorted order rows of one score stand together: it stands twice, in two files.
      if !isSorted { throw ScatteredRows() }
      refuse(score, .duplicateScore)
    } else if new.isTotalOnly, known.content.rater == new.rater, known.content.note == new.note,
      known.content.answers == score.sheet.measure.valueAlone(new.total)
    {
      // An earlier version took it as the instrument's own value.
      passedOver[.scores, default: 0] += 1
    } else if [new.answers, score.checked.given.compact].contains(known.content.answers),
      known.content.isTotalOnly == new.isTotalOnly,
      !new.isTotalOnly || known.content.total == new.total, known.content.rater == new.rater,
      known.content.note == new.note
    {
      passedOver[.scores, default: 0] += 1
    } else if ways.corrects {
      let versions = try writing.reading.history(ofScore: number)
      try writing.correct(
        score: number, to: new, of: score.sheet.measure, seen: versions.last?.version ?? 0)
      corrected[.scores, default: 0] += 1
      patientsWithScores.insert(score.patient)
    } else {
      refuse(score, .alreadyRecorded)
    }
  }

  private func refuse(_ score: ScoreRows.Finished, _ kind: ImportFault.Kind) {
    refusedWhole = true
    faults.add(
      ImportFault(
        file: score.file, row: score.line, column: "date", value: score.day.iso, kind: kind))
  }
}
