import Exchange
package import Outcomes
import Registry
import Reporting

extension Desk {
  var measuresWithAnswers: Set<Measure.ID> { library.measuresWithAnswers }

  /// Every patient's record, or one patient's, in the order of identifiers.
  ///
  /// A record whose seals do not hold is not judged: one that is asked for is refused, and of all those
  /// are left out that the last verification found (``unsoundPatients()``).
  func forEachRecord(patient: Patient.ID? = nil, _ body: (PatientRecord) throws -> Void) throws {
    if let patient { return try body(try soundRecord(of: patient)) }
    let (answers, isSound) = (library.answersForJudging, try soundness())
    try file.read {
      try $0.forEachRecord(answersFor: answers.measures, of: answers.diseases) { record in
        if isSound(record.patient.id) { try body(record) }
      }
    }
  }

  /// The verdicts on the courses of the same, read with nothing but what decides them.
  private func forEachJudged(
    patient: Patient.ID?, _ body: (Patient.ID, [CourseJudgement]) throws -> Void
  ) throws {
    let (library, asOf) = (library, asOf)
    if let patient {
      let record = try soundRecord(of: patient)
      return try body(record.patient.id, library.judgeCourses(record, asOf: asOf))
    }
    let (answers, isSound) = (library.answersForJudging, try soundness())
    try file.read {
      try $0.forEachJudgedRecord(library, answers: answers, asOf: asOf) { record, scores in
        if isSound(record.patient) {
          try body(record.patient, library.judgeCourses(record, scores, asOf: asOf))
        }
      }
    }
  }

  private func soundRecord(of patient: Patient.ID) throws -> PatientRecord {
    try checkSeals(of: patient)
    return try record(of: patient)
  }

  /// Whether a patient's seals held when they were last verified.
  private func soundness() throws -> (Patient.ID) -> Bool {
    let unsound = Set(try unsoundPatients())
    return unsound.isEmpty ? { _ in true } : { !unsound.contains($0) }
  }

  /// Writes `judge` as CSV, streaming: one row per course and counted measure.
  package func writeJudgements(
    patient: Patient.ID? = nil, to sink: @escaping (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    var writer = CSVWriter(sink: sink)
    try writer.row(JudgeTable.columns.map(\.key))
    try forEachJudged(patient: patient) { id, courses in
      JudgeTable.write(courses, patient: id, to: &writer)
      try writer.flushIfFull()
    }
    try writer.finish()
  }

  /// A row per diagnosis in force: what all courses under it say together.
  package func diagnosisTable(patient: Patient.ID?) throws -> DrawnTable {
    var table = Table(columns: PatientTable.columns)
    try forEachRecord(patient: patient) { record in
      table.rows += PatientTable.rows(
        for: library.judgeDiagnoses(record, asOf: asOf),
        notJudged: library.diagnosesNotJudged(record, asOf: asOf), patient: record.patient.id)
    }
    return DrawnTable(table, textKeys: PatientTable.textKeys)
  }

  /// The same rows as a table.
  ///
  /// For reading, only the columns that fit a screen are drawn.
  package func judgementTable(patient: Patient.ID?, forReading: Bool) throws -> DrawnTable {
    var table = Table(columns: JudgeTable.columns)
    try forEachRecord(patient: patient) { record in
      table.rows += JudgeTable.rows(
        for: library.judgeCourses(record, asOf: asOf), patient: record.patient.id)
    }
    return DrawnTable(table, textKeys: JudgeTable.textKeys)
  }
}

extension Library {
  /// Measures whose answers judging needs: those of which a disease counts a sub-score.
  var measuresWithAnswers: Set<Measure.ID> { answersForJudging.measures }

  /// The same with the diseases that count the sub-scores.
  var answersForJudging: WantedAnswers {
    var answers = WantedAnswers(measures: [], diseases: [])
    for disease in diseases {
      for counted in disease.counted where counted.subscore != nil {
        answers.measures.insert(counted.measure)
        if !answers.diseases.contains(disease.id) { answers.diseases.append(disease.id) }
      }
    }
    return answers
  }
}
