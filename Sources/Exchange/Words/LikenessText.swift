package import Outcomes

extension Patient {
  /// `P1  Silva, Vera, born 1961-04-02`.
  package var line: String {
    "\(id)  \(listName.isEmpty ? "no name recorded" : listName), born \(bornGiven?.text ?? "unknown")"
  }
}

extension Likeness {
  /// Why two persons may be the same one.
  package var reason: String {
    switch self {
    case .name: "by name and date of birth"
    case .identifier: "the identifiers differ by capital letters or leading zeros alone"
    case .slipOfBirth: "of the same name, with figures of the date of birth changed round"
    }
  }

  /// The same as the beginning of a sentence that names who is registered.
  fileprivate var lead: String {
    switch self {
    case .name: "By name and date of birth it may be the same person as"
    case .identifier:
      "The identifier differs by capital letters or leading zeros alone from that of"
    case .slipOfBirth:
      "It may be a slip in the date of birth: the same name, with figures of the date changed round, has"
    }
  }
}

extension [LikePatient] {
  /// Who is registered, under the reason why it may be the same person.
  package var lines: [String] {
    Likeness.allCases.flatMap { likeness in
      let alike = filter { $0.likeness == likeness }.map { "  \($0.patient.line)" }
      return alike.isEmpty ? [] : [likeness.lead] + alike
    }
  }
}
