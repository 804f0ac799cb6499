package import Outcomes

/// The codes of a field's choices.
///
/// A number stays as it is; of a word only letters, digits and underscores do. None is that of a
/// missing answer, and none is there twice, in capitals or not.
package struct REDCapCodes: Sendable {
  /// In the order of the values.
  package let all: [(value: String, code: String)]
  private let codes: [String: String]

  package init(_ values: [String]) {
    var taken = Set(MissingReason.allCases.map { $0.redcapCode.lowercased() })
    all = values.map { value in
      let stem = Self.stem(value)
      var (code, number) = (stem, 1)
      while !taken.insert(code.lowercased()).inserted {
        number += 1
        code = "\(stem)_\(number)"
      }
      return (value, code)
    }
    codes = Dictionary(
      all.map { ($0.value, $0.code) }, uniquingKeysWith: { first, _ in first })
  }

  package func code(of value: String) -> String? { codes[value] }

  /// The codes that do not say their value.
  package var otherwise: [(value: String, code: String)] { all.filter { $0.value != $0.code } }

  private static func stem(_ value: String) -> String {
    if NumberForm().plain(value) == value { return value }
    let stem = String(
      value.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
    return stem.isEmpty ? "_" : stem
  }
}

extension MissingReason {
  /// The code of a missing answer in a REDCap project.
  ///
  /// No number, which would be averaged, and not `NA`, which R takes for nothing at all.
  package var redcapCode: String {
    switch self {
    case .notDone: "NOTDONE"
    case .unable: "UNABLE"
    case .refused: "REFUSED"
    case .notApplicable: "NOTAPP"
    }
  }

  /// What the code means, for people.
  package var redcapLabel: String {
    switch self {
    case .notDone: "Not done"
    case .unable: "Unable"
    case .refused: "Refused"
    case .notApplicable: "Not applicable"
    }
  }
}
