import GRDB
package import Outcomes

extension Reading {
  /// The particulars of a registered patient, merged ones included; nil: not registered.
  package func patient(_ id: Patient.ID) throws -> Patient? {
    let rows = try PatientRows(database, latestOf: id)
    return try rows.row.step() ? rows.patient() : nil
  }

  /// The patients whose identifier begins or ends with the text, whose names begin with its words,
  /// whatever their case, accents or order, or who were born on the day in it.
  ///
  /// An empty text: all.
  ///
  /// - Parameters:
  ///   - dates: the site's order of day and month.
  ///   - limit: the most that are returned.
  package func patients(
    search text: String = "", dates: TypedDay.Order? = nil, limit: Int = .max
  ) throws -> [Patient] {
    let wanted = NameSearch(text, dates: dates)
    let rows = try PatientRows(database)
    var found: [Patient] = []
    while try found.count < limit && rows.row.step() {
      guard !rows.isMerged,
        try wanted.finds(
          identifier: rows.identifier, names: rows.names, born: { try rows.patient().bornGiven })
      else { continue }
      found.append(try rows.patient())
    }
    return found
  }

  /// Every identifier with the particulars registered under it, in no order.
  ///
  /// - Parameter body: is told whether the patient was merged into another one.
  func forEachIdentifier(_ body: (Patient, _ isMerged: Bool) throws -> Void) throws {
    let rows = try PatientRows(database, where: "")
    while try rows.row.step() {
      try body(try rows.patient(), rows.isMerged)
    }
  }

  /// Every patient merged into another one, and into whom.
  package func merged() throws -> [(patient: Patient.ID, survivor: Patient.ID)] {
    let merges = try MergeMap(database)
    return merges.survivor.keys.sorted().map {
      (Patient.ID($0), Patient.ID(merges.owner(of: $0)))
    }
  }

  /// The merges in force by which other patients now belong to one, with who put them together.
  package func merges(into survivor: Patient.ID) throws -> [Merge] {
    let map = try MergeMap(database)
    let rows = try RawStatement(
      database,
      """
      SELECT m.patient, e.instant, e.author, e.reason FROM merge m JOIN entry e ON e.id = m.entry
      WHERE m.row IN (SELECT max(row) FROM merge GROUP BY patient) AND m.survivor IS NOT NULL
      ORDER BY m.row
      """)
    var merges: [Merge] = []
    while try rows.step() {
      guard map.owner(of: rows.text(0)) == survivor.text else { continue }
      merges.append(
        Merge(
          patient: Patient.ID(rows.text(0)), instant: rows.text(1), author: rows.text(2),
          reason: rows.text(3)))
    }
    return merges
  }

  /// How many patients there are, merged ones not counted twice.
  package func patientCount() throws -> Int {
    try Int.fetchOne(
      database, sql: "SELECT count(*) FROM patient WHERE current = 1 AND owner = patient") ?? 0
  }

  /// Whether there is any of what a response is judged from; cheap however large the file is.
  package func beginnings() throws
    -> (patients: Int, hasDiagnosis: Bool, hasCourse: Bool, hasScore: Bool)
  {
    func has(_ table: String) throws -> Bool {
      try Bool.fetchOne(
        database, sql: "SELECT EXISTS(SELECT 1 FROM \(table) WHERE current = 1)") ?? false
    }
    return (try patientCount(), try has("diagnosis"), try has("course"), try has("score"))
  }

  /// How many there are of each kind of fact in force.
  package func counts() throws -> (patients: Int, diagnoses: Int, courses: Int, scores: Int) {
    func count(_ sql: String) throws -> Int { try Int.fetchOne(database, sql: sql) ?? 0 }
    return (
      try patientCount(),
      try count("SELECT count(*) FROM diagnosis WHERE current = 1"),
      try count("SELECT count(*) FROM course WHERE current = 1"),
      try count("SELECT count(*) FROM score WHERE current = 1")
    )
  }
}

/// A patient who was registered twice: which identifier was given to another one, and why.
package struct Merge: Hashable, Sendable {
  package let patient: Patient.ID
  package let instant: String
  package let author: String
  package let reason: String
}
