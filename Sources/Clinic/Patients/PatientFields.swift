import Exchange
package import Outcomes
import Reporting

/// Particulars, field by field: as forms compare them, and as files hold them.
extension Patient {
  package var fields: [FieldText] {
    [
      FieldText(.family, familyName), FieldText(.given, givenName),
      FieldText(.born, bornGiven?.text), FieldText(.sex, sex?.rawValue),
      FieldText(.responsible, physician),
    ]
  }

  /// In the columns of ``Layout/patients``.
  var cells: [Cell] {
    [
      .text(id.text), .text(familyName), .text(givenName), Cell(bornGiven), Cell(sex?.rawValue),
      Cell(physician),
    ]
  }

  /// From the same columns; what cannot be read is kept by the reader.
  init(_ row: some FactRow, _ fields: inout FieldReader) {
    self =
      Patient(
        id: .init(row.string(0)), familyName: row.string(1), givenName: row.string(2),
        birthDate: nil, sex: nil, physician: row.string(5)
      ).tidy
    bornGiven = fields.partialDay(row.string(3), .birthDate, read: row.dates.partialDay)
    let word = row.string(4)
    sex = fields.choice(row.words == nil ? word : ImportWords.sex(word) ?? word, .sex)
  }
}
