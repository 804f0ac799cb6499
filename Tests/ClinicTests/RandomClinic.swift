import Clinic
import Demonstration
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
