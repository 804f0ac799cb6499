/// What both shells say of a change in the same words.
extension Wording {
  /// `Changed meanwhile`, `MG-ADL of 2026-03-12 changed meanwhile`.
  ///
  /// - Parameters:
  ///   - verb: what was done, in lower case.
  ///   - about: to what; nil: to what the person is changing.
  package static func meanwhile(_ verb: String, _ about: String?) -> String {
    about.map { "\($0) \(verb) meanwhile" }
      ?? "\(verb.prefix(1).uppercased())\(verb.dropFirst()) meanwhile"
  }

  /// `at 14:03:22 UTC`, with its day where it is another one than now.
  ///
  /// - Parameters:
  ///   - instant: `2026-03-01T08:15:30.250Z`.
  ///   - now: in the same form.
  package static func moment(_ instant: String, now: String) -> String {
    let time = "at \(instant.dropFirst(11).prefix(8)) UTC"
    let day = instant.prefix(10)
    return now.hasPrefix(day) ? time : "on \(day) \(time)"
  }
}
