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
    "skin", "three", "dm",
  ]
  static let therapies = [
    "drug", "drug", "other", "third", "fast", "bridge", "slow", "steroid", "steady", "hopeless",
    "rarely", "elsewhere", "pyridostigmine",
  ]

  init(seed: UInt64, diseases: [String] = RandomRecord.diseases) {
    var random = SeededGenerator(seed: seed)
    let disease = diseases[random.below(diseases.count)]
    let asOf = random.from(0...420)
    var courses: [TreatmentCourse] = []
    for position in 0..<random.from(1...3) {
      let start = position == 0 ? 0 : random.from(-60...300)
      guard start <= asOf else { continue }
      let stop = random.percent(30) ? min(asOf, start + random.from(0...200)) : nil
      courses.append(
        course(
          Self.therapies[random.below(Self.therapies.count)], start, stop: stop,
          intent: random.percent(85) ? .induction : .maintenance, entry: random.below(40)))
    }
    var seen: Set<String> = []
    courses = courses.filter { seen.insert("\($0.therapy) \($0.start)").inserted }

    var scores: [Score] = []
    let visits = Self.visits(until: asOf, &random)
    for measure in Self.measures(of: disease) {
      for variant in Self.variants(of: measure) {
        scores += Self.scores(measure, variant, visits, &random)
      }
    }
    record = PatientRecord(
      patient: Patient(
        id: Patient.ID("\(seed)"), familyName: "Random", givenName: "Rita", birthDate: nil,
        sex: .male),
      diagnoses: [Diagnosis(disease: Disease.ID(disease), diagnosedOn: day(-400))],
      courses: courses, scores: scores)
    self.asOf = day(asOf)
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
    return Set(visits.filter { $0 <= asOf }).sorted()
  }

  private static func measures(of disease: String) -> [Measure] {
    let counted = library.disease(Disease.ID(disease))?.counted.compactMap {
      library.measure($0.measure)
    }
    let core = disease == "dm" ? [physician, patientGlobal, extramuscular, ck] : []
    return (counted ?? []) + core + [pain]
  }

  private static func variants(of measure: Measure) -> [String] {
    measure.id == grip.id ? ["hand=right", "hand=left"] : [""]
  }

  /// A course of scores that drifts up or down, now and then missing, partial or of another version.
  private static func scores(
    _ measure: Measure, _ variant: String, _ visits: [Int], _ random: inout SeededGenerator
  ) -> [Score] {
    let top = measure.id == rods.id ? 100 : Int(measure.range.upperBound.decimal(0)) ?? 10
    let step = max(1, top / 12)
    var value = random.percent(20) ? random.from(0...2) : random.from(0...min(top, 60))
    let drift = random.from(-2...2)
    var scores: [Score] = []
    for visit in visits {
      if visit > 0 && random.percent(60) {
        value = min(top, max(0, value + drift * random.below(step + 1) + random.from(-1...1)))
      }
      if random.percent(20) { continue }
      let entry = random.below(40)
      let version = measure.id == adl.id && random.percent(8) ? "9" : "1"
      let device = measure.id == grip.id && random.percent(8) ? ";device=other" : ""
      if random.percent(6) {
        scores.append(partial(measure, visit, variant + device, entry: entry))
        continue
      }
      let arms = min(5, value / 2 + random.below(2))
      let isINCAT = measure.id == incat.id
      let part: Rational? =
        isINCAT ? Rational(min(arms, value)) : measure.id == rods.id ? Rational(value) : nil
      scores.append(
        score(
          measure, visit, Rational(measure.id == rods.id ? 24 : value), variant + device,
          version: version, part: part, number: scores.count + 1, entry: entry))
    }
    return scores
  }
}
