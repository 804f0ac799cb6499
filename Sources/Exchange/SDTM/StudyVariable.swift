/// A column of a study dataset (SDTM): a name of at most 8 letters and digits, a label of at most 40.
package struct StudyVariable: Hashable, Sendable {
  package enum Kind: String, Sendable {
    case text = "Char"
    case number = "Num"
  }

  package let name: String
  package let label: String
  package let kind: Kind

  init(_ name: String, _ label: String, _ kind: Kind = .text) {
    self.name = name
    self.label = label
    self.kind = kind
  }
}

/// One of the tables of study data: its file without ending, its variables in their order.
package struct StudyDataset: Hashable, Sendable {
  package let name: String
  package let label: String
  package let variables: [StudyVariable]

  package var domain: String { name.uppercased() }
  package var file: String { name + ".csv" }

  /// A row by the names of the variables; what it does not have stays empty.
  package func cells(_ row: [String: String]) -> [String] { variables.map { row[$0.name] ?? "" } }
}

/// The days and codes of study data.
package enum StudyCode {
  /// The day of the reference date is 1 and the one before it -1: there is no day 0.
  package static func day(_ days: Int) -> Int { days >= 0 ? days + 1 : days }

  /// How often doses are given, as CDISC abbreviates it.
  static func frequency(everyDays days: Int) -> String {
    switch days {
    case 1: "QD"
    case 2: "QOD"
    case 7: "QW"
    case _ where days > 7 && days % 7 == 0: "Q\(days / 7)W"
    case _: "Q\(days)D"
    }
  }
}
