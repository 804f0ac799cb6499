/// A table whose rows carry a seal over their content, chained row by row.
///
/// The order of the columns is the order in which they are sealed; it never changes.
struct SealedTable: Sendable {
  let name: String
  /// What was asserted; begins with `row`.
  let content: [String]
  /// What follows from other rows, can be computed anew, and is not sealed.
  let derived: [String]

  private init(_ name: String, _ content: String, derived: String = "") {
    self.name = name
    self.content = content.split(separator: " ").map(String.init)
    self.derived = derived.split(separator: " ").map(String.init)
  }

  static let patient = SealedTable(
    "patient",
    "row number version entry patient family_name given_name birth_date sex",
    derived: "current owner")
  static let diagnosis = SealedTable(
    "diagnosis",
    "row number version entry patient withdrawn disease diagnosed_on onset_on ended_on note",
    derived: "current owner")
  static let course = SealedTable(
    "course",
    "row number version entry patient withdrawn therapy start stop intent dose dose_scale unit"
      + " interval_days note",
    derived: "current owner")
  static let score = SealedTable(
    "score",
    "row number version entry patient withdrawn measure definition day variant total scale part"
      + " part_scale answers rater note",
    derived: "current owner")
  static let review = SealedTable(
    "review",
    "row number version entry patient subjects decision revised_to deferred_until note physician"
      + " day",
    derived: "current owner")
  static let definition = SealedTable(
    "definition", "row entry measure name version hash fields")
  static let merge = SealedTable("merge", "row entry patient survivor")
  static let siteTable = SealedTable(
    "site_table", "row entry measure raw centile centile_scale source")
  static let studyCode = SealedTable("study_code", "row entry patient code")

  /// In the order in which an entry seals their heads.
  static let all = [
    patient, diagnosis, course, score, review, definition, merge, siteTable, studyCode,
  ]
  /// Facts about a patient, with versions.
  static let facts = [patient, diagnosis, course, score, review]

  var isVersioned: Bool { derived.contains("current") }

  /// Columns of which one patient has each combination only once.
  var key: [String] {
    switch name {
    case "diagnosis": ["disease", "diagnosed_on"]
    case "course": ["therapy", "start"]
    case "score": ["measure", "day", "variant"]
    default: []  // not our enum
    }
  }
}
