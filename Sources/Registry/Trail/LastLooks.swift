import GRDB
package import Outcomes

extension Reading {
  /// Up to which position of the clinic file somebody has seen each patient's flags, as the record
  /// trail noted it.
  ///
  /// - Parameter author: the full name of an account.
  package func lastLooks(by author: String) throws -> [Patient.ID: Int] {
    let rows = try RawStatement(
      database,
      """
      SELECT patient, max(entry) FROM audit
      WHERE author = ? AND action = 'view' AND subject = 'flag' AND patient IS NOT NULL
      GROUP BY patient
      """)
    rows.bind(1, author)
    var looks: [Patient.ID: Int] = [:]
    while try rows.step() { looks[Patient.ID(rows.text(0))] = rows.int(1) }
    return looks
  }
}
