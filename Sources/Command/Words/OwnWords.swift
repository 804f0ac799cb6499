import Reporting

/// What the terminal says of the patients of one physician.
enum OwnWords {
  /// No patient is noted for a person.
  ///
  /// - Parameter noted: the physicians for whom there are patients.
  static func nobody(_ person: String, _ noted: [(name: String, patients: Int)]) -> String {
    let others = noted.map { "\($0.name) (\(Wording.counted($0.patients, "patient")))" }
    let known =
      others.isEmpty
      ? "Nobody is noted yet." : "Noted are: \(others.joined(separator: ", "))."
    return "No patient is noted whose responsible physician is \(person). \(known)"
      + " 'recheck patient edit PATIENT --physician \"\(person)\" --reason TEXT' notes one;"
      + " --by NAME asks for the patients of somebody else."
  }
}
