import Outcomes
import Testing

@testable import Registry

@Suite struct PatientSearchTests {
  let folder: TestFolder
  let file: ClinicFile
  init() throws {
    folder = try TestFolder()
    file = try ClinicFile.create(path: folder.clinic)
    try file.write(.addPatient, by: by()) { writing in
      try writing.add(.test("N1", "Müller", "Zoë Maria"))
      try writing.add(.test("N2", "Łukasik", "Tove"))
      try writing.add(.test("N3", "O'Neil-Strauß", "Søren", born: "1970-01-01"))
      try writing.add(.test("N4", "Müller", "Jan", born: nil))
      try writing.add(.test("n40", "Smith", "John", born: "1980-05-05"))
      try writing.add(.test("Q1", "O\u{02BC}Neil", "Tim", born: nil))
      try writing.add(.test("Q2", "O`Hara", "Pat", born: nil))
      try writing.add(.test("Q3", "d\u{2018}Arc", "Jeanne", born: nil))
      try writing.add(.test("Q4", "O'Brien", "Mary Ann", born: "1970-01-01"))
      try writing.add(.test("Q5", "D\u{2019}Angelo", "Ugo", born: nil))
      try writing.add(.test("Q6", "Åse", "Kaare", born: nil))
      try writing.add(.test("Q7", "de la Cruz", "Ana", born: nil))
      try writing.add(.test("Q8", "Silva\u{AD}Elena", "Eva", born: nil))
      try writing.add(.test("0017", "Quist", "Lena", born: "1971-10-02"))
    }
  }

  @Test(arguments: [
    ("", ["0017", "N1", "N2", "N3", "N4", "Q1", "Q2", "Q3", "Q4", "Q5", "Q6", "Q7", "Q8", "n40"]),
    ("N4", ["N4", "n40"]),
    ("muller", ["N1", "N4"]),
    ("MÜLLER zoe", ["N1"]),
    ("zoe mull", ["N1"]),
    ("lukasik", ["N2"]),
    ("strauss", ["N3"]),
    ("oneil soren", ["N3"]), ("oneil", ["N3", "Q1"]), ("o'neil", ["N3", "Q1"]),
    ("neil", ["N3", "Q1"]), ("ohara", ["Q2"]), ("O\u{B4}Hara", ["Q2"]), ("darc", ["Q3"]),
    ("arc jea", ["Q3"]), ("o brien", ["Q4"]), ("brien", ["Q4"]), ("obrien maryann", ["Q4"]),
    ("angelo", ["Q5"]), ("dangelo", ["Q5"]), ("mueller", ["N1", "N4"]), ("mue", ["N1", "N4"]),
    ("aase", ["Q6"]), ("ase", ["Q6"]), ("åse kåre", ["Q6"]), ("delacruz", ["Q7"]),
    ("cruz", ["Q7"]), ("de la cr", ["Q7"]), ("silvaelena", ["Q8"]),
    ("o", ["N3", "Q1", "Q2", "Q4"]),
    ("rien", []), ("acruz", []),
    // The end of an identifier, from two figures on.
    ("17", ["0017"]), ("017", ["0017"]), ("7", []), ("n4 ", ["N4", "n40"]),
    // A day of birth as it is written here or there, beside a name or alone.
    ("1970-01-01", ["N3", "Q4"]), ("1.1.1970", ["N3", "Q4"]), ("01/01/1970", ["N3", "Q4"]),
    ("5.5.1980", ["n40"]), ("obrien 1970-01-01", ["Q4"]), ("1970-01-01 smith", []),
    // Read both ways, as a question: nothing is recorded by it.
    ("2/10/1971", ["0017"]), ("10/2/1971", ["0017"]), ("1980-05", ["n40"]),
    ("ller", []),
    ("nobody", []),
  ])
  func findsByIdentifierOrName(_ text: String, _ due: [String]) throws {
    #expect(try file.read { try $0.patients(search: text) }.map(\.id.text) == due)
  }

  @Test func limits() throws {
    #expect(try file.read { try $0.patients(limit: 2) }.map(\.id.text) == ["0017", "N1"])
  }

