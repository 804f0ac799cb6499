import Clinic
import Demonstration
import Exchange
import Outcomes

/// The files of an invented clinic: courses in the first diseases with their measures over time, and
/// one score of every measure of the library for every patient.
struct RandomClinic {
  var patients: [String] = []
  var diagnoses: [String] = []
  var treatments: [String] = []
  /// Rows of one score stand together.
  var scores: [String] = []

  private static let regimens = [
    ("cidp", "ivig"), ("mg", "prednisone"), ("dm", "ivig"), ("cidp", "rituximab"),
    ("mg", "azathioprine"),
  ]
  private static let names = ["Ångström", "O'Brien", "de Vries", "\"Quo, Ted\"", "Łukasik", "Li"]
  private static let notes = [
    "", "", "", "\"said \"\"tired\"\"\"", "\"two\nlines\"", "plain; text",
  ]

  init(
    patients count: Int, seed: UInt64, library: Library, until today: Day = TestClinic.day,
    everyMeasure: Bool = true
  ) {
    var random = SeededGenerator(seed: seed)
    for number in 1...count {
      let id = "\(number % 3 == 0 ? "00" : "P")\(number)"
      let sex = ["female", "male", "other", ""][Int.random(in: 0...3, using: &random)]
      let born = today - Int.random(in: 9_000...36_000, using: &random)
      patients.append("\(id),\(Self.pick(Self.names, &random)),Ada,\(born),\(sex)")
      let (disease, therapy) = Self.pick(Self.regimens, &random)
      let start = today - Int.random(in: 60...900, using: &random)
      diagnoses.append(
        "\(id),\(disease),\(start - 20),\(start - 200),,\(Self.pick(Self.notes, &random))")
      let dose = ["", "2", "0.4", "1000", "0.0125"][Int.random(in: 0...4, using: &random)]
      treatments.append(
        "\(id),\(therapy),\(start),,induction,\(dose),g,\(dose.isEmpty ? "" : "21"),")
      let counted =
        library.disease(.init(disease))?.counted.compactMap { library.measure($0.measure) } ?? []
      for week in [0, 4, 9, 14, 20, 30, 60] where start + week * 7 <= today {
        for measure in counted where Int.random(in: 0...9, using: &random) > 0 {
          add(measure, of: id, sex: sex, on: start + week * 7, using: &random)
        }
      }
      guard everyMeasure else { continue }
      // A day on which no visit of the course can be.
      for measure in library.measures where !counted.contains(where: { $0.id == measure.id }) {
        add(measure, of: id, sex: sex, on: start - 30, using: &random)
      }
    }
  }

  /// One score with an answer to every field, now and then missing.
  private mutating func add(
    _ measure: Measure, of id: String, sex: String, on day: Day, using random: inout SeededGenerator
  ) {
    guard measure.scoring.rule != .composite else { return }
    let variant = measure.variants.map { key in
      "\(key.key)=\(key.values.isEmpty ? "own set" : Self.pick(key.values, &random))"
    }.joined(separator: ";")
    let note = Self.pick(Self.notes, &random)
    for field in measure.fields {
      switch field.role {
      // A grade and its raw value, items and their sum would have to agree.
      case .raw, .aid: continue
      case .value: if !measure.items.isEmpty { continue }
      case .item: break
      }
      var value = Self.value(field.kind, &random)
      if Int.random(in: 0...60, using: &random) == 0 { value = "not-done" }
      let item = measure.items.isEmpty ? "" : field.id
      scores.append("\(id),\(day),\(measure.id),\(item),\(value),\(variant),RN,\(note)")
    }
  }

  /// Decisions, re-evaluations and notes of visits, of few different words so that many are said twice;
  /// in files of their own, which come in one after the other.
  static func followUps(
    _ ids: [String], seed: UInt64, until today: Day = TestClinic.day
  ) -> [(String, String)] {
    var random = SeededGenerator(seed: seed)
    return (1...4).map { _ in
      let (id, day) = (pick(ids, &random), today - Int.random(in: 0...2, using: &random))
      switch Int.random(in: 0...2, using: &random) {
      case 0:
        let rows = (1...6).map { _ in
          let flag = pick(["missing-response", "not-evaluable"], &random)
          let decision = pick(
            ["reopened,,", "trial-inadequate,,", "deferred,,\(day + 1)", "diagnosis-revised,mg,"],
            &random)
          let course = Bool.random(using: &random) ? "ivig,2025-01-20" : ","
          return
            "\(id),\(flag),\(course),\(day),\(decision),Dr A,\(pick(["seen", "again"], &random)),"
        }
        return (ImportLayout.reviews.columns.joined(separator: ","), rows)
      case 1:
        let rows = (1...6).map { _ in
          let state = pick(Consideration.State.allCases, &random).rawValue
          return
            "\(id),\(pick(["mg", "cidp"], &random)),\(pick(["damage", "our own"], &random)),\(state),\(day),Dr A,\(pick(notes, &random))"
        }
        return (ImportLayout.considerations.columns.joined(separator: ","), rows)
      case _:
        let rows = (1...6).map { _ in
          "\(id),\(day),\(pick(["yes", "no", ""], &random)),,\(Int.random(in: 0...2, using: &random)),"
        }
        return (ImportLayout.visits.columns.joined(separator: ","), rows)
      }
    }.map { header, rows in (header, ([header] + rows).map { $0 + "\r\n" }.joined()) }
  }

  private static func value(_ kind: Item.Kind, _ random: inout SeededGenerator) -> String {
    switch kind {
    case .options(let options): return pick(options, &random).value
    case .number(let range):
      let steps = ((range.maximum - range.minimum) / range.step).numerator
      return (range.minimum + range.step * Rational(Int.random(in: 0...Int(steps), using: &random)))
        .plain(4)
    }
  }

  private static func pick<Element>(_ elements: [Element], _ random: inout SeededGenerator)
    -> Element
  {
    elements[Int.random(in: elements.indices, using: &random)]
  }

  var files: KeyValuePairs<String, String> {
    [
      "p.csv": file("patient_id,family_name,given_name,birth_date,sex", patients),
      "d.csv": file("patient_id,disease,diagnosed_on,onset_on,ended_on,note", diagnoses),
      "t.csv": file(
        "patient_id,therapy,start,stop,intent,dose,unit,interval_days,note", treatments),
      "s.csv": file("patient_id,date,measure,item,value,variant,rater,note", scores),
    ]
  }

  private func file(_ header: String, _ rows: [String]) -> String {
    ([header] + rows).map { $0 + "\r\n" }.joined()
  }

  func clinic(today: Day = TestClinic.day) throws -> TestClinic {
    try TestClinic(files, today: today)
  }
}
