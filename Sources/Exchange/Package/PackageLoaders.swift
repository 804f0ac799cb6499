/// Scripts that load all tables with their types, ordered categories and labels.
package enum PackageLoaders {
  package static let pythonFile = "load.py"
  package static let rFile = "load.R"

  /// Reads `datapackage.json`, so it holds no list of columns of its own.
  package static let python = """
    # Loads the tables of this folder for pandas:
    #   from load import tables, labels
    #   tables["wide"], labels("items_incat", "arms")
    # Numbers are numbers or missing, dates are dates, categories keep their order; why a number is
    # missing stands in the column whose name ends with _missing.
    import json
    import pathlib

    import pandas

    folder = pathlib.Path(__file__).resolve().parent
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    schemas = {one["name"]: one["schema"] for one in package["resources"]}
    TYPES = {"integer": "Int64", "number": "float64", "string": "string"}


    def load(name):
        fields = {one["name"]: one for one in schemas[name]["fields"]}
        dates = [key for key, one in fields.items() if one["type"] == "date"]
        table = pandas.read_csv(
            folder / f"{name}.csv", encoding="utf-8", keep_default_na=False, na_values=[""],
            dtype={key: TYPES[one["type"]] for key, one in fields.items() if key not in dates} |
            {key: "string" for key in dates})
        for key in dates:
            table[key] = pandas.to_datetime(table[key], format="%Y-%m-%d")
        for key, one in fields.items():
            if one["type"] == "string" and "categories" in one:
                table[key] = pandas.Categorical(
                    table[key], categories=[each["value"] for each in one["categories"]],
                    ordered=one.get("categoriesOrdered", False))
        return table


    def labels(name, column):
        \"\"\"The values of a column with labels in their order, as a categorical of the labels.\"\"\"
        field = next(one for one in schemas[name]["fields"] if one["name"] == column)
        texts = {each["value"]: each["label"] for each in field["categories"]}
        return pandas.Categorical(
            tables[name][column].map(texts), categories=list(texts.values()),
            ordered=field.get("categoriesOrdered", False))


    tables = {name: load(name) for name in schemas}

    """

  /// R has no reader of JSON of its own, so the types stand in the script.
  package static func r(_ tables: [PackageTable]) -> String {
    var lines = [
      "# Loads the tables of this folder into the list 'tables', with nothing but R itself:",
      "#   source(\"load.R\", chdir = TRUE)",
      "#   tables$wide; labels_of(tables$items_incat$arms)",
      "# Numbers are numbers or NA, dates are dates, words are factors in their order; why a number is",
      "# missing stands in the column whose name ends with _missing. Numbers with labels stay numbers.",
      "tables <- list()",
      "read_table <- function(file, types) {",
      "  utils::read.csv(file, colClasses = types, na.strings = \"\", encoding = \"UTF-8\",",
      "    check.names = FALSE, stringsAsFactors = FALSE)", "}",
      "labels_of <- function(x) {",
      "  l <- attr(x, \"labels\")",
      "  factor(x, levels = unname(l), labels = names(l), ordered = isTRUE(attr(x, \"ordered\")))",
      "}",
    ]
    for table in tables {
      let types = table.columns.map { "\($0.name) = \"\(type($0.kind))\"" }
      lines.append("tables$\(table.name) <- read_table(\"\(table.file)\", c(")
      lines.append(types.map { "  " + $0 }.joined(separator: ",\n") + "))")
      for column in table.columns where !column.categories.isEmpty {
        lines.append(categories(column, "tables$\(table.name)$\(column.name)"))
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func categories(_ column: PackageColumn, _ place: String) -> String {
    let ordered = column.isOrdered ? "TRUE" : "FALSE"
    let isText = column.kind == .category
    let values = column.categories.map { isText ? quoted($0.value) : $0.value }
      .joined(separator: ", ")
    if isText { return "\(place) <- factor(\(place), levels = c(\(values)), ordered = \(ordered))" }
    let labels = column.categories.map { quoted($0.label) }.joined(separator: ", ")
    return "attr(\(place), \"labels\") <- stats::setNames(c(\(values)), c(\(labels)))\n"
      + "attr(\(place), \"ordered\") <- \(ordered)"
  }

  private static func type(_ kind: PackageColumn.Kind) -> String {
    switch kind {
    case .text, .category: "character"
    case .integer, .number: "numeric"
    case .date: "Date"
    }
  }

  private static func quoted(_ text: String) -> String {
    let escaped = text.reduce(into: "") { escaped, character in
      if character == "\"" || character == "\\" { escaped.append("\\") }
      escaped.append(character)
    }
    return "\"\(escaped)\""
  }
}
