import Exchange
import Foundation
import Mappings
import Measures
import Outcomes
import Tables
import Testing

/// A suggestion for tables of a clinic, and what a person answers to it.
struct SuggestedShape: CustomTestStringConvertible, Sendable {
  /// The mapping that was written by hand for the same tables.
  let byHand: String
  let files: [String]
  /// One for each undecided line, in order: the key and the answer; `-` takes the line out.
  let answers: [String]
  /// Files that are mapped, where they are not all of those that were looked at.
  var mapped: [String]?
  /// A patient whose cell is refused here, and by hand only when it is stored.
  var refusedHere: String?
  /// An instrument that the clinic does not want, and its lines.
  var unwanted: (line: String, count: Int)?

  var testDescription: String { byHand }

  static let all = [
    SuggestedShape(
      byHand: "01-mg-visits", files: ["01-mg-visits.csv"],
      answers: ["AChR+ MG=mg", "empty=not-done", "is=1"]),
    SuggestedShape(
      byHand: "02-cidp-wide", files: ["02-cidp-wide.csv"],
      answers: ["k.A.=not-done", "n.b.=unable", "\"-\"=not-done", "- disease=cidp"]),
    SuggestedShape(
      byHand: "03-cohort-merged", files: ["03-cohort-merged.xlsx"],
      answers: ["n/a=not-done", "2=female", "1=male", "- disease=cidp"]),
    SuggestedShape(
      byHand: "04-clinic-book-all-words", files: ["04-clinic-book.xlsx"],
      answers: ["N/A=leave-out", "\"-\"=not-done"]
        + [
          "talking", "chewing", "swallowing", "breathing", "brush-comb", "chair", "diplopia",
          "ptosis",
        ]
        .enumerated().map { "\($1)=Item \($0 + 1)" }
        + ["2 x 1 g=2 g", "60 mg x 4=60 mg", "\"PDN\"=1", "\"AZA\"=1", "\"Rituximab\"=none"]
        + ["\"3,4-DAP\"=1", "\"RTX\"=none", "\"Mestinon\"=none"]),
    SuggestedShape(
      byHand: "05-redcap",
      files: ["05-redcap-dictionary.csv", "05-redcap-raw.csv", "05-redcap-labels.csv"],
      answers: ["\"-99\"=not-done", "NASK=not-done", "1=g/kg", "3=mg", "2=g/kg"]
        + ["\"1\"=none", "\"3\"=none", "\"2\"=none"],
      mapped: ["05-redcap-labels.csv"]),
    SuggestedShape(
      byHand: "06-database-utf16",
      files: [
        "06-clinical-240422_173008-DEP.txt", "06-personal-240422_173008-DEN.txt",
        "06-treatment-240422_173008-DEP.txt",
      ],
      answers: [
        "\"?\"=leave-out", "- measure=mrc-60", "- measure=grip-vigorimeter",
        "hand={column: Remarks, fill-down: true, words: {left-handed: left}, else: right, if-empty: right}",
        "id=Local identifier", "0.4 g/kg x5=2 g/kg",
      ], unwanted: ("- measure: odss", 4)),
    SuggestedShape(
      byHand: "07-survey", files: ["07-survey-results.csv"],
      answers: ["from=2000-01-01", "empty=-"], refusedHere: "MG009"),
    SuggestedShape(byHand: "08-laboratory", files: ["08-laboratory.csv"], answers: ["censored=-"]),
    SuggestedShape(
      byHand: "09-infusions", files: ["09-infusions.xlsx"],
      answers: ["\"Gamunex*\"=ivig", "gap-weeks=12"]),
    SuggestedShape(
      byHand: "10-typed-scores", files: ["10-typed-scores.csv"],
      answers: ["decimal=\".\"", "\"?\"=-", "n.d.=not-done", "missing-as=grip-jamar"]),
    SuggestedShape(
      byHand: "11-per-patient", files: ["11-patient-K01.xlsx", "11-patient-K02.xlsx"],
      answers: ["- disease=cidp", "Reference=none"]),
    SuggestedShape(
      byHand: "12-online-form", files: ["12-online-form.csv"], answers: ["case=upper", "Normal=0"]),
  ]
}

@Suite struct `A suggested mapping` {
  private static let library = Result {
    try Definitions.read(hash: { String($0.utf8.count) }).library
  }
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("CommandTests/Spreadsheets")

