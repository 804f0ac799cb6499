import GRDB
import Outcomes

@testable import Registry

/// A third schema as a later program might bring it: a column for courses, and visits.
enum LaterSchema {
  static let version = 3
  static let tables =
    SealedTable.all.map { $0.name == "course" ? LaterCourse.table : $0 } + [LaterVisit.table]

  static func schema(
    _ change: @escaping @Sendable (Database) throws -> Void = create
  ) -> Schema {
    Schema(
      tables: tables,
      migrations: Schema.released.migrations + [.init(version: version, name: "3", change: change)])
  }

  @Sendable static func create(_ database: Database) throws {
    try Schema.addColumns(of: tables, since: version, database)
    try database.execute(
      sql: """
        CREATE TABLE visit (
          \(SchemaVersion1.fact),
          \(SchemaVersion1.withdrawn),
          day INTEGER NOT NULL,
          \(SchemaVersion1.derived)
        ) STRICT;
        """)
    if let index = LaterVisit.table.indexInForce { try database.execute(sql: index) }
    try database.execute(
      sql: SchemaVersion1.appendOnly(LaterVisit.table) + SchemaVersion1.audited(LaterVisit.table))
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

struct LaterVisit: StoredFact {
  var day: Day

  static let table = SealedTable(
    "visit", of: LaterVisit.self, since: LaterSchema.version, key: ["day"], order: ["day"])
  static var unread: LaterVisit { LaterVisit(day: Day(number: 0)) }

  mutating func columns<Visitor: ColumnVisitor>(
    _ column: inout Visitor
  ) throws(Visitor.Failure) {
    try column("day", &day)
  }
}
