import Foundation
import GRDB
import Outcomes
import Testing

@testable import Registry

@Suite struct ScanTests {
  let folder: TestFolder
  let file: ClinicFile
  init() throws {
    folder = try TestFolder()
    file = try ClinicFile.create(path: folder.clinic)
  }

  /// A clinic in which everything varies, some of it corrected, some merged.
  private func fillAtRandom() throws -> [Patient.ID] {
    var random = SplitMix(state: 3)
    let ids = ["1", "10", "2", "Ä", "a", "A", "N-7", "N7", "zz", "é"].map { Patient.ID($0) }
    try file.bulk(by: by()) { writing in
      for id in ids.shuffled(using: &random) { try writing.add(.test(id.text, id.text + "son")) }
      for id in ids.shuffled(using: &random) where id.text != "zz" {
        for _ in 0..<Int.random(in: 0..<4, using: &random) {
          let start = Day(number: 19_000 + Int.random(in: 0..<1_000_000, using: &random))
          try writing.add(TreatmentCourse(therapy: .init("ivig"), start: start), of: id)
          try writing.add(Diagnosis(disease: .init("mg"), diagnosedOn: start), of: id)
        }
        for place in 0..<Int.random(in: 0..<5, using: &random) {
          let day = Day(number: 20_000 - place)
          try writing.add(
            Review(
              subjects: [.init(kind: .coverageGap, therapy: nil, start: nil)],
              decision: place % 2 == 0 ? .diagnosisConfirmed : .reopened, note: "n\(place)",
              physician: "Dr A", day: day, entry: 0), of: id)
          try writing.add(
            Consideration(
              disease: .init("mg"), row: "row \(place % 2)", state: .requested, day: day,
              author: "Dr A"), of: id)
          try writing.add(VisitNote(day: day, daysSinceDose: place), of: id)
        }
        for _ in 0..<Int.random(in: 0..<20, using: &random) {
          let number = 19_000 + Int.random(in: 0..<1_000_000, using: &random)
          let variant = ["", "hand=left", "device=a-very-long-name"].randomElement(using: &random)
          try writing.add(
            .test(Day(number: number).iso, "1,2", variant: variant ?? ""),
            of: Bool.random(using: &random) ? .test("z-first") : .test("a-second"), for: id)
        }
      }
    }
    try file.write(.mergePatients, by: by()) { try $0.merge(.init("N7"), into: .init("N-7")) }
    return ids
  }

  @Test func theScanGivesTheSameRecordsAsOneByOne() throws {
    let ids = try fillAtRandom()
    var scanned: [String] = []
    var order: [String] = []
    try file.read { reading in
      try reading.forEachRecord(answersFor: [.init("z-first"), .init("a-second")]) {
        scanned.append("\($0)")
        order.append($0.patient.id.text)
      }
    }
    // By bytes: digits, capitals, small letters, then what is not ASCII.
    #expect(order == ["1", "10", "2", "A", "N-7", "a", "zz", "Ä", "é"])
    let single = try file.read { reading in
      try ids.filter { $0.text != "N7" }.sorted().map { id in
        try reading.record(of: id).map { "\($0)" } ?? ""
      }
    }
    #expect(scanned == single)
  }

  /// One import stores many of them with one entry.
  @Test func whatOneEntryBroughtComesInTheOrderInWhichItWasRecorded() throws {
    _ = try fillAtRandom()
    var counts = (reviews: 0, considerations: 0, visits: 0)
    try file.read { reading in
      try reading.forEachRecord { record in
        for numbers in [
          record.reviews.map(\.number), record.considerations.map(\.number),
          record.visits.map(\.number),
        ] {
          #expect(numbers == numbers.sorted())
        }
        counts.reviews += record.reviews.count
        counts.considerations += record.considerations.count
        counts.visits += record.visits.count
      }
    }
    #expect(counts.reviews > 5)
    #expect(counts.considerations == counts.reviews)
    #expect(counts.visits == counts.reviews)
  }

  @Test func answersAreLoadedOnlyWhereWanted() throws {
    _ = try fillAtRandom()
    var counts: [String: Set<Bool>] = [:]
    try file.read { reading in
      try reading.forEachRecord(answersFor: [.init("z-first")]) { record in
        for score in record.scores {
          counts[score.measure.text, default: []].insert(score.answers.isEmpty)
        }
      }
    }
    #expect(counts == ["z-first": [false], "a-second": [true]])
  }

