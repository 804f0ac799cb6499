import GRDB
package import Outcomes

extension Reading {
  /// The diagnoses of a patient, by day.
  package func diagnoses(of patient: Patient.ID) throws -> [FactVersion<Diagnosis>] {
    try versions(.inForce(patient), by: "f.diagnosed_on") { $0.fact }
  }

  /// The courses of a patient, by start.
  package func courses(of patient: Patient.ID) throws -> [FactVersion<TreatmentCourse>] {
    try versions(.inForce(patient), by: "f.start, f.therapy", Self.course)
  }

  /// The scores of a patient, by day and measure.
  package func scores(of patient: Patient.ID) throws -> [FactVersion<RecordedScore>] {
    try versions(.inForce(patient), by: "f.day, d.name, f.variant", Self.score)
  }

  /// The reviews of a patient, in the order in which they were made.
  package func reviews(of patient: Patient.ID) throws -> [FactVersion<Review>] {
    try versions(.inForce(patient), by: "f.row", Self.review)
  }

  /// Where the rows of a patient's re-evaluations stand and stood, in the order in which they were
  /// recorded.
  package func considerations(of patient: Patient.ID) throws -> [FactVersion<Consideration>] {
    try versions(.inForce(patient), by: "f.row", Self.consideration)
  }

  /// What was noted at a patient's visits, in the order in which it was recorded.
  package func visits(of patient: Patient.ID) throws -> [FactVersion<VisitNote>] {
    try versions(.inForce(patient), by: "f.row", Self.visit)
  }

  /// The numbers of a patient's facts that were changed or withdrawn after they were entered.
  package func changed(_ kind: FactKind, of patient: Patient.ID) throws -> [Int] {
    let table = kind.table.name
    return try Int.fetchAll(
      database,
      sql: """
        SELECT DISTINCT number FROM \(table) INDEXED BY \(table)_version
        WHERE version > 1 AND owner = ? ORDER BY number
        """, arguments: [patient.text])
  }

  /// Every version of a patient's particulars, the first one first.
  package func history(ofPatient patient: Patient.ID) throws -> [FactVersion<Patient>] {
    try versions(.registered(patient), by: "f.version") { (row: VersionRow<Patient>) in
      var particulars = row.fact
      particulars.id = patient
      return particulars
    }
  }

  package func history(ofDiagnosis number: Int) throws -> [FactVersion<Diagnosis>] {
    try versions(.numbered(number), by: "f.version") { $0.fact }
  }

  package func history(ofCourse number: Int) throws -> [FactVersion<TreatmentCourse>] {
    try versions(.numbered(number), by: "f.version", Self.course)
  }

  /// Every version of a score, the first one first; empty where there is no such score.
  package func history(ofScore number: Int) throws -> [FactVersion<RecordedScore>] {
    try versions(.numbered(number), by: "f.version", Self.score)
  }

  static func review(_ row: VersionRow<Review>) -> Review {
    var review = row.fact
    review.entry = row.version.entry
    review.number = row.version.number
    return review
  }

  static func consideration(_ row: VersionRow<Consideration>) -> Consideration {
    var consideration = row.fact
    consideration.number = row.version.number
    return consideration
  }

  static func visit(_ row: VersionRow<VisitNote>) -> VisitNote {
    var visit = row.fact
    visit.number = row.version.number
    return visit
  }

  static func course(_ row: VersionRow<TreatmentCourse>) -> TreatmentCourse {
    var course = row.fact
    course.entry = row.version.entry
    return course
  }

  static func score(_ row: VersionRow<StoredScore>) -> RecordedScore {
    let (stored, judged) = (row.fact, row.fact.judged)
    return RecordedScore(
      score: Score(
        measure: row.definition.name, version: row.definition.version, day: judged.day,
        variant: judged.variant, total: judged.total, part: judged.part,
        isTotalOnly: judged.isTotalOnly == true, answers: stored.answers,
        number: row.version.number, entry: row.version.entry),
      rater: stored.rater, note: stored.note, definitionHash: row.definition.hash)
  }
}

/// Which versions are wanted.
enum WantedVersions {
  /// A patient's facts in force.
  case inForce(Patient.ID)
  /// All of one fact.
  case numbered(Int)
  /// All particulars under an identifier.
  case registered(Patient.ID)
  /// Those in certain rows of the table.
  case rows([Int])

