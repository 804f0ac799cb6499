import Exchange
package import Outcomes
import Reporting

/// A diagnosis, field by field: as forms compare it, as files hold it, as the card lists it.
extension Diagnosis {
  package var fields: [FieldText] {
    [
      FieldText(.disease, disease.text), FieldText(.diagnosed, diagnosedOn.iso),
      FieldText(.onset, onsetOn?.iso), FieldText(.ended, endedOn?.iso), FieldText(.note, note),
    ]
  }

  /// In the columns of ``Layout/diagnoses``, after the patient.
  var cells: [Cell] {
    [
      .text(disease.text), .day(diagnosedOn), Cell(onsetOn), Cell(endedOn), .text(note),
    ]
  }

  /// From the same columns; what cannot be read is kept by the reader.
  ///
  /// - Parameter today: stands where the day of the diagnosis could not be read.
  init(_ disease: Disease.ID, _ row: ImportRow, _ fields: inout FieldReader, today: Day) {
    let diagnosed = fields.day(row.string(2), .diagnosedOn, needed: true, read: row.dates.day)
    self =
      Diagnosis(
        disease: disease, diagnosedOn: diagnosed ?? today,
        onsetOn: fields.day(row.string(3), .onsetOn, read: row.dates.day),
        endedOn: fields.day(row.string(4), .endedOn, read: row.dates.day), note: row.string(5)
      ).tidy
  }

  static let listed = ["Disease", "Diagnosed", "Onset", "Ended", "Version", "Note"]

  /// Under the headings of ``listed``.
  func listed(version: Int?) -> [Cell] {
    [
      .text(disease.text), .day(diagnosedOn), Cell(onsetOn), Cell(endedOn), Cell(version),
      .text(note),
    ]
  }
}
