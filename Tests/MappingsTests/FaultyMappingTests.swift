import Exchange
import Mappings
import Measures
import Outcomes
import Testing

@Suite struct `Faults of a mapping` {
  private static let library = Result {
    try Definitions.read(hash: { String($0.utf8.count) }).library
  }

  private static let visits = """
    name: Visits
    file: {kind: text}
    dates: d/m/y
    patient: {id: No}
    visits:
      date: Date
      scores:

    """

  /// What a mapping says, and each of its faults with its line.
  static let faulty: [(text: String, faults: [String])] = [
    (
      "name: x\nfile: {kind: text}\n",
      ["1: missing key 'patient' in a mapping; it says whose row it is"]
    ),
    ("patient: {id: No}\n", ["1: missing key 'name' in a mapping"]),
    (
      "name: x\npatient: {id: No}\nvisit: {date: D}\n",
      [
        "3: unknown key 'visit' in a mapping; allowed: name, file, dates, missing, patient, diagnoses, visits, long, courses, events, tables; did you mean 'visits'?"
      ]
    ),
    ("name: x\npatient: {sex: S}\n", ["2: one of id, key must be given"]),
    (
      "name: x\nfile: {kind: xls}\npatient: {id: No}\n",
      ["2: 'kind' cannot be 'xls'; allowed: text, xlsx, redcap; did you mean 'xlsx'?"]
    ),
    (
      "name: x\nfile: {kind: redcap}\npatient: {id: No}\n",
      ["2: missing key 'dictionary' in 'file'; it says what the fields and codes mean"]
    ),
    (
      "name: x\nfile: {decimal: \",\", thousands: \",\"}\npatient: {id: No}\n",
      ["2: 'thousands' cannot be ','; allowed: any other sign"]
    ),
    (
      "name: x\ndates: dd.mm.yy\npatient: {id: No}\n",
      [
        "2: 'dates' cannot be 'dd.mm.yy'; allowed: iso, d.m.y, d/m/y, d-m-y, m/d/y, y/m/d, d mmm yyyy, mmm d, yyyy"
      ]
    ),
    (
      "name: x\nmissing: {n/a: unknown}\npatient: {id: No}\n",
      [
        "2: 'n/a' cannot be 'unknown'; allowed: not-done, unable, refused, not-applicable, leave-out"
      ]
    ),
    (
      "name: x\npatient: {id: No, sex: {column: Sex, words: {f: woman}}}\n",
      ["2: no sex 'woman' is defined; there are: female, male, other; did you mean 'female'?"]
    ),
    (
      visits + "    - {measure: CPK, total: T}\n",
      ["8: no measure 'CPK' is defined; did you mean 'ck'?"]
    ),
    (
      "name: x\npatient: {id: No}\ncourses:\n  - {therapy: {column: T, words: {R: MabThera}}, start: S}\n",
      ["4: no therapy 'MabThera' is defined; did you mean 'rituximab'?"]
    ),
    (
      "name: x\npatient: {id: No}\ndiagnoses:\n  - {disease: Generalised MG, on: none}\n",
      ["4: no disease 'Generalised MG' is defined; did you mean 'mg'?"]
    ),
    (
      visits + "    - {measure: mgadl, total: T}\n",
      ["8: no measure 'mgadl' is defined; did you mean 'mg-adl'?"]
    ),
    (
      visits + "    - {measure: mg-adl, items: {speech: S}}\n",
      [
        "8: no item of the measure 'speech' is defined; there are: breathing, brush-comb, chair, chewing, diplopia, ptosis, swallowing, talking"
      ]
    ),
    (
      visits + "    - {measure: mg-adl, items: {talking: S}, total: T}\n",
      [
        "8: missing key 'check' in 'total'; a total beside items is compared with them: check: true"
      ]
    ),
    (visits + "    - {measure: mg-adl}\n", ["8: one of items, total, value must be given"]),
    (
      visits + "    - {measure: qmg, total: {column: Q, pattern: \"([0-9\"}}\n",
      ["8: 'pattern' needs a regular expression; found the text \"([0-9\""]
    ),
    (
      visits + "    - {measure: qmg, total: {column: Q, pattern: \"([0-9]+)+x\"}}\n",
      [
        "8: 'pattern' needs a regular expression that repeats no group with a repetition or alternatives inside, such as [ab]+ for (a|b)+; found the text \"([0-9]+)+x\""
      ]
    ),
    (
      visits + "    - {measure: grip-jamar, value: G, variant: {hand: both}}\n",
      ["8: no value of 'hand' 'both' is defined; there are: left, right"]
    ),
    (
      visits + "    - {by-unit: {column: G}}\n",
      ["8: missing key 'units' in 'by-unit'; they say the measure"]
    ),
    (
      "name: x\npatient: {id: No}\ncourses:\n  - {therapy: ivigg, start: S}\n",
      ["4: no therapy 'ivigg' is defined; did you mean 'ivig'?"]
    ),
    (
      "name: x\npatient: {id: No}\ndiagnoses:\n  - {disease: cidp}\n",
      ["4: missing key 'on' in a diagnosis; a column, or none where the table does not say"]
    ),
    (
      "name: x\npatient: {id: No}\nevents: {therapy: ivig, date: D}\n",
      ["3: missing key 'gap-weeks' in 'events'; a longer pause ends a course"]
    ),
    (
      "name: x\npatient: {id: {column: No, part: 2}}\n",
      ["2: missing key 'split' in 'id'; 'part' is one of its parts"]
    ),
    (
      "name: x\npatient: {id: {column: No, pattern: '(A.)', else: above}}\n",
      ["2: missing key 'fill-down' in 'id'; 'else: above' goes with it"]
    ),
  ]

  @Test(arguments: faulty.indices)
  func `have their line and say what is allowed`(_ index: Int) throws {
    let (text, expected) = Self.faulty[index]
    let library = try Self.library.get()
    do throws(DefinitionFaults) {
      _ = try MappingReader.read(text, path: "m.yaml", library: library)
      Issue.record("taken: \(text)")
    } catch {
      #expect(error.faults.map { "\($0.line): \($0.problem)" } == expected)
    }
  }
}
