import Outcomes

/// A random patient whose courses, visits and scores fall on all sides of every date and limit.
///
/// The same seed gives the same patient.
struct RandomRecord {
  var record: PatientRecord
  /// Nothing in the record is dated later.
  var asOf: Day

  static let diseases = [
    "one", "mg", "mg-variant", "cidp", "incat", "rods", "grip", "grip-and-qmg", "walk", "global",
    "skin", "three", "dm", "dm", "gbs",
  ]
  static let therapies = [
    "drug", "drug", "drug", "other", "other", "third", "fast", "bridge", "slow", "steroid",
    "steady",
    "hopeless", "rarely", "elsewhere", "pyridostigmine", "infusion", "infusion", "cycle", "cycle",
    "upkeep", "physio",
  ]
  private static let reasons: [TreatmentCourse.StopReason?] = [
    nil, .planned, .noEffect, .noEffect, .worse, .sideEffect, .other,
  ]

  init(seed: UInt64, diseases: [String] = RandomRecord.diseases) {
    var random = SeededGenerator(seed: seed)
    let disease = diseases[random.below(diseases.count)]
    let asOf = random.percent(20) ? random.from(0...1100) : random.from(0...420)
    let diagnoses = Self.diagnoses(disease, until: asOf, &random)
    let courses = Self.courses(until: asOf, &random)
    var scores: [Score] = []
    let visits = Self.visits(until: asOf, &random)
    for measure in Self.measures(of: diagnoses.map(\.disease.text)) {
      for variant in measure.id == grip.id ? ["hand=right", "hand=left"] : [""] {
        scores += Self.scores(measure, variant, visits, &random)
      }
    }
    record = PatientRecord(
      patient: Patient(
        id: Patient.ID("\(seed)"), familyName: "Random", givenName: "Rita", birthDate: nil,
        sex: .male),
      diagnoses: diagnoses, courses: courses, scores: scores)
    self.asOf = day(asOf)
  }

  /// Mostly one diagnosis; sometimes it is revised, ends, or another comes to it.
  private static func diagnoses(
    _ disease: String, until asOf: Int, _ random: inout SeededGenerator
  ) -> [Diagnosis] {
    var first = Diagnosis(
      disease: Disease.ID(disease), diagnosedOn: day(random.percent(90) ? -400 : random.from(0...9))
    )
    if random.percent(40) { first.onsetOn = day(-random.from(1...30)) }
    guard first.diagnosedOn <= day(asOf), random.percent(25) else {
      return [first]
    }
    let near: [String: [String]] = [
      "mg": ["mg-variant", "three"], "mg-variant": ["mg"], "one": ["mg", "acute"],
      "three": ["mg", "one"], "incat": ["cidp"], "grip": ["cidp"], "cidp": ["incat", "mimic"],
      "gbs": ["cidp"],
    ]
    let next = near[disease] ?? ["mimic", "one"]
    let end = random.from(min(20, asOf)...asOf)
    if random.percent(85) { first.endedOn = max(first.diagnosedOn, day(end)) }
    if random.percent(10) { return [first] }
    let begin = random.percent(85) ? day(end) : day(max(0, end - random.from(-10...40)))
    let second = Diagnosis(
      disease: Disease.ID(next[random.below(next.count)]),
      diagnosedOn: max(first.diagnosedOn, min(day(asOf), begin)))
    return [first, second]
  }

