import Clinic
import CustomDump
import Outcomes
import Testing

@Suite struct `A patient is found` {
  private static let names: [(String, String, String)] = [
    ("P0042", "Łukasik", "Anna Maria"), ("P0043", "Silva", "Vera"), ("P0044", "da Silva", "José"),
    ("p0045", "O'Brien", "Mary-Ann"), ("Müller", "Other", "Name"), ("0007", "Bond", "James"),
    ("A1", "Twin", "One"), ("a1", "Twin", "Two"),
  ]

  private static func clinic() throws -> TestClinic {
    let clinic = try TestClinic()
    for (id, family, given) in names {
      try clinic.desk.register(
        Patient(
          id: .init(id), familyName: family, givenName: given, birthDate: nil, sex: nil),
        evenIfSimilar: true)
    }
    return clinic
  }

  @Test func `by the identifier or the whole name, in capitals or not`() throws {
    let clinic = try Self.clinic()
    let desk = clinic.desk
    let cases = [
      ("P0042", "P0042"), ("p0042", "P0042"), ("P0045", "p0045"), (" P0042 ", "P0042"),
      ("lukasik", "P0042"), ("ŁUKASIK", "P0042"), ("Anna Łukasik", "P0042"),
      ("lukasik, anna maria", "P0042"), ("vera silva", "P0043"), ("jose", "P0044"),
      ("da silva", "P0044"), ("dasilva", "P0044"), ("obrien", "p0045"), ("o’brien", "p0045"),
      ("mary ann", "p0045"), ("Müller", "Müller"), ("müller", "Müller"), ("bond", "0007"),
      ("A1", "A1"), ("a1", "a1"), ("twin two", "a1"),
    ]
    for (text, id) in cases {
      #expect(try desk.patientID(called: text).text == id, "\(text)")
    }
  }

  @Test func `never by guessing`() throws {
    let clinic = try Self.clinic()
    let desk = clinic.desk
    func refusal(_ text: String) -> DeskRefusal? {
      do {
        _ = try desk.patientID(called: text)
        return nil
      } catch { return error as? DeskRefusal }
    }
    func several(_ text: String) -> [String]? {
      guard case .severalPatients(text, let patients, isWhole: true) = refusal(text) else {
        return nil
      }
      return patients.map(\.id.text)
    }
    func begun(_ text: String) -> [String]? {
      guard case .severalPatients(text, let patients, isWhole: false) = refusal(text) else {
        return nil
      }
      return patients.map(\.id.text)
    }
    #expect(several("silva") == ["P0043", "P0044"])
    #expect(several("twin") == ["A1", "a1"])
    #expect(begun("luka") == ["P0042"])
    #expect(begun("sil") == ["P0043", "P0044"])
    // Leading zeros belong to an identifier.
    #expect(refusal("7") == .unknownPatient(.init("7"), near: nil))
    #expect(refusal("P0049") == .unknownPatient(.init("P0049"), near: "P0042"))
    #expect(refusal("nobody") == .unknownPatient(.init("nobody"), near: nil))
    #expect(refusal("") == .emptyText(.identifier))
    #expect(refusal("  ") == .emptyText(.identifier))
  }

  @Test func `by the identifier that was given up too, not by the name it had`() throws {
    let clinic = try Self.clinic()
    let desk = clinic.desk
    let (gone, stays) = (Patient.ID("P0043"), Patient.ID("P0044"))
    try desk.merge(
      gone, seen: desk.version(ofParticulars: gone), into: stays,
      seen: desk.version(ofParticulars: stays), reason: "registered twice")
    #expect(try desk.patientID(called: "P0043") == gone)
    #expect(try desk.patientID(called: "silva") == stays)
  }
}

@Suite struct `A definition is found` {
  @Test func `by its id, its name and its abbreviation, of every one of the library`() throws {
    let definitions = try TestClinic.definitions.get()
    for measure in definitions.library.measures {
      for name in [measure.id.text, measure.name, measure.short, measure.short.uppercased()] {
        #expect(try definitions.id(called: name) == measure.id, "\(name)")
      }
    }
    for disease in definitions.library.diseases {
      for name in [disease.id.text, disease.name, disease.short, disease.name.uppercased()] {
        #expect(try definitions.id(called: name) == disease.id, "\(name)")
      }
    }
    for therapy in definitions.library.therapies {
      for name in [therapy.id.text, therapy.name, therapy.short, therapy.name.uppercased()] {
        #expect(try definitions.id(called: name) == therapy.id, "\(name)")
      }
    }
  }

  @Test func `never by guessing`() throws {
    let definitions = try TestClinic.definitions.get()
    func refusal(_ body: () throws -> Void) -> DeskRefusal? {
      do {
        try body()
        return nil
      } catch { return error as? DeskRefusal }
    }
    #expect(
      refusal { let _: Measure.ID = try definitions.id(called: "MG-ADLL") }
        == .unknownMeasure("MG-ADLL", near: "mg-adl"))
    #expect(
      refusal { let _: Disease.ID = try definitions.id(called: "") }
        == .unknownDisease("", near: nil))
    #expect(
      refusal { let _: Therapy.ID = try definitions.id(called: "--") }
        == .unknownTherapy("--", near: nil))
    #expect(
      refusal { let _: Therapy.ID = try definitions.id(called: "Rituximap") }
        == .unknownTherapy("Rituximap", near: "rituximab"))
  }
}
