/// Why two registered persons may be the same one.
package enum Likeness: Hashable, CaseIterable, Sendable {
  /// The same or nearly the same name, and the same birth date or none to tell them apart.
  case name
  /// Identifiers that differ by capital letters or leading zeros alone.
  case identifier
  /// The very same name, and birth dates with figures changed round: perhaps a slip.
  case slipOfBirth
}

/// A registered patient who may be the same person as another one.
package struct LikePatient: Hashable, Sendable {
  package let patient: Patient
  package let likeness: Likeness

  package init(_ patient: Patient, _ likeness: Likeness) {
    self.patient = patient
    self.likeness = likeness
  }
}

extension Day {
  /// Whether this day is written like another but for a slip: day and month, or two neighbouring
  /// figures, changed round.
  package func isSlip(of other: Day) -> Bool { self != other && slips.contains(other) }

  /// The days that are written like this one but for a slip, without order.
  package var slips: [Day] {
    let (year, month, day) = civil
    let figures = [
      year / 1000, year / 100 % 10, year / 10 % 10, year % 10, month / 10, month % 10, day / 10,
      day % 10,
    ]
    var days = [Day(year: year, month: day, day: month)]
    for place in 1..<figures.count where figures[place] != figures[place - 1] {
      var swapped = figures
      swapped.swapAt(place, place - 1)
      days.append(
        Day(
          year: swapped[0] * 1000 + swapped[1] * 100 + swapped[2] * 10 + swapped[3],
          month: swapped[4] * 10 + swapped[5], day: swapped[6] * 10 + swapped[7]))
    }
    return days.compactMap(\.self).filter { $0 != self }
  }
}
