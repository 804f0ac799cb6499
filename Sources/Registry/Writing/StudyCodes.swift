import GRDB
package import Outcomes

extension Writing {
  /// Gives every patient without one a random code for pseudonymous exports.
  ///
  /// Codes stay the same for ever and cannot be derived from anything else.
  package func makeStudyCodes() throws {
    let patients = try String.fetchAll(
      database,
      sql: """
        SELECT patient FROM patient WHERE current = 1 AND owner = patient
          AND patient NOT IN (SELECT patient FROM study_code) ORDER BY patient
        """)
    var taken = try String.fetchSet(database, sql: "SELECT code FROM study_code")
    for patient in patients {
      var code = StudyCode.random()
      while taken.contains(code) { code = StudyCode.random() }
      taken.insert(code)
      _ = try writer(.studyCode).insert { content, _ in
        content.add(self.entry)
        content.add(patient)
        content.add(code)
      }
    }
  }
}

enum StudyCode {
  /// No letter or digit that is easily taken for another one.
  static let alphabet = Array("23456789ABCDEFGHJKMNPQRSTVWXYZ")
  static let length = 10

  /// From the system's cryptographically secure source.
  static func random() -> String {
    var source = SystemRandomNumberGenerator()
    return String(
      (0..<length).map { _ in alphabet[Int.random(in: alphabet.indices, using: &source)] })
  }
}

extension Reading {
  /// The study codes there are, by patient.
  package func studyCodes() throws -> [Patient.ID: String] {
    let rows = try RawStatement(database, "SELECT patient, code FROM study_code")
    var codes: [Patient.ID: String] = [:]
    while try rows.step() { codes[Patient.ID(rows.text(0))] = rows.text(1) }
    return codes
  }

  /// Whether a pseudonymous export has to make codes first.
  package func lacksStudyCodes() throws -> Bool {
    try Bool.fetchOne(
      database,
      sql: """
        SELECT EXISTS (SELECT 1 FROM patient WHERE current = 1 AND owner = patient
          AND patient NOT IN (SELECT patient FROM study_code))
        """) ?? false
  }
}
