import Testing

@testable import Outcomes

/// A file sorts a list by these keys: they must put it in the order of the urgencies.
@Suite struct FlagUrgencyKeyTests {
  @Test func sortsAsUrgenciesDo() {
    let days = [-700_000, -1, 0, 1, 9, 10, 20_468].map { Day(number: $0) }
    let therapies = ["ivig", "ivig-home", "a", "rituximab"].map { Therapy.ID($0) }
    var all: [FlagUrgency] = []
    for severity in Severity.allCases {
      for (place, day) in days.enumerated() {
        for kind in [FlagKind.diagnosisUnanswered, .missingResponse] {
          for (other, therapy) in therapies.enumerated() {
            var course = TreatmentCourse(therapy: therapy, start: days[(place + other) % 7])
            course.stop = other == 1 ? day : nil
            all.append(
              FlagUrgency(kind, severity, course: course, evidence: day, since: days[other]))
          }
          all.append(FlagUrgency(kind, severity, course: nil, evidence: day, since: days[3]))
        }
      }
    }
    let byKey = all.sorted {
      $0.sortKey.utf8.lexicographicallyPrecedes($1.sortKey.utf8)
    }
    #expect(byKey == all.sorted())
    #expect(Set(all.map(\.sortKey)).count == Set(all).count)
  }
}
