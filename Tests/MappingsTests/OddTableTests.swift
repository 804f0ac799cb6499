import Exchange
import Measures
import Outcomes
import Tables
import Testing

/// Tables of a shape that nobody would choose, as clinics have them.
@Suite struct `A suggestion for an odd table` {
  private static let library = Result { try Definitions.read(hash: { _ in "" }).library }

  /// A table, and lines of its suggestion.
  static let tables: [(name: String, text: String, lines: [String])] = [
    (
      "a heading with an ending in brackets",
      "N° dossier;Né(e) le;Sexe;Date V1;ONLS V1;Date V2;ONLS V2\n"
        + "0101;12/03/1950;F;12/01/2024;4;15/04/2024;3\n0102;23/11/1961;H;18/01/2024;5;22/04/2024;5\n",
      ["birth-date: Né(e) le", "H: male", "suffixes: [V1, V2]"]
    ),
    (
      "names in a column called patient, below a title and above a sum",
      "Infusion log,,,\nMRN,Patient,Date,Product,Dose (g)\n"
        + "A-1,\"Miller, Ann\",12/03/24,Privigen,80\nA-1,\"Miller, Ann\",01/30/25,Privigen,80\n"
        + "B-2,\"Ortiz, Luis\",12/05/24,Octagam 10%,70\nTotal,,,,230\n",
      [
        "header: 2", "stop-at: {column: MRN, text: Total}", "id: MRN", "form: m/d/y", "events:",
        "\"Octagam*\": ivig",
      ]
    ),
    (
      "two tables below each other",
      "Pat.-Nr.;Datum;QMG\n4711;12.01.2024;14\n4712;15.01.2024;9\n;;\nTherapien;;\n"
        + "Pat.-Nr.;Medikament;Beginn\n4711;Azathioprin;01.02.2023\n4712;MabThera;15.03.2024\n",
      [
        "stop-at: {column: Pat.-Nr., text: Therapien}", "total: QMG", "header: 6",
        "\"MabThera\": rituximab", "start: Beginn",
      ]
    ),
    (
      "days that count as text, beside each other",
      "Datum,45299,45390\nINCAT,4,3\nI-RODS,24,30\n",
      ["turned: true", "serial-numbers: choose", "date: Datum", "total: INCAT"]
    ),
  ]

  @Test(arguments: tables.indices)
  func `has what it says`(_ index: Int) throws {
    let (name, text, lines) = Self.tables[index]
    let source = TableSource(name: "odd.csv", bytes: .memory(Array(text.utf8)))
    let suggestion = try MappingSuggestion([source], try Self.library.get()).text
    for line in lines { #expect(suggestion.contains(line), "\(name): \(suggestion)") }
  }
}
