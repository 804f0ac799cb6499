/// `schema.sql`: makes the tables of a package in PostgreSQL and loads them, by psql in the folder.
package enum PackageSchema {
  package static let file = "schema.sql"

  /// - Parameter views: SQL that stands after the tables.
  package static func sql(_ tables: [PackageTable], views: String) -> String {
    """
    -- Loads the tables of this folder into PostgreSQL, all or nothing:
    --   cd FOLDER && psql --dbname=study --file=schema.sql
    -- They go into the schema 'recheck', or another one: psql --set=schema=NAME ...
    \\set ON_ERROR_STOP on
    \\if :{?schema} \\else
    \\set schema recheck
    \\endif
    BEGIN;
    CREATE SCHEMA :"schema";
    SET LOCAL search_path TO :"schema";

    """ + tables.map(table).joined() + tables.map(copy).joined() + views + "COMMIT;\n"
  }

  private static func table(_ table: PackageTable) -> String {
    var lines = table.columns.map(column)
    lines.append("PRIMARY KEY (\(names(table.key)))")
    for reference in table.references {
      lines.append(
        "FOREIGN KEY (\(names(reference.columns))) REFERENCES \(quoted(reference.table))"
          + " (\(names(reference.columns)))")
    }
    let comments = table.columns.map {
      "COMMENT ON COLUMN \(quoted(table.name)).\(quoted($0.name)) IS \(text($0.meaning));\n"
    }
    return "\nCREATE TABLE \(quoted(table.name)) (\n  " + lines.joined(separator: ",\n  ")
      + "\n);\nCOMMENT ON TABLE \(quoted(table.name)) IS \(text(table.meaning));\n"
      + comments.joined()
  }

  private static func column(_ column: PackageColumn) -> String {
    let name = quoted(column.name)
    let type =
      switch column.kind {
      case .text, .category: "text"
      case .integer: "bigint"
      case .number: "numeric"
      case .date: "date"
      }
    var line = "\(name) \(type)"
    if column.isRequired { line += " NOT NULL" }
    if !column.categories.isEmpty {
      let isText = column.kind == .text || column.kind == .category
      let values = column.categories.map { isText ? text($0.value) : $0.value }
      line += " CHECK (\(name) IN (\(values.joined(separator: ", "))))"
    } else if let range = column.range {
      line +=
        " CHECK (\(name) BETWEEN \(range.lowerBound.plain(4)) AND \(range.upperBound.plain(4)))"
    }
    return line
  }

  /// psql reads the file itself, so the server needs no right to.
  private static func copy(_ table: PackageTable) -> String {
    "\\copy \(quoted(table.name)) (\(names(table.columns.map(\.name)))) "
      + "FROM '\(table.file)' WITH (FORMAT csv, HEADER true, ENCODING 'UTF8')\n"
  }

  private static func names(_ names: [String]) -> String {
    names.map(quoted).joined(separator: ", ")
  }

  private static func quoted(_ name: String) -> String { "\"\(name)\"" }

  private static func text(_ text: String) -> String {
    "'" + text.replacing("'", with: "''") + "'"
  }
}
