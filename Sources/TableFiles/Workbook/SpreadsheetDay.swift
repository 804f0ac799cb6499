package import Outcomes

extension Day {
  /// The day as spreadsheets count it; nil before March 1900, where they disagree about a 29 February
  /// that there was not.
  package var spreadsheetSerial: Int? {
    let serial = number + 25_569
    return serial >= 61 ? serial : nil
  }
}
