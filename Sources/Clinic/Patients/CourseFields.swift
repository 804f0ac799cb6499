import Exchange
package import Outcomes
import Reporting

/// A course, field by field: as forms compare it, as files hold it, as the card lists it.
extension TreatmentCourse {
  package var fields: [FieldText] {
    [
      FieldText(.therapy, therapy.text), FieldText(.otherName, otherName),
      FieldText(.start, startGiven.text),
      FieldText(.intent, intent.rawValue), FieldText(.dose, dose?.plain(4)),
      FieldText(.unit, unit), FieldText(.interval, intervalDays.map { "\($0)" }),
      FieldText(.note, note), FieldText(.stop, stopGiven?.text),
      FieldText(.stopReason, stopReason?.rawValue),
    ]
  }

  /// In the columns of ``Layout/treatments``, after the patient.
  var cells: [Cell] {
    [
      .text(therapy.text), Cell(startGiven), Cell(stopGiven), .text(intent.rawValue),
      dose.map(Cell.number) ?? .empty, .text(unit), Cell(intervalDays), .text(note),
      Cell(stopReason?.rawValue), Cell(otherName),
    ]
  }

  /// From the same columns; what cannot be read is kept by the reader.
  ///
  /// - Parameter today: stands where the day of the first dose could not be read.
  init(_ therapy: Therapy.ID, _ row: some FactRow, _ fields: inout FieldReader, today: Day) {
    let start = fields.partialDay(
      row.string(2), .start, needed: true, read: row.dates.partialDay)
    let stop = fields.partialDay(row.string(3), .stop, read: row.dates.partialDay)
    self = TreatmentCourse(
      therapy: therapy, otherName: row.string(10), start: today,
      stopReason: fields.choice(row.string(9), .stopReason),
      intent: fields.choice(row.string(4), .intent) ?? .induction,
      dose: fields.number(row.string(5), .dose), unit: row.string(6),
      intervalDays: fields.count(row.string(7), .intervalDays), note: row.string(8))
    startGiven = start ?? PartialDay(today)
    stopGiven = stop
    self = tidy
  }

  /// - Parameter reasons: whether the list has a column for why a course was stopped.
  static func listed(reasons: Bool) -> [String] {
    ["Therapy", "Start", "Stop"] + (reasons ? ["Stopped for"] : [])
      + ["Intent", "Dose", "Version", "Note"]
  }

  /// Under the headings of ``listed(reasons:)``.
  func listed(version: Int?, reasons: Bool) -> [Cell] {
    let why = stopReason.map(Wording.stopReason) ?? ""
    return [.text(Wording.therapy(self, id: true)), Cell(startGiven), Cell(stopGiven)]
      + (reasons ? [.text(why)] : []) + [
        .text(intent.rawValue), .text(TreatmentText.regimen(self) ?? ""), Cell(version),
        .text(note),
      ]
  }
}
