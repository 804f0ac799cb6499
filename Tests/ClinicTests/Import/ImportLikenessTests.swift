import Clinic
import CustomDump
import Exchange
import Foundation
import Outcomes
import Registry
import Testing

@Suite struct `Persons who come twice in files` {
  private static let header = "patient_id,family_name,given_name,birth_date,sex\n"

  private func places(_ found: [String]) -> [String] {
    found.map { String($0.prefix { $0 != ":" }) }
  }

  @Test func `a spreadsheet that ate leading zeros doubles nobody`() throws {
    let clinic = try TestClinic([
      "p.csv": Self.header
        + "0001,Silva,Vera,1961-04-02,female\n0002,Moreau,Léa,1975-11-30,female\n"
    ])
    let before = try clinic.everything()
    let files: KeyValuePairs<String, String> = [
      "p.csv": Self.header + "1,Silva,Vera,1961-04-02,female\n2,Moreau,Lea,1975-11-30,female\n",
      "d.csv": "patient_id,disease,diagnosed_on\n1,mg,2025-01-01\n",
    ]
    for dryRun in [true, false] {
      expectNoDifference(
        try clinic.refusal(files, dryRun: dryRun),
        [
          "p.csv, row 2, column patient_id: found '1': this may be the same person as 0001  Silva, Vera, born 1961-04-02: by name and date of birth. Use that identifier, or say that it is another person.",
          "p.csv, row 3, column patient_id: found '2': this may be the same person as 0002  Moreau, Léa, born 1975-11-30: by name and date of birth. Use that identifier, or say that it is another person.",
        ])
    }
    expectNoDifference(try clinic.everything(), before)
    let message = try clinic.refusal {
      _ = try $0.importFiles([clinic.write("p.csv", files[0].value)])
    }
    #expect(
      message.hasSuffix(
        "\nWhere similar patients are different persons, add --even-if-similar.\n2 faults found; nothing of any file was stored."
      ))
    let told = try clinic.importing(files, evenIfSimilar: true)
    expectNoDifference(
      told.summary,
      "Stored 2 patients, 1 diagnosis, 0 treatments, 0 scores from 3 rows.\nSimilar to another one, and taken as told: 2 patients."
    )
    // What is registered by now is no news.
    #expect(try clinic.importing(files).passedOver[.patients] == 2)
  }

  @Test func `rows of one file are compared with each other`() throws {
    let rows = [
      "P1,O'Brien,Mary Ann,1970-01-12,female", "P2,OBrien,Maryann,1970-01-12,",
      "p1,Weber,Anna,1988-08-08,", "P3,O'Brien,Mary Ann,1970-12-01,", "P4,O'Brien,Mary Ann,,",
      "P5,O'Brien,Mary-Anne,1970-01-12,", "P6,Weber,Hans,1988-08-08,",
    ]
    let clinic = try TestClinic()
    let found = try clinic.refusal(["p.csv": Self.header + rows.map { $0 + "\n" }.joined()])
    expectNoDifference(
      found.map {
        $0.replacing(". Use that identifier, or say that it is another person.", with: "")
      },
      [
        "p.csv, row 3, column patient_id: found 'P2': this may be the same person as P1  O'Brien, Mary Ann, born 1970-01-12: by name and date of birth",
        "p.csv, row 4, column patient_id: found 'p1': this may be the same person as P1  O'Brien, Mary Ann, born 1970-01-12: the identifiers differ by capital letters or leading zeros alone",
        "p.csv, row 5, column patient_id: found 'P3': this may be the same person as P1  O'Brien, Mary Ann, born 1970-01-12: of the same name, with figures of the date of birth changed round",
        "p.csv, row 5, column patient_id: found 'P3': this may be the same person as P2  OBrien, Maryann, born 1970-01-12: of the same name, with figures of the date of birth changed round",
        "p.csv, row 6, column patient_id: found 'P4': this may be the same person as P3  O'Brien, Mary Ann, born 1970-12-01: by name and date of birth",
        "p.csv, row 6, column patient_id: found 'P4': this may be the same person as P1  O'Brien, Mary Ann, born 1970-01-12: by name and date of birth",
        "p.csv, row 6, column patient_id: found 'P4': this may be the same person as P2  OBrien, Maryann, born 1970-01-12: by name and date of birth",
      ])
  }

  /// Names and figures changed round make many of them similar, and yet nobody is compared with everybody.
  @Test func `of thirty thousand patients of eight names few are looked at for each`() throws {
    let clinic = try TestClinic()
    let patients = (0..<30_000).map { number in
      Patient(
        id: Patient.ID("Q\(number)"), familyName: "Name\(number % 8)", givenName: "Given",
        birthDate: day("1930-01-01") + number / 8, sex: nil)
    }
    let index = try clinic.desk.file.read { try PersonIndex($0) }
    var (looks, alike) = (0, 0)
    for (number, patient) in patients.enumerated() {
      let found = index.alike(to: patient) { id in
        looks += 1
        return Int(id.text.dropFirst()).map { patients[$0] }
      }
      if !found.isEmpty { alike += 1 }
      index.add(patient)
      #expect(looks <= 12 * (number + 1))
    }
    #expect(alike > 1_000)
  }

  @Test func `what a spreadsheet leaves behind is passed over and counted`() throws {
    let clinic = try TestClinic()
    let outcome = try clinic.importing([
      "p.csv":
        "sep=;\npatient_id;family_name;given_name;birth_date;sex;;\n\nP1;Silva;Vera;;;;\n;;;;;;\n\n\n",
      "t.csv": "patient_id,therapy,start,dose,interval_days\nP1,ivig,2025-01-01,2.0,21.0\n,,,,\n",
    ])
    expectNoDifference(
      outcome.summary,
      "Stored 1 patient, 0 diagnoses, 1 treatment, 0 scores from 2 rows.\nPassed over, without any content: 5 rows, 2 unnamed columns."
    )
    #expect(try clinic.lines(.treatments).last == "P1,ivig,2025-01-01,,induction,2,,21,,,")
    let found = try clinic.refusal([
      "p.csv": "patient_id,family_name,given_name,birth_date,sex,\nP2,Haas,Jonas,,,x\n"
    ])
    expectNoDifference(
      found,
      [
        "p.csv: line 2, column 6: found a value in a column that has no name. Name the column, or remove it."
      ])
  }
}