  @Test func answersAreLoadedOnlyOfPatientsWithTheDiagnosis() throws {
    _ = try fillAtRandom()
    let (measures, mg): (Set<Measure.ID>, Disease.ID) = ([.init("z-first")], .init("mg"))
    var counts: [Bool: Set<Bool>] = [:]
    var others = 0
    try file.read { reading in
      try reading.forEachRecord(answersFor: measures, of: [mg]) { record in
        for score in record.scores where score.measure.text == "z-first" {
          counts[record.diagnoses.isEmpty, default: []].insert(score.answers.isEmpty)
        }
      }
      try reading.forEachRecord(answersFor: measures, of: [.init("other")]) { record in
        others += record.scores.filter { !$0.answers.isEmpty }.count
      }
    }
    #expect(counts == [false: [false], true: [true]])
    #expect(others == 0)
  }

  /// What is not read is as in a record that never had it.
  @Test func theScanForVerdictsGivesWhatDecidesThem() throws {
    _ = try fillAtRandom()
    let answers = WantedAnswers(measures: [.init("z-first")], diseases: [.init("mg")])
    var (whole, narrow): ([String], [String]) = ([], [])
    try file.read { reading in
      try reading.forEachRecord(answersFor: answers.measures, of: answers.diseases) { record in
        var (due, scores) = (record.treatments, record.scores)
        for place in due.courses.indices { due.courses[place].entry = 0 }
        for place in scores.indices { (scores[place].entry, scores[place].number) = (0, 0) }
        whole.append("\(due) \(scores)")
      }
      let library = Library(measures: [], diseases: [], therapies: [])
      let day = Day(number: .max)
      try reading.forEachJudgedRecord(library, answers: answers, asOf: day) { record, scores in
        narrow.append("\(copy record) \(scores.all)")
      }
    }
    #expect(whole.count == 9)
    #expect(whole == narrow)
  }

