import GRDB
import Outcomes

@testable import Registry

/// A second schema as a later program might bring it: a column for courses, and visits.
enum LaterSchema {
  static let tables =
    SealedTable.all.map { $0.name == "course" ? LaterCourse.table : $0 } + [LaterVisit.table]

  static func schema(
    _ change: @escaping @Sendable (Database) throws -> Void = create
  ) -> Schema {
    Schema(
      tables: tables,
      migrations: Schema.released.migrations + [.init(version: 2, name: "2", change: change)])
  }

  @Sendable static func create(_ database: Database) throws {
    try Schema.addColumns(of: tables, since: 2, database)
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
  var stopReason: String?

  static let table = SealedTable(
    "course", of: LaterCourse.self, key: ["therapy", "start"], order: ["start", "therapy"])
  static var unread: LaterCourse { LaterCourse(course: .unread) }

  mutating func columns<Visitor: ColumnVisitor>(
    _ column: inout Visitor
  ) throws(Visitor.Failure) {
    try course.columns(&column)
    try column(
      "stop_reason", since: 2, as: "TEXT CHECK (stop_reason = 'worse' OR stop_reason = 'other')",
      &stopReason)
  }
}

struct LaterVisit: StoredFact {
  var day: Day

  static let table = SealedTable(
    "visit", of: LaterVisit.self, since: 2, key: ["day"], order: ["day"])
  static var unread: LaterVisit { LaterVisit(day: Day(number: 0)) }

  mutating func columns<Visitor: ColumnVisitor>(
    _ column: inout Visitor
  ) throws(Visitor.Failure) {
    try column("day", &day)
  }
}