  private static func courses(until asOf: Int, _ random: inout SeededGenerator) -> [TreatmentCourse]
  {
    var courses: [TreatmentCourse] = []
    for position in 0..<random.from(1...4) {
      let therapy = therapies[random.below(therapies.count)]
      let intents: [TreatmentCourse.Intent] = [.maintenance, .bridge, .symptomatic]
      let intent = random.percent(85) ? .induction : intents[random.below(3)]
      var start = position == 0 ? 0 : random.from(-200...max(1, asOf))
      for _ in 0..<(random.percent(30) ? random.from(2...4) : 1) where start <= asOf {
        var next = course(
          therapy, start,
          stop: random.percent(60) ? min(asOf, start + random.from(0...200)) : nil,
          intent: random.percent(90) ? intent : .maintenance, entry: random.below(40))
        if next.stop != nil { next.stopReason = reasons[random.below(reasons.count)] }
        if random.percent(40) {
          next.dose = Rational(random.from(1...4) * 10)
          next.unit = random.percent(90) ? "mg" : "g"
          next.intervalDays = random.percent(70) ? random.from(1...2) * 7 : nil
        }
        courses.append(next)
        // The effect of most lasts 28 days, a series 28 more.
        start = (next.stop.map { $0 - firstDose } ?? start) + random.from(1...62)
      }
    }
    var seen: Set<String> = []
    return courses.filter { seen.insert("\($0.therapy) \($0.start)").inserted }
  }

  /// Some visits before the first dose, then one every few days to weeks, often on a round date.
  private static func visits(until asOf: Int, _ random: inout SeededGenerator) -> [Int] {
    var visits = [random.from(-95...(-60)), random.from(-30...0)]
    if random.percent(30) { visits.append(random.from(1...9)) }
    var next = random.percent(50) ? 7 * random.from(1...6) : random.from(1...60)
    while next <= asOf {
      visits.append(next)
      next += random.percent(20) ? random.from(1...8) : 7 * random.from(1...8) + random.from(-1...1)
    }
    if random.percent(15) { visits.removeAll { $0 > asOf / 3 } }
    if random.percent(15) { visits.removeAll { $0 < 0 } }
    return Set(visits.filter { $0 <= asOf }).sorted()
  }

  private static func measures(of diseases: [String]) -> [Measure] {
    var ids: [Measure.ID] = []
    for disease in diseases {
      ids += library.disease(Disease.ID(disease))?.counted.map(\.measure) ?? []
      if disease == "dm" { ids += [physician.id, patientGlobal.id, extramuscular.id, ck.id] }
    }
    var seen: Set<Measure.ID> = []
    return (ids.filter { seen.insert($0).inserted } + [pain.id]).compactMap { library.measure($0) }
  }

  /// A course of scores that drifts up or down, now and then missing, partial or of another version.
  private static func scores(
    _ measure: Measure, _ variant: String, _ visits: [Int], _ random: inout SeededGenerator
  ) -> [Score] {
    let top = measure.id == rods.id ? 100 : Int(measure.range.upperBound.decimal(0)) ?? 10
    let step = max(1, min(10, top / 12))
    var value = random.percent(20) ? random.from(0...2) : random.from(0...min(top, 60))
    let drift = random.from(-2...2)
    let isCore = measure.id == physician.id || measure.id == patientGlobal.id || measure.id == ck.id
    var scores: [Score] = []
    for visit in visits {
      if visit > 0 && random.percent(60) {
        value = min(top, max(0, value + drift * random.below(step + 1) + random.from(-1...1)))
      }
      if random.percent(isCore || measure.id == extramuscular.id ? 8 : 20) { continue }
      let entry = random.below(40)
      let version = measure.id == adl.id && random.percent(8) ? "9" : "1"
      let device = measure.id == grip.id && random.percent(12) ? ";device=other" : ""
      if random.percent(6) {
        scores.append(partial(measure, visit, variant + device, entry: entry))
        continue
      }
      let arms = min(5, value / 2 + random.below(2))
      let isINCAT = measure.id == incat.id
      let part: Rational? =
        isINCAT ? Rational(min(arms, value)) : measure.id == rods.id ? Rational(value) : nil
      var next = score(
        measure, visit, Rational(measure.id == rods.id ? 24 : value), variant + device,
        version: version, part: part, number: scores.count + 1, entry: entry)
      if (isINCAT || measure.id == rods.id) && random.percent(12) {
        next.isTotalOnly = true
        next.part = nil
      }
      scores.append(next)
    }
    return scores
  }
}
