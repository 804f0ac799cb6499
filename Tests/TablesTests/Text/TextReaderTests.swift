import Tables
import Testing

@Suite struct `Text files` {
  @Test(arguments: [
    ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
    ("a;b\r\n1,5;2\r\n", [["a", "b"], ["1,5", "2"]]),
    ("a\tb\r1\t2", [["a", "b"], ["1", "2"]]),
    ("a|b\n1|2", [["a", "b"], ["1", "2"]]),
    ("sep=;\r\na,b;c\r\n1;2", [["a,b", "c"], ["1", "2"]]),
    ("\"sep=|\"\na,b|c", [["a,b", "c"]]),
    ("SEP=\t\na,b\tc", [["a,b", "c"]]),
    ("a", [["a"]]),
    ("\"a,x\",\"b;;;\"\n1,2", [["a,x", "b;;;"], ["1", "2"]]),
    ("a,b;c\n", [["a", "b;c"]]),
    (";;\nid;b,c;d\n", [["id", "b,c", "d"]]),
    ("\u{FEFF}id,b\n", [["id", "b"]]),
    ("a, b ,c\n", [["a", " b ", "c"]]),
    ("\"say \"\"no\"\"\",\"\",x\n", [["say \"no\"", "", "x"]]),
    ("a,b,,\n1,,,\n", [["a", "b"], ["1"]]),
  ])
  func `are divided by what stands most often in the header`(
    _ text: String, _ expected: [[String]]
  ) throws {
    #expect(try Reading.shown(text) == expected)
  }

  @Test func `are divided as the options say`() throws {
    let text = "a,b;c;d\n1,5;2\n"
    #expect(try Reading.shown(text, TableOptions(separator: .comma)).last == ["1", "5;2"])
    let titled = "List; of; all; patients\nid,b\n1,2\n"
    #expect(try Reading.shown(titled, TableOptions(headerRow: 2)).last == ["1", "2"])
  }

  @Test func `count rows as a spreadsheet does, and lines as an editor`() throws {
    let rows = try Reading.rows(Array("sep=;\na;b\r\n\r\n\"x\ny\r\nz\";2\r\n ;\n3;4".utf8))
    #expect(rows.map(\.number) == [1, 3, 5])
    #expect(rows.map(\.line) == [2, 4, 8])
    #expect(rows.map { $0[0].shown } == ["a", "x\ny\r\nz", "3"])
  }

  @Test func `pass over empty rows between others and count them`() throws {
    let bytes = Array("\n\na,b\n,\n  ,\t\n1,2\n\n\n".utf8)
    let reader = try TableReader(TableSource(name: "t", bytes: .memory(bytes)))
    #expect(try Reading.rows(reader).map(\.number) == [3, 6])
    #expect(reader.passedOver.emptyRows == 4)
    #expect(reader.kind == .text)
    #expect(reader.sheet == nil)
  }

  @Test func `hold texts only`() throws {
    let row = try Reading.rows(Array("7,2024-01-01,,TRUE".utf8)).first
    #expect(row?.cells.map(\.kind) == [.text, .text, .empty, .text])
    #expect(row?[9] == .empty)
  }

  @Test func `go on after a row with a misplaced quote`() throws {
    let bytes = Array("a,b\n5\" high,1\n\"x\"y,2\n3,4\n".utf8)
    let reader = try TableReader(TableSource(name: "f.csv", bytes: .memory(bytes)))
    var seen: [String] = []
    while true {
      do {
        guard let row = try reader.next() else { break }
        seen.append("row \(row.number)")
      } catch let fault as TableFault {
        #expect(fault.concernsOneRow)
        seen.append(fault.description)
      }
    }
    #expect(
      seen == [
        "row 1",
        "f.csv, row 2, column A: found a quote inside a field that does not begin with one "
          + "(line 2). Such a field must be in quotes as a whole: write \"5\"\" high\" for 5\" high.",
        "f.csv, row 3, column A: found 'y' after the closing quote of the field that begins in "
          + "line 3. Only a separator or the end of the line may follow: write a quote that "
          + "belongs to the text twice (\"\").",
        "row 4",
      ])
  }

  @Test func `are read alike from a disk and from memory, in pieces of any size`() throws {
    let rows = (1...20_000).map { "P\($0),\"ä\($0)\"" }.joined(separator: "\r\n")
    let read = try Reading.rows(Array(rows.utf8))
    #expect(read.count == 20_000)
    #expect(read[19_999].cells.map(\.shown) == ["P20000", "ä20000"])
    #expect(read[19_999].line == 20_000)
  }
}
