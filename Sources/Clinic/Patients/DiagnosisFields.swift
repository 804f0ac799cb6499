import Exchange
package import Outcomes
import Reporting

/// A diagnosis, field by field: as forms compare it, as files hold it, as the card lists it.
extension Diagnosis {
  package var fields: [FieldText] {
    [
      FieldText(.disease, disease.text), FieldText(.otherName, otherName),
      FieldText(.diagnosed, diagnosedGiven.text), FieldText(.onset, onsetGiven?.text),
      FieldText(.ended, endedOn?.iso), FieldText(.note, note),
    ]
  }

  /// In the columns of ``Layout/diagnoses``, after the patient.
  var cells: [Cell] {
    [
      .text(disease.text), Cell(diagnosedGiven), Cell(onsetGiven), Cell(endedOn), .text(note),
      Cell(otherName),
    ]
  }

  /// From the same columns; what cannot be read is kept by the reader.
  ///
  /// - Parameter today: stands where the day of the diagnosis could not be read.
  init(_ disease: Disease.ID, _ row: some FactRow, _ fields: inout FieldReader, today: Day) {
    self =
      Diagnosis(
        disease: disease, otherName: row.string(6), diagnosedOn: today, note: row.string(5)
      ).tidy
    diagnosedGiven =
      fields.partialDay(row.string(2), .diagnosedOn, read: row.dates.partialDay) ?? .unknown
    onsetGiven = fields.partialDay(row.string(3), .onsetOn, read: row.dates.partialDay)
    endedOn = fields.day(row.string(4), .endedOn, read: row.dates.day)
  }

  static let listed = ["Disease", "Diagnosed", "Onset", "Ended", "Version", "Note"]

  /// Under the headings of ``listed``.
  func listed(version: Int?) -> [Cell] {
    [
      .text(Wording.disease(self, id: true)), Cell(diagnosedGiven), Cell(onsetGiven),
      Cell(endedOn), Cell(version),
      .text(note),
    ]
  }
}
