import Exchange
import Outcomes
import Testing

@Suite struct `A column's name in a package` {
  @Test(
    arguments: [
      (["grip-vigorimeter", "right"], "grip_vigorimeter_right"),
      (["10mwt", "self-selected"], "m_10mwt_self_selected"), (["MG-ADL"], "mg_adl"),
      (["Łódź"], "d"), (["--"], "m"), ([], "m"),
      (["a-name-that-is-much-too-long-for-spss"], "a_name_that_is_much_too_lo"),
      (["abcdefghijklmnopqrstuvwxy", "z"], "abcdefghijklmnopqrstuvwxy"),
    ] as [([String], String)])
  func `is taken by every statistics program`(parts: [String], name: String) {
    var names = PackageNames()
    #expect(names.name(parts) == name)
  }

  @Test func `is there once`() {
    var names = PackageNames(taken: ["date"])
    #expect(names.name(["date"]) == "date_2")
    #expect(names.name(["date"]) == "date_3")
    let long = String(repeating: "x", count: 40)
    #expect(names.name([long]) == String(repeating: "x", count: 26))
    #expect(names.name([long]) == String(repeating: "x", count: 24) + "_2")
  }

  @Test func `of a missing reason follows from its column's`() {
    var names = PackageNames()
    #expect(names.missing(of: "incat") == "incat_missing")
    #expect(names.missing(of: "grip_vigorimeter_right") == "grip_vigorimeter_r_missing")
    #expect(names.missing(of: "grip_vigorimeter_rest") == "grip_vigorimeter_2_missing")
  }
}

@Suite struct `JSON` {
  @Test func `keeps the order, escapes and leaves out what is not there`() {
    let value = JSONValue.members([
      "b": .string("a\"\\\n\u{1}é"), "a": nil,
      "c": .array([.integer(1), .number("1.50"), .bool(true)]),
      "d": .object([]), "e": .null,
    ])
    #expect(
      value.text == """
        {
          "b": "a\\"\\\\\\n\\u0001é",
          "c": [
            1,
            1.50,
            true
          ],
          "d": {},
          "e": null
        }

        """)
  }
}

/// One description makes header, schema, CSV on the Web, codebook and loaders.
@Suite struct `The description of a table` {
  private var table: PackageTable {
    var grade = PackageColumn(
      "arms", .integer, .value, "grade of the arms",
      categories: [.init("0", "none"), .init("1", "a \"little\"")]
    ).within(Rational(0)...Rational(1))
    grade.isOrdered = true
    var reason = PackageColumn(
      "arms_missing", .category, .value, "why", categories: [.init("not-done")])
    reason.reasonFor = "arms"
    return PackageTable(
      "items", "a score",
      columns: [PackageColumn("patient_id", .text, .identifier, "who").required(), grade, reason],
      key: ["patient_id"], references: [.init(["patient_id"], of: "patients")])
  }

  @Test func `becomes a schema`() {
    let text = DataPackage.json(
      name: "n", title: "t", [table],
      ["items.csv": WrittenFile(name: "items.csv", rows: 1, bytes: 7, hash: "abc")]
    ).text
    for part in [
      "\"hash\": \"sha256:abc\"", "\"categoriesOrdered\": true", "\"maximum\": 1",
      "\"value\": 1,\n                \"label\": \"a \\\"little\\\"\"",
      "\"resource\": \"patients\"",
      "\"reasonFor\": \"arms\"", "\"required\": true", "\"tag\": \"identifier\"",
    ] { #expect(text.contains(part), "\(part)\n\(text)") }
  }

  @Test func `becomes a codebook and CSV on the Web`() {
    #expect(
      PackageCodebook.rows([table])[1] == [
        "items", "arms", "integer", "value", "", "0", "1", "0=none; 1=a \"little\"", "", "no",
        "grade of the arms", "",
      ])
    let text = WebTableMetadata.json(table).text
    #expect(text.contains("\"minimum\": 0") && text.contains("\"format\": \"not-done\""))
  }

  @Test func `becomes a script for R`() {
    let text = PackageLoaders.r([table])
    for part in [
      "  arms = \"numeric\"", "c(\"none\", \"a \\\"little\\\"\")",
      "factor(tables$items$arms_missing, levels = c(\"not-done\"), ordered = FALSE)",
    ] { #expect(text.contains(part), "\(part)\n\(text)") }
  }
}
