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
  private(set) var stored: [ImportLayout: Int] = [:]
  private(set) var passedOver: [ImportLayout: Int] = [:]
  private(set) var rows = 0
  private lazy var scores = ScoreRows(
    library: desk.library, today: desk.today,
    findPatient: { [unowned self] id in
      try writing.stored(patient: .init(id)).map {
        ScoreRows.KnownPatient(id: .init(id), birthDate: $0.content.birthDate, sex: $0.content.sex)
      }
    }, siteTable: { [unowned self] in try writing.reading.conversionTable(of: $0) },
    store: { [unowned self] score in try store(score) })
  /// A whole score was refused, which may be so only because its rows stand apart.
  private(set) var refusedWhole = false

  init(
    desk: Desk, writing: Writing, dates: DateOrder, faults: ImportFaults, progress: ImportProgress?,
    sorted: Bool
  ) {
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
    let id = row.word(0)
    let (family, given) = (row.text(1), row.text(2))
    let birthDate = row.day(3)
    let sex = row.choice(4, Sex.self)
    if let birthDate, birthDate > desk.today { row.refuse(3, .inTheFuture(today: desk.today)) }
    guard let id else { return }
    let patient = Patient(
      id: .init(id), familyName: family, givenName: given, birthDate: birthDate, sex: sex)
    guard let known = try writing.stored(patient: patient.id) else {
      try writing.add(patient)
      stored[.patients, default: 0] += 1
      return
    }
    if known.isOfThisEntry {
      row.refuse(0, .duplicatePatient)
    } else if known.content != patient {
      row.refuse(0, .patientDiffers)
    } else {
      passedOver[.patients, default: 0] += 1
    }
  }

  /// The patient of a row; nil when the identifier is refused.
  private func patient(_ row: ImportRow) throws -> Patient? {
    guard let id = row.word(0) else { return nil }
    guard let known = try writing.stored(patient: .init(id)) else {
      row.refuse(0, .unknownPatient)
      return nil
    }
    return known.content
  }

  private func check(_ row: ImportRow, _ column: Int, _ day: Day?, of patient: Patient?) {
    guard let day else { return }
    if day > desk.today { row.refuse(column, .inTheFuture(today: desk.today)) }
    if let born = patient?.birthDate, day < born { row.refuse(column, .beforeBirth(born: born)) }
  }

  private func readDiagnosis(_ row: ImportRow) throws {
    let before = faults.count
    let patient = try patient(row)
    let disease = row.word(1)
    if let disease, desk.library.disease(.init(disease)) == nil {
      row.refuse(
        1, .unknownDisease(near: nearest(to: disease, among: desk.library.diseases.map(\.id.text))))
    }
    let made = row.day(2, required: true)
    let (onset, ended) = (row.day(3), row.day(4))
    check(row, 2, made, of: patient)
    check(row, 3, onset, of: patient)
    check(row, 4, ended, of: patient)
    if let made, let onset, onset > made { row.refuse(3, .after(what: "diagnosis", made)) }
    if let made, let ended, ended < made { row.refuse(4, .before(what: "diagnosis", made)) }
    let note = row.text(5)
    guard faults.count == before, let patient, let disease, let made else { return }
    let diagnosis = Diagnosis(
      disease: .init(disease), diagnosedOn: made, onsetOn: onset, endedOn: ended, note: note)
    guard let known = try writing.stored(diagnosis: diagnosis.disease, on: made, of: patient.id)
    else {
      try writing.add(diagnosis, of: patient.id)
      stored[.diagnoses, default: 0] += 1
      return
    }
    if known.isOfThisEntry {
      row.refuse(1, .duplicateDiagnosis)
    } else if known.content == diagnosis {
      passedOver[.diagnoses, default: 0] += 1
    } else {
      row.refuse(1, .diagnosisDiffers)
    }
  }

  private func readTreatment(_ row: ImportRow) throws {
    let before = faults.count
    let patient = try patient(row)
    let therapy = row.word(1)
    if let therapy, desk.library.therapy(.init(therapy)) == nil {
      row.refuse(
        1, .unknownTherapy(near: nearest(to: therapy, among: desk.library.therapies.map(\.id.text)))
      )
    }
    let start = row.day(2, required: true)
    let stop = row.day(3)
    check(row, 2, start, of: patient)
    check(row, 3, stop, of: patient)
    if let stop, let start, stop < start { row.refuse(3, .before(what: "start", start)) }
    let course = TreatmentCourse(
      therapy: .init(therapy ?? ""), start: start ?? desk.today, stop: stop,
      intent: row.choice(4, TreatmentCourse.Intent.self) ?? .induction, dose: row.amount(5),
      unit: row.text(6), intervalDays: row.wholeNumber(7), note: row.text(8))
    guard faults.count == before, let patient else { return }
    let stored = try writing.stored(course: course.therapy, start: course.start, of: patient.id)
    guard let known = stored else {
      try writing.add(course, of: patient.id)
      self.stored[.treatments, default: 0] += 1
      return
    }
    if known.isOfThisEntry {
      row.refuse(2, .duplicateTreatment)
    } else if known.content == course {
      passedOver[.treatments, default: 0] += 1
    } else {
      row.refuse(2, .treatmentDiffers)
    }
  }

  private func store(_ score: ScoreRows.Finished) throws {
    let new = NewScore(
      day: score.day, variant: score.variant, total: score.scored.total,
      part: score.part, answers: score.answers.compact, rater: score.rater, note: score.note)
    let number = try writing.scoreNumber(
      of: score.patient, measure: score.reader.measure.id, day: score.day, variant: score.variant)
    guard number != nil,
      let known = try writing.stored(
        score: score.reader.measure.id, on: score.day, variant: score.variant, of: score.patient)
    else {
      try writing.add(new, of: score.reader.measure, for: score.patient)
      stored[.scores, default: 0] += 1
      return
    }
    if known.isOfThisEntry {
      // In sorted order rows of one score stand together: it stands twice, in two files.
      if !isSorted { throw ScatteredRows() }
      refuse(score, .duplicateScore)
    } else if [new.answers, score.given.compact].contains(known.content.answers),
      known.content.rater == new.rater, known.content.note == new.note
    {
      passedOver[.scores, default: 0] += 1
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
