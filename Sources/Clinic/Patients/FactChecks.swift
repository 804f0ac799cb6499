import Foundation
package import Outcomes

extension Desk {
  /// What a fact must fulfil to be recorded today.
  package var checks: RecordChecks { RecordChecks(today: today) }
}

extension RecordChecks {
  /// What a fact must fulfil to be recorded on a day.
  init(today: Day) {
    self.init(today: today) { text in
      text.unicodeScalars.elementsEqual(text.precomposedStringWithCanonicalMapping.unicodeScalars)
    }
  }
}

extension [RecordFault] {
  /// Those that a change brings; what was taken earlier is left alone.
  func beyond(_ before: [RecordFault]) -> [RecordFault] {
    isEmpty ? self : filter { !before.contains($0) }
  }

  /// Refuses what has faults.
  func refuse() throws(DeskRefusal) {
    if !isEmpty { throw .faults(self) }
  }
}

extension FieldReader {
  /// Refuses fields that could not be read.
  package func refuse() throws(DeskRefusal) { try faults.refuse() }
}

/// Dose and interval of a course as they were typed, by the same rules everywhere.
package struct TypedRegimen: Sendable {
  package let dose: Rational?
  package let intervalDays: Int?

  /// - Parameters:
  ///   - dose: nil: nothing is said about it.
  ///   - interval: the days between doses.
  /// - Throws: every fault there is.
  package init(dose: String?, interval: String?) throws(DeskRefusal) {
    var fields = FieldReader()
    if let dose { fields.need(dose, .dose) }
    if let interval { fields.need(interval, .intervalDays) }
    self.dose = fields.number(dose ?? "", .dose)
    intervalDays = fields.count(interval ?? "", .intervalDays)
    try fields.refuse()
  }
}
