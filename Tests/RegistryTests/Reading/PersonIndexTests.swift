import Outcomes
import Testing

@testable import Registry

@Suite struct PersonIndexTests {
  /// What the index finds for each patient in turn, each added after it was looked for.
  private func alike(_ patients: [Patient], registered: [Patient] = []) throws -> [[String]] {
    let folder = try TestFolder()
    let file = try ClinicFile.create(path: folder.clinic)
    return try withExtendedLifetime(folder) {
      try file.write(.addPatient, by: by()) { for patient in registered { try $0.add(patient) } }
      let index = try file.read { try PersonIndex($0) }
      var known = Dictionary(uniqueKeysWithValues: registered.map { ($0.id, $0) })
      return patients.map { patient in
        let found = index.alike(to: patient) { known[$0] }
        index.add(patient)
        known[patient.id] = patient
        return found.map { "\($0.patient.id) \($0.likeness)" }
      }
    }
  }

  @Test func findsThoseRegisteredAndThoseAddedSince() throws {
    let found = try alike(
      [
        .test("1", "Weber", "Anna", born: "1970-05-05"),
        .test("B", "MÜLLER", "Zoe-Maria"),
        .test("C", "Zoë Maria", "Mueller"),
        .test("D", "Müller", "Zoë Maria", born: nil),
        .test("E", "Müller", "Zoë Maria", born: "1960-02-28"),
        .test("F", "Müller", "Zoë", born: "1960-02-29"),
        .test("c", "Smith", "John", born: "1980-05-05"),
        .test("G", "O'Brien", "Mary Ann", born: "1970-10-01"),
        .test("H", "Obrien", "Maryann", born: "1970-01-01"),
      ],
      registered: [
        .test("0001", "Haas", "Jonas"), .test("A", "Müller", "Zoë Maria"),
      ])
    #expect(
      found == [
        ["0001 identifier"], ["A name"], ["B name", "A name"], ["C name", "B name", "A name"],
        ["D name"], [], ["C identifier"], [], ["G slipOfBirth"],
      ])
  }

  @Test func findsWhatTheSearchForOneFindsButForSlipsOfLetters() throws {
    let names = [
      ("Müller", "Zoë"), ("Mueller", "Zoe"), ("O'Neil", "Mary Ann"), ("ONeil", "Maryann"),
      ("Silva", "Vera"), ("Vera", "Silva"),
    ]
    let births = ["1970-01-10", "1970-10-01", "1907-01-10", nil]
    let patients = names.enumerated().flatMap { place, name in
      births.enumerated().map { birth, born in
        Patient.test("\(place)-\(birth)", name.0, name.1, born: born)
      }
    }
    let folder = try TestFolder()
    let file = try ClinicFile.create(path: folder.clinic)
    try file.write(.addPatient, by: by()) { for patient in patients { try $0.add(patient) } }
    try file.read { reading in
      let index = try PersonIndex(reading)
      for patient in patients {
        var other = patient
        other.id = .init("x")
        let one = try reading.similarPatients(to: other)
        let many = try index.alike(to: other) { try reading.patient($0) }
        #expect(many.count == min(3, one.count))
        #expect(many.allSatisfy(one.contains))
      }
    }
  }
}