  @Test(arguments: [
    // The same birth date and the same name but for a slip.
    (Patient.test("x", "Muller", "Zoe Maria"), ["N1"]),
    (Patient.test("x", "Mueller", "Zoe Maria"), ["N1"]),
    (Patient.test("x", "Zoë Maria", "Müller"), ["N1"]),
    (Patient.test("x", "Müller", "Zoë"), ["N1"]),
    (Patient.test("x", "Mulller", "Zoe Maria"), ["N1"]),
    (Patient.test("x", "Lukaisk", "Tove"), ["N2"]),
    (Patient.test("x", "ONeil Strauss", "Soren", born: "1970-01-01"), ["N3"]),
    // Another birth date, or another name.
    (Patient.test("x", "Müller", "Zoë Maria", born: "1960-02-28"), []),
    (Patient.test("x", "Weber", "Anna"), []),
    // No birth date on one side: only the very same name.
    (Patient.test("x", "Müller", "Jan", born: "1999-09-09"), ["N4"]),
    (Patient.test("x", "Müller", "Jana", born: "1999-09-09"), []),
    (Patient.test("x", "Lukasik", "Tove", born: nil), ["N2"]),
    (Patient.test("x", "Lukasik", "Tova", born: nil), []),
    (Patient.test("x", "Smith", "John", born: nil), ["n40"]),
    // No birth date on both sides: a slip is found again.
    (Patient.test("x", "Mueller", "Jan", born: nil), ["N4"]),
    // The same letters, however blanks and apostrophes are written.
    (Patient.test("x", "OBrien", "Maryann", born: "1970-01-01"), ["Q4"]),
    (Patient.test("x", "O\u{2019}Brien", "Mary-Ann", born: "1970-01-01"), ["Q4"]),
    (Patient.test("x", "Aase", "Kåre", born: nil), ["Q6"]),
    (Patient.test("x", "Müller", "Zo\u{AD}e Maria"), ["N1"]),
    // Itself.
    (Patient.test("N2", "Łukasik", "Tove"), []),
  ])
  func pointsOutWhoMayBeTheSamePerson(_ patient: Patient, _ due: [String]) throws {
    let found = try file.read { try $0.similarPatients(to: patient) }
    #expect(found.map(\.patient.id.text) == due)
    #expect(found.allSatisfy { $0.likeness == .name })
  }

  @Test(arguments: [
    // Figures of the birth date changed round, and the very same name.
    (Patient.test("x", "OBrien", "Maryann", born: "1970-10-01"), "Q4", Likeness.slipOfBirth),
    (Patient.test("x", "O'Brien", "Mary Ann", born: "1907-01-01"), "Q4", .slipOfBirth),
    (Patient.test("x", "Quist", "Lena", born: "1971-02-10"), "0017", .slipOfBirth),
    // Case and leading zeros of the identifier.
    (Patient.test("n2", "Weber", "Anna"), "N2", .identifier),
    (Patient.test("N40", "Weber", "Anna"), "n40", .identifier),
    (Patient.test("17", "Weber", "Anna"), "0017", .identifier),
    (Patient.test("00017", "Weber", "Anna"), "0017", .identifier),
    // The name says more.
    (Patient.test("n2", "Łukasik", "Tove"), "N2", .name),
  ])
  func saysWhyTheyMayBeTheSame(_ patient: Patient, _ due: String, _ why: Likeness) throws {
    let found = try file.read { try $0.similarPatients(to: patient) }
    #expect(found.map(\.patient.id.text) == [due])
    #expect(found.map(\.likeness) == [why])
  }

  @Test(arguments: [
    Patient.test("x", "Quist", "Lene", born: "1971-02-10"),
    .test("x", "Quist", "Lena", born: "1971-10-03"), .test("N-2", "Weber", "Anna"),
    .test("170", "Weber", "Anna"), .test("N02", "Weber", "Anna"),
  ])
  func saysNothingOfOthers(_ patient: Patient) throws {
    #expect(try file.read { try $0.similarPatients(to: patient) } == [])
  }

  @Test func comparesTheIdentifierOfWhoWasMergedAndTheNameOfWhoWasNot() throws {
    try file.write(.mergePatients, by: by(reason: "the same")) {
      try $0.merge(.init("N2"), into: .init("N1"))
    }
    let alike = try file.read {
      (
        try $0.similarPatients(to: .test("n2", "Weber", "Anna")),
        try $0.similarPatients(to: .test("x", "Łukasik", "Tove"))
      )
    }
    #expect(alike.0.map(\.likeness) == [.identifier])
    #expect(alike.1 == [])
  }

  @Test(arguments: [
    ("", "", 0), ("a", "", 1), ("abc", "abc", 0), ("abc", "abd", 1), ("abc", "acb", 1),
    ("abc", "xabc", 1), ("abcdef", "ab", 4), ("kitten", "sitting", 3),
  ])
  func countsLettersThatDiffer(_ a: String, _ b: String, _ due: Int) {
    #expect(editDistance(Array(a.utf8), Array(b.utf8), atMost: 9) == due)
    #expect(editDistance(Array(a.utf8), Array(b.utf8), atMost: 1) == min(due, 2))
  }
}
