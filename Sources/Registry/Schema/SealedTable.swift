import Outcomes

/// A table whose rows carry a seal over their content, chained row by row.
///
/// The order of the columns is the order in which they are sealed; it never changes. What a later
/// schema adds comes at the end and is sealed where it holds something, so that rows from before
/// keep their seals.
struct SealedTable: Sendable {
  struct Column: Hashable, Sendable {
    let name: String
    /// The schema that it came with.
    let since: Int
    /// Its type and constraints in SQL, where a later schema adds it to a table.
    let declaration: String

    init(_ name: String, since version: Int = 1, declaration: String = "") {
      self.name = name
      since = version
      self.declaration = declaration
    }
  }

  let name: String
  /// The schema that it came with.
  let since: Int
  /// What was asserted; begins with `row`.
  let columns: [Column]
  /// Of a fact, what is its own: the columns after those of every version.
  let own: [String]
  /// Those for a SELECT.
  let selected: String
  /// Columns of which one patient has each combination only once.
  let key: [String]
  /// The order in which a patient's facts are read.
  let order: [String]
  /// What judging reads of a fact from the index of those in force; empty: the rows are few.
  let judged: [String]
  let canBeWithdrawn: Bool
  /// What follows from other rows, can be computed anew, and is not sealed.
  let derived: [String]
  /// The names of the columns.
  let content: [String]
  /// How many columns are sealed also where they hold nothing.
  let alwaysSealed: Int

  /// A fact about a patient, with versions.
  init<Fact: StoredFact>(
    _ name: String, of _: Fact.Type, since version: Int = 1, key: [String] = [], order: [String],
    judged: [String]? = nil
  ) {
    let own = Fact.named
    let withdrawn = Fact.canBeWithdrawn ? [Column("withdrawn")] : []
    self.init(
      name, [Column("row")] + VersionColumns.named + withdrawn + own, since: version,
      own: own.map(\.name), key: key, order: order, judged: judged ?? own.map(\.name),
      canBeWithdrawn: Fact.canBeWithdrawn, derived: ["current", "owner"])
  }

  /// A table without versions.
  init(_ name: String, _ columns: String, since version: Int = 1) {
    self.init(
      name, columns.split(separator: " ").map { Column(String($0), since: version) },
      since: version)
  }

  private init(
    _ name: String, _ columns: [Column], since version: Int, own: [String] = [],
    key: [String] = [], order: [String] = [], judged: [String] = [], canBeWithdrawn: Bool = false,
    derived: [String] = []
  ) {
    self.name = name
    self.columns = columns
    since = version
    self.own = own
    selected = own.joined(separator: ", ")
    self.key = key
    self.order = order
    self.judged = judged
    self.canBeWithdrawn = canBeWithdrawn
    self.derived = derived
    content = columns.map(\.name)
    alwaysSealed = columns.prefix { $0.since <= version }.count
  }

  var isVersioned: Bool { !derived.isEmpty }

  /// The table as a schema had it; nil: it did not have it.
  func at(version: Int) -> SealedTable? {
    guard since <= version else { return nil }
    let there = Set(columns.filter { $0.since <= version }.map(\.name))
    return SealedTable(
      name, columns.filter { there.contains($0.name) }, since: since,
      own: own.filter(there.contains), key: key, order: order,
      judged: judged.filter(there.contains), canBeWithdrawn: canBeWithdrawn, derived: derived)
  }

  /// The position of a column among the content.
  func position(of column: String) -> Int32? {
    content.firstIndex(of: column).map(Int32.init)
  }
}

extension SealedTable {
  static let patient = SealedTable("patient", of: Patient.self, order: ["patient"])
  static let diagnosis = SealedTable(
    "diagnosis", of: Diagnosis.self, key: ["disease", "diagnosed_on"],
    order: ["diagnosed_on", "disease"])
  static let course = SealedTable(
    "course", of: TreatmentCourse.self, key: ["therapy", "start"], order: ["start", "therapy"])
  static let score = SealedTable(
    "score", of: StoredScore.self, key: ["measure", "day", "variant"],
    order: ["measure", "day", "variant"], judged: JudgedScore.named.map(\.name))
  static let review = SealedTable("review", of: Review.self, order: ["entry", "row"], judged: [])
  static let definition = SealedTable(
    "definition", "row entry measure name version hash fields")
  static let merge = SealedTable("merge", "row entry patient survivor")
  static let siteTable = SealedTable(
    "site_table", "row entry measure raw centile centile_scale source")
  static let studyCode = SealedTable("study_code", "row entry patient code")
  static let consideration = SealedTable(
    "consideration", of: Consideration.self, since: 2, order: ["entry", "row"], judged: [])
  static let visit = SealedTable(
    "visit", of: VisitNote.self, since: 2, order: ["entry", "row"], judged: [])
  static let mapping = SealedTable("mapping", "row entry name text hash", since: 4)

  /// In the order in which an entry seals their heads; a new one comes at the end.
  static let all = [
    patient, diagnosis, course, score, review, definition, merge, siteTable, studyCode,
    consideration, visit, mapping,
  ]
  /// Facts about a patient, with versions.
  static let facts = all.filter(\.isVersioned)
}