  var condition: String {
    switch self {
    case .inForce: "f.owner = ?1 AND f.current = 1"
    case .numbered: "f.row = ?1 OR (f.number = ?1 AND f.version > 1)"
    case .registered: "f.patient = ?1"
    case .rows(let rows): "f.row IN (\(rows.map(String.init).joined(separator: ", ")))"
    }
  }

  func bind(to rows: RawStatement) {
    switch self {
    case .inForce(let patient), .registered(let patient): rows.bind(1, patient.text)
    case .numbered(let number): rows.bind(1, number)
    case .rows: break
    }
  }
}

/// A stored version joined with its entry and, of a score, its definition.
struct VersionRow<Fact: StoredFact> {
  var version: VersionAndEntry
  var fact: Fact
  var definition: DefinitionNames
}

extension Reading {
  func versions<Fact: StoredFact, Content>(
    _ wanted: WantedVersions, by order: String, _ content: (VersionRow<Fact>) -> Content
  ) throws -> [FactVersion<Content>] {
    let table = Fact.table
    let isScore = Fact.self == StoredScore.self
    let columns =
      [VersionAndEntry.selected] + [table.canBeWithdrawn ? "f.withdrawn" : "0"]
      + table.own.map { "f.\($0)" } + (isScore ? [DefinitionNames.selected] : [])
    let sql = """
      SELECT \(columns.joined(separator: ", "))
      FROM \(table.name) f JOIN entry e ON e.id = f.entry
        \(isScore ? "JOIN definition d ON d.row = f.definition" : "")
      WHERE \(wanted.condition) ORDER BY \(order)
      """
    // What names its rows is asked once.
    let rows =
      if case .rows = wanted {
        try RawStatement(database, sql)
      } else {
        try RawStatement(database, kept: sql)
      }
    wanted.bind(to: rows)
    var result: [FactVersion<Content>] = []
    while try rows.step() {
      var reader = ColumnReader(rows)
      let version = try VersionAndEntry.read(&reader, rows, of: table)
      var isWithdrawn = false
      try reader("withdrawn", &isWithdrawn)
      let row = VersionRow(
        version: version, fact: try Fact.read(&reader, rows, of: table),
        definition: isScore ? try DefinitionNames.read(&reader, rows, of: table) : .unread)
      result.append(FactVersion(version, isWithdrawn: isWithdrawn, fact: content(row)))
    }
    return result
  }
}

extension FactVersion {
  fileprivate init(_ version: VersionAndEntry, isWithdrawn: Bool, fact: Fact) {
    let status: VersionStatus =
      switch (version.current, isWithdrawn) {
      case (1, _): .current
      case (2, _): .duplicate
      case (_, true): .withdrawn
      case (_, false): .superseded
      }
    self.init(
      number: version.number, version: version.version, fact: fact, patient: version.patient,
      status: status, entry: version.entry, instant: version.instant, author: version.author,
      action: version.action, reason: version.reason)
  }
}

struct VersionAndEntry: RowColumns {
  var number = 0
  var version = 0
  var patient = Patient.ID("")
  var current = 0
  var entry = 0
  var instant = ""
  var author = ""
  var action = ""
  var reason = ""

  static var unread: VersionAndEntry { VersionAndEntry() }

  mutating func columns<Visitor: ColumnVisitor>(
    _ column: inout Visitor
  ) throws(Visitor.Failure) {
    try column("f.number", &number)
    try column("f.version", &version)
    try column("f.patient", &patient)
    try column("f.current", &current)
    try column("f.entry", &entry)
    try column("e.instant", &instant)
    try column("e.author", &author)
    try column("e.action", &action)
    try column("e.reason", &reason)
  }
}

struct DefinitionNames: RowColumns {
  var name = Measure.ID("")
  var version = ""
  var hash = ""

  static var unread: DefinitionNames { DefinitionNames() }

  mutating func columns<Visitor: ColumnVisitor>(
    _ column: inout Visitor
  ) throws(Visitor.Failure) {
    try column("d.name", &name)
    try column("d.version", &version)
    try column("d.hash", &hash)
  }
}