  @Test(arguments: SuggestedShape.all)
  func `gives the rows of one written by hand once it is answered`(_ shape: SuggestedShape) throws {
    let library = try Self.library.get()
    let suggested = try MappingSuggestion(shape.files.map(Self.source), library)
    #expect(suggested.undecided == shape.answers.count)
    let open = #expect(throws: DefinitionFaults.self) {
      try MappingReader.read(suggested.text, path: "s.yaml", library: library)
    }
    #expect(open?.faults.count == shape.answers.count)
    let answered = Self.answered(suggested.text, shape)
    let path = Self.folder.appendingPathComponent("\(shape.byHand).yaml")
    let byHand = try MappingReader.read(
      String(contentsOf: path, encoding: .utf8), path: "h.yaml", library: library)
    let mapping = try MappingReader.read(answered, path: "s.yaml", library: library)
    let files = try (shape.mapped ?? shape.files).map(Self.source)
    let (wanted, found) = (try Self.map(byHand, files), try Self.map(mapping, files))
    #expect(found.faults == wanted.faults)
    for layout in [ImportLayout.patients, .diagnoses, .treatments, .scores] {
      let left = wanted.rows[layout]?.filter { $0.patient != shape.refusedHere }
      #expect(Self.texts(found.rows[layout]) == Self.texts(left), "\(layout)")
    }
    let more = shape.refusedHere == nil ? 0 : 1
    let refused = Set(found.refused.map(\.cell))
    #expect(refused.isSuperset(of: wanted.refused.map(\.cell)))
    #expect(refused.count == Set(wanted.refused.map(\.cell)).count + more)
  }

  /// A figure that no answer can have makes a column of answers nothing else.
  @Test func `takes numbered columns for items beside figures that stand for no answer`() throws {
    let item = { (visit: Int) in (1...8).map { "V\(visit)_mgadl_\($0)" }.joined(separator: ",") }
    let table = """
      pat_no,gebdat,geschl,V1_date,\(item(1)),V2_date,\(item(2))
      7,12.03.1960,2,01.02.2023,1,1,0,0,2,1,1,2,01.05.2023,1,0,0,0,1,1,0,1
      9,30.11.1971,1,11.02.2023,0,1,99,0,2,1,1,2,14.05.2023,1,0,99,0,1,1,0,1

      """
    let text = try MappingSuggestion(
      [TableSource(name: "v.csv", bytes: .memory(Array(table.utf8)))], try Self.library.get()
    ).text
    #expect(text.contains("  99: choose   # choose: not-done, unable, refused or leave-out"))
    #expect(text.contains("  birth-date: gebdat"))
    #expect(text.contains("  sex:   # by its heading\n    column: geschl\n"))
    #expect(text.contains("  date: \"{}_date\""))
    #expect(
      text.contains(
        "swallowing: choose   # choose: \"{}_mgadl_3\", if the items stand in the order of the form"
      ))
    #expect(!text.contains("total:"))
  }

  @Test func `is the same whenever it is made`() throws {
    let library = try Self.library.get()
    let files = try SuggestedShape.all[0].files.map(Self.source)
    let texts = try (0..<3).map { _ in try MappingSuggestion(files, library).text }
    #expect(Set(texts).count == 1)
  }

  @Test func `says what it looked for where nothing can be judged`() throws {
    let library = try Self.library.get()
    let source = TableSource(name: "a.csv", bytes: .memory(Array("1,2\n3,4\n".utf8)))
    let refusal = #expect(throws: UnjudgedTables.self) { try MappingSuggestion([source], library) }
    #expect(refusal?.message.contains("a row of headings") == true)
  }

  private static func source(_ name: String) throws -> TableSource {
    let data = try Data(contentsOf: folder.appendingPathComponent(name))
    return TableSource(name: name, bytes: .memory([UInt8](data)))
  }

  private static func map(_ mapping: Mapping, _ files: [TableSource]) throws -> MappedTables {
    try TableMapper(mapping) { name in
      try REDCapDictionary(LoadedSheet(source(name), TableOptions(kind: .text)))
    }.map(files)
  }

  private static func texts(_ rows: [MappedRow]?) -> [String] {
    (rows ?? []).map { $0.fields.joined(separator: "|") }.sorted()
  }

  /// The mapping with each answer in its line.
  private static func answered(_ text: String, _ shape: SuggestedShape) -> String {
    var answers = shape.answers[...]
    var lines: [String] = []
    var passed = 0
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if let unwanted = shape.unwanted, line.contains(unwanted.line) { passed = unwanted.count }
      if passed > 0 {
        passed -= 1
        continue
      }
      guard let place = line.firstRange(of: ": choose   #") else {
        lines.append(String(line))
        continue
      }
      let key = line[..<place.lowerBound].drop { $0 == " " }
      guard let answer = answers.popFirst(), answer.hasPrefix(key + "=") else {
        Issue.record("no answer for '\(key)'")
        continue
      }
      let value = answer.dropFirst(key.count + 1)
      if value != "-" { lines.append("\(line[..<place.lowerBound]): \(value)") }
    }
    #expect(answers.isEmpty)
    return lines.joined(separator: "\n")
  }
}
