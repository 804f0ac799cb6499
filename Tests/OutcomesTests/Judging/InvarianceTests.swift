import Outcomes
import Testing

/// What must not matter, tried on random patients.
@Suite struct InvarianceTests {
  private func expectSame(
    _ seeds: Range<Int>,
    after change: (inout PatientRecord, inout Day, inout SeededGenerator) -> Void
  ) {
    for seed in seeds {
      let random = RandomRecord(seed: UInt64(seed))
      var (record, asOf) = (random.record, random.asOf)
      var generator = SeededGenerator(seed: UInt64(seed) + 1_000_000)
      let before = library.judge(record, asOf: asOf).summary
      change(&record, &asOf, &generator)
      let after = library.judge(record, asOf: asOf).summary
      guard before == after else {
        Issue.record("seed \(seed):\n\(before)\nbecame\n\(after)")
        return
      }
    }
  }

  @Test func `shifting all dates changes nothing`() {
    expectSame(0..<700) { record, asOf, random in
      let days = random.from(-8000...8000)
      record.diagnoses = record.diagnoses.map { diagnosis in
        var diagnosis = diagnosis
        diagnosis.diagnosedOn = diagnosis.diagnosedOn + days
        diagnosis.onsetOn = diagnosis.onsetOn.map { $0 + days }
        diagnosis.endedOn = diagnosis.endedOn.map { $0 + days }
        return diagnosis
      }
      record.courses = record.courses.map { course in
        var course = course
        course.start = course.start + days
        course.stop = course.stop.map { $0 + days }
        return course
      }
      record.scores = record.scores.map { score in
        var score = score
        score.day = score.day + days
        return score
      }
      asOf = asOf + days
    }
  }

  @Test func `renaming the patient changes nothing`() {
    expectSame(0..<500) { record, _, random in
      record.patient = Patient(
        id: Patient.ID("\(random.next())"), familyName: "Other", givenName: "Olga",
        birthDate: day(-20_000), sex: nil)
    }
  }

  @Test func `a measure that is not counted changes nothing`() {
    expectSame(0..<500) { record, asOf, random in
      for _ in 0..<random.from(1...8) {
        let offset = random.from(-90...max(0, asOf - firstDose))
        record.scores.append(score(quality, offset, Rational(random.below(31)), entry: 99))
      }
    }
  }

  @Test func `the order of the input changes nothing`() {
    expectSame(0..<700) { record, _, random in
      record.scores.shuffle(using: &random)
      record.courses.shuffle(using: &random)
      record.diagnoses.shuffle(using: &random)
    }
  }

  @Test func `the order of scores of one day changes nothing`() {
    // Two devices on one day: neither order may decide which is the baseline.
    let martin = score(grip, 0, 40, "hand=right;device=martin")
    let other = score(grip, 0, 70, "hand=right;device=other")
    let later = [
      score(grip, 50, 60, "hand=right;device=martin"),
      score(grip, 50, 60, "hand=right;device=other"),
    ]
    let first = Scenario("grip", [martin, other] + later).all(at: 60).summary
    let second = Scenario("grip", [other, martin] + later.reversed()).all(at: 60).summary
    #expect(first == second)
  }

  @Test func `the order of two diagnoses of one day changes nothing`() {
    var record = Scenario("mg", [score(adl, 0, 12), score(adl, 80, 12)]).record
    record.diagnoses.append(Diagnosis(disease: Disease.ID("one"), diagnosedOn: day(-400)))
    let first = library.judge(record, asOf: day(90)).courses.map(\.disease?.id)
    record.diagnoses.reverse()
    #expect(library.judge(record, asOf: day(90)).courses.map(\.disease?.id) == first)
  }

  @Test func `the index and every change lie between -2 and 2`() {
    for seed in 0..<700 {
      let random = RandomRecord(seed: UInt64(seed))
      for course in library.judgeCourses(random.record, asOf: random.asOf) {
        let values =
          [course.responseIndex].compactMap(\.self) + course.indexHistory.map(\.index)
          + course.measures.compactMap(\.evaluation.change)
        #expect(values.allSatisfy { $0 >= -2 && $0 <= 2 })
      }
    }
  }

  @Test func `the same record judged twice gives the same flags, byte for byte`() {
    for seed in 0..<300 {
      let random = RandomRecord(seed: UInt64(seed))
      let again = RandomRecord(seed: UInt64(seed))
      #expect(
        library.judge(random.record, asOf: random.asOf).summary
          == library.judge(again.record, asOf: again.asOf).summary)
    }
  }
}
