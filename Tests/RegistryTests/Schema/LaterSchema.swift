import GRDB
import Outcomes

@testable import Registry

/// A seventh schema as a later program might bring it: a column for courses, and admissions.
enum LaterSchema {
  static let version = 7
  static let tables =
    SealedTable.all.map { $0.name == "course" ? LaterCourse.table : $0 } + [LaterAdmission.table]

  static func schema(
    _ change: @escaping @Sendable (Database) throws -> Void = create
  ) -> Schema {
    Schema(
      tables: tables,
      migrations: Schema.released.migrations + [.init(version: version, name: "7", change: change)])
  }

  @Sendable static func create(_ database: Database) throws {
    try Schema.addColumns(of: tables, since: version, database)
    try database.execute(
      sql: """
        CREATE TABLE admission (
          \(SchemaVersion1.fact),
          \(SchemaVersion1.withdrawn),
          day INTEGER NOT NULL,
          \(SchemaVersion1.derived)
        ) STRICT;
        """)
    if let index = LaterAdmission.table.indexInForce { try database.execute(sql: index) }
    try database.execute(
      sql: SchemaVersion1.appendOnly(LaterAdmission.table)
        + SchemaVersion5.audited(LaterAdmission.table, database))
  }
}

struct LaterCourse: StoredFact {
  var course: TreatmentCourse
  var route: String?

  static let table = SealedTable(
    "course", of: LaterCourse.self, key: ["therapy", "start"], order: ["start", "therapy"])
  static var unread: LaterCourse { LaterCourse(course: .unread) }

  mutating func columns<Visitor: ColumnVisitor>(
    _ column: inout Visitor
  ) throws(Visitor.Failure) {
    try course.columns(&column)
    try column(
      "route", since: LaterSchema.version, as: "TEXT CHECK (route = 'vein' OR route = 'skin')",
      &route)
  }
}

struct LaterAdmission: StoredFact {
  var day: Day

  static let table = SealedTable(
    "admission", of: LaterAdmission.self, since: LaterSchema.version, key: ["day"], order: ["day"])
  static var unread: LaterAdmission { LaterAdmission(day: Day(number: 0)) }

  mutating func columns<Visitor: ColumnVisitor>(
    _ column: inout Visitor
  ) throws(Visitor.Failure) {
    try column("day", &day)
  }
}
