package import Outcomes

/// What is due, in words for the desk.
package enum DueWords {
  /// `response to IVIG`, `monitoring on IVIG`.
  package static func why(_ reason: DueAssessment.Reason, _ therapy: String) -> String {
    switch reason {
    case .baseline: "baseline of \(therapy)"
    case .response: "response to \(therapy)"
    case .deadline: "response to \(therapy), at its deadline"
    case .monitoring: "monitoring on \(therapy)"
    }
  }

  /// `INCAT, grip, MMT-8 (150) or MMT-8 (80)`: what is counted for a disease; what stands for each other
  /// is joined by "or".
  package static func measures(of disease: Disease, _ library: Library) -> String {
    disease.counted.map(\.groupKey).uniqued.map { key in
      disease.counted.filter { $0.groupKey == key }
        .map { library.short($0.measure) }.uniqued
        .joined(separator: " or ")
    }.joined(separator: ", ")
  }

  /// `Monday 2026-06-01`.
  package static func day(_ day: Day) -> String {
    let names = [
      "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    ]
    return "\(names[day - day.monday]) \(day)"
  }
}
