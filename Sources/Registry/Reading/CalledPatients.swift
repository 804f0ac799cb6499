package import Outcomes

extension Reading {
  /// The patients whom somebody means by a text that is nobody's identifier as it stands, in the
  /// order of their identifiers: whose identifier it is but for its case; else those of whose names
  /// every word of the text is one.
  ///
  /// Merged patients are left out: their facts belong to another one.
  package func patients(called text: String) throws -> [Patient] {
    let identifier = text.lowercased()
    let wanted = NameFolding.words(text)
    var (known, named): ([Patient], [Patient]) = ([], [])
    let rows = try PatientRows(database)
    while try rows.row.step() {
      guard !rows.isMerged else { continue }
      let patient = try rows.patient()
      if patient.id.text.lowercased() == identifier {
        known.append(patient)
      } else if known.isEmpty, NameKey(patient).holds(wanted) {
        named.append(patient)
      }
    }
    return known.isEmpty ? named : known
  }
}