  /// The rows that judging reads have no numbers of their own.
  @Test(arguments: [
    ("course", "UPDATE course SET intent = 'cure' WHERE row = 2", 2, "intent"),
    ("score", "UPDATE score SET definition = 99 WHERE row = 3", 3, "definition"),
  ]) func whatJudgingCannotReadIsNamed(
    _ table: String, _ change: String, _ row: Int, _ column: String
  ) throws {
    _ = try fillAtRandom()
    let other = try folder.otherProgram()
    try other.write { database in
      try database.execute(
        sql: "DROP TRIGGER \(table)_fixed; PRAGMA ignore_check_constraints = ON; \(change)")
    }
    try other.close()
    let answers = WantedAnswers(measures: [], diseases: [])
    let library = Library(measures: [], diseases: [], therapies: [])
    #expect(throws: RegistryError.unreadable(table: table, row: row, column: column)) {
      try file.read { reading in
        let last = Day(number: .max)
        try reading.forEachJudgedRecord(library, answers: answers, asOf: last) { _, _ in }
      }
    }
  }

  @Test func scoreRowsComeByPatientDayMeasureAndVariant() throws {
    _ = try fillAtRandom()
    func key(_ row: ScoreRow, _ definitions: [DefinitionRow?]) -> String {
      let variant = String(decoding: row.variant, as: UTF8.self)
      return "\(String(decoding: row.patient, as: UTF8.self)) \(Day(number: row.day))"
        + " \(definitions[row.definition]?.measure.text ?? "") \(variant)"
    }
    let (rows, one) = try file.read { reading in
      let definitions = try reading.definitions()
      var rows: [String] = []
      try reading.forEachScoreRow { rows.append(key($0, definitions)) }
      var one: [String] = []
      try reading.forEachScoreRow(of: .init("a-second")) { one.append(key($0, definitions)) }
      return (rows, one)
    }
    let due = try file.read { reading in
      var due: [String] = []
      try reading.forEachRecord { record in
        let sorted = record.scores.sorted {
          ($0.day, $0.measure, $0.variant) < ($1.day, $1.measure, $1.variant)
        }
        due += sorted.map { "\(record.patient.id) \($0.day) \($0.measure) \($0.variant)" }
      }
      return due
    }
    #expect(rows.count > 40)
    #expect(rows == due)
    #expect(one == due.filter { $0.contains(" a-second ") })
  }

  /// What a review made before could not see: withdrawals, merges and their undoing.
  @Test func aReviewedRecordSaysWhatWasWithdrawnAndJoined() throws {
    let (a, b) = (Patient.ID("A"), Patient.ID("B"))
    let day = Day(number: 20_000)
    var score = 0
    try file.write(.recordScores, by: by()) { writing in
      for id in [a, b] { try writing.add(.test(id.text, id.text + "son")) }
      score = try writing.add(.test(day.iso, "1,2"), of: .test(), for: a)
      try writing.add(TreatmentCourse(therapy: .init("ivig"), start: day), of: a)
    }
    func changes(of id: Patient.ID) throws -> [RecordChange] {
      try file.read { try $0.record(of: id)?.changes.map(\.change) ?? [] }
    }
    try file.write(.withdraw, by: by()) { try $0.withdraw(.score, score) }
    #expect(try changes(of: a).isEmpty, "nobody reviewed it, so nothing is looked up")
    let review = Review(
      subjects: [], decision: .diagnosisConfirmed, note: "", physician: "Dr A", day: day, entry: 0)
    try file.write(.review, by: by()) { try $0.add(review, of: a) }
    let course = try file.read { try $0.courses(of: a) }[0].number
    try file.write(.withdraw, by: by()) { try $0.withdraw(.course, course) }
    try file.write(.mergePatients, by: by()) { try $0.merge(b, into: a) }
    try file.write(.unmergePatients, by: by()) { try $0.unmerge(b) }
    let due: [RecordChange] = [
      .withdrawnScore(.init("sum-3"), day, variant: ""), .withdrawnCourse(.init("ivig"), day),
      .merged(b), .separated(b),
    ]
    #expect(try changes(of: a) == due)
    #expect(try changes(of: b).isEmpty)
    var scanned: [RecordChange] = []
    try file.read { try $0.forEachRecord { scanned += $0.changes.map(\.change) } }
    #expect(scanned == due)
  }

  @Test func scoreRowsCarryTheirContent() throws {
    try file.write(.recordScores, by: by()) { writing in
      try writing.add(.test("A"))
      var score = NewScore.test("2025-01-10", "1,2,3", variant: "hand=left")
      score.rater = "Ada"
      score.note = "tired, \"late\""
      try writing.add(score, of: .test(), for: .init("A"))
    }
    var seen: [[String]] = []
    try file.read { reading in
      try reading.forEachScoreRow { row in
        seen.append(
          [row.variant, row.answers, row.rater, row.note].map {
            String(decoding: $0, as: UTF8.self)
          } + [row.total?.plain() ?? "", "\(row.number)"])
      }
    }
    #expect(seen == [["hand=left", "1,2,3", "Ada", "tired, \"late\"", "6", "1"]])
  }

  @Test func theViewsReadAsPeopleExpect() throws {
    try fillEverything(file)
    let (answers, totals) = try file.read { reading in
      (
        try Row.fetchAll(
          reading.database,
          sql: """
            SELECT patient, date, measure, item, value FROM answer_view WHERE patient = '007'
            ORDER BY date, item
            """
        ).map { row in (0..<5).map { row[$0] as String }.joined(separator: " ") },
        try Row.fetchAll(
          reading.database, sql: "SELECT patient, date, total FROM score_view ORDER BY 1, 2"
        ).map { row in
          let total = (row[2] as Double?).map { "\($0)" } ?? "none"
          return "\(row[0] as String) \(row[1] as String) \(total)"
        }
      )
    }
    #expect(
      answers == [
        "007 2025-01-10 sum-3 arms 2", "007 2025-01-10 sum-3 legs 2",
        "007 2025-01-10 sum-3 trunk 3", "007 2025-02-10 sum-3 arms 1",
        "007 2025-02-10 sum-3 legs unable", "007 2025-02-10 sum-3 trunk 3",
      ])
    #expect(
      totals == ["007 2025-01-10 7.0", "007 2025-02-10 none", "N2 2025-01-10 6.0"])
  }

  @Test func memoryOfTheScanDoesNotGrowWithTheFile() throws {
    try file.bulk(by: by()) { writing in
      for number in 0..<2_000 {
        let id = Patient.ID("P\(number)")
        try writing.add(.test(id.text))
        for visit in 0..<10 {
          try writing.add(.test(Day(number: 19_000 + visit).iso, "1,2,3"), of: .test(), for: id)
        }
      }
    }
    var capacities: Set<Int> = []
    var count = 0
    try file.read { reading in
      try reading.forEachRecord { record in
        capacities.insert(record.scores.capacity)
        count += record.scores.count
      }
    }
    #expect(count == 20_000)
    // One buffer, reused from patient to patient.
    #expect(capacities.count == 1)
  }
}
