import Exchange
import Outcomes

/// Reads the scores of a line: the answers are checked as every way in checks them, and the total is made
/// from them anew.
final class StreamedScores {
  private struct Instrument {
    let sheet: AnswerSheet
    let hash: String
    let wantsAnswers: Bool
    /// One of its own items is called `total`.
    let hasTotalField: Bool
  }

  private let library: Library
  private let checks: RecordChecks
  private let wanted: Set<Measure.ID>
  private var instruments: [String: Instrument] = [:]
  private var differing: Set<Measure.ID> = []
  private var said: Set<Measure.ID> = []

  private static let names = [
    "date", "measure", "version", "definition", "variant", "answers", "total", "rater", "note",
  ]

  init(_ library: Library, _ checks: RecordChecks, answersFor wanted: Set<Measure.ID>) {
    self.library = library
    self.checks = checks
    self.wanted = wanted
  }

  func newlyDiffering() -> [Measure.ID] {
    guard !differing.isEmpty else { return [] }
    let new = differing.sorted()
    said.formUnion(new)
    differing = []
    return new
  }

  func read(
    _ list: Int, _ tape: JSONTape, _ bytes: UnsafeBufferPointer<UInt8>, _ object: RecordObject,
    _ patient: Patient, _ refuse: RecordObject.Refuse
  ) -> [Score] {
    var all: [Score] = []
    var isAscending = true
    var number = 0
    tape.forEachElement(of: list) { node in
      number += 1
      guard
        let score = score(node, number, tape, bytes, object, patient, refuse)
      else { return }
      if let last = all.last, !Self.precedes(last, score) { isAscending = false }
      all.append(score)
    }
    if !isAscending { refuseTwice(all, refuse) }
    return all
  }

  private static func precedes(_ a: Score, _ b: Score) -> Bool {
    (a.day.number, a.measure.text, a.variant) < (b.day.number, b.measure.text, b.variant)
  }

  private func refuseTwice(_ scores: [Score], _ refuse: RecordObject.Refuse) {
    let sorted = scores.sorted(by: Self.precedes)
    for (one, next) in zip(sorted, sorted.dropFirst()) where !Self.precedes(one, next) {
      refuse(
        "scores", "\(next.day) \(next.measure) \(next.variant)".withoutOuterBlanks, .scoreTwice)
    }
  }

  private func score(
    _ node: Int, _ number: Int, _ tape: JSONTape, _ bytes: UnsafeBufferPointer<UInt8>,
    _ object: RecordObject, _ patient: Patient, _ refuse: RecordObject.Refuse
  ) -> Score? {
    func place(_ field: String) -> String { "scores \(number), \(field)" }
    guard tape.nodes[node].kind == .object else {
      refuse("scores \(number)", nil, .notAnObject)
      return nil
    }
    var values: [Int?] = Array(repeating: nil, count: Self.names.count)
    var isFaulty = false
    tape.forEachMember(of: node) { name, value in
      let key = tape.string(name, in: bytes)
      let column = Self.names.firstIndex(of: key)
      if let column, values[column] == nil, !object.isCoded || column < 7 {
        values[column] = value
        return
      }
      isFaulty = true
      let allowed = object.isCoded ? Array(Self.names.prefix(7)) : Self.names
      column.map { values[$0] != nil } == true
        ? refuse(place(key), nil, .fieldTwice)
        : refuse("scores \(number)", key, .unknownField(allowed: allowed))
    }
    func text(_ column: Int, isDay: Bool = false) -> String {
      values[column].flatMap { object.text($0, place(Self.names[column]), isDay: isDay) } ?? ""
    }
    var fields = FieldReader()
    let date = text(0, isDay: true)
    let day = fields.day(date, .visitDay, needed: true, read: { Day(iso: $0) })
    var found = fields.faults
    if let day {
      found += checks.faults(
        ofVisit: day, born: patient.birthDate, rater: text(7), note: text(8))
    }
    for fault in found {
      isFaulty = true
      refuse(place(fault.field.rawValue), fault.found, .fact(.record(fault, dates: .iso)))
    }
    guard let instrument = instrument(text(1), place("measure"), refuse) else { return nil }
    let measure = instrument.sheet.measure
    let written = text(2)
    let definition = text(3)
    if !definition.isEmpty, !instrument.hash.hasPrefix(definition), !said.contains(measure.id) {
      differing.insert(measure.id)
    }
    func refuseAnswer(_ fault: AnswerFault, _ place: String, _ item: String, _ found: String?) {
      isFaulty = true
      refuse(place, found, .fact(.answer(fault, measure: measure.id.text, item: item)))
    }
    var variant = ""
    do throws(AnswerFault) {
      if instrument.sheet.isComposite { throw .neverEntered }
      variant = try instrument.sheet.variant(text(4))
    } catch {
      refuseAnswer(error, place(error == .neverEntered ? "measure" : "variant"), "", text(4))
    }
    var draft = ScoreDraft(instrument.sheet)
    if let answers = values[5] {
      guard tape.nodes[answers].kind == .object else {
        refuse(place("answers"), nil, .notAnObject)
        return nil
      }
      tape.forEachMember(of: answers) { name, value in
        give(name, value, tape, bytes, object, &draft, place("answers"), refuseAnswer)
      }
    }
    let total = values[6].flatMap { object.text($0, place("total")) }
    // Of an instrument without items a total beside its value would be a second value.
    let isCompared =
      instrument.hasTotalField
      || measure.items.isEmpty && values[5].map { tape.nodes[$0].next > $0 + 1 } == true
    if let total, !isCompared {
      do throws(AnswerFault) {
        try draft.give("total", total)
      } catch {
        refuseAnswer(error, place("total"), "total", total)
      }
    }
    let checked = draft.checked(sex: patient.sex)
    for fault in checked.faults {
      let item =
        fault.item == "total" && !instrument.hasTotalField ? "total" : "answers, \(fault.item)"
      refuseAnswer(
        fault.fault, place(item), fault.item, fault.fault == .noAnswer ? nil : fault.value)
    }
    if isCompared, !isFaulty, let total, Rational(decimal: total) != checked.scored.total {
      refuseAnswer(
        .totalDiffers(computed: checked.scored.total?.plain(4) ?? "no total"), place("total"),
        "total", total)
    }
    guard !isFaulty, draft.isFaultless, let day else { return nil }
    return Score(
      measure: measure.id, version: written.isEmpty ? measure.version : written, day: day,
      variant: variant, total: checked.scored.total, part: checked.part,
      isTotalOnly: checked.scored.isTotalOnly,
      answers: instrument.wantsAnswers ? checked.answers.compact : "")
  }

  /// One answer, as the bytes that stand there.
  private func give(
    _ name: Int, _ value: Int, _ tape: JSONTape, _ bytes: UnsafeBufferPointer<UInt8>,
    _ object: RecordObject, _ draft: inout ScoreDraft, _ place: @autoclosure () -> String,
    _ refuse: (AnswerFault, String, String, String?) -> Void
  ) {
    let (key, answer) = (tape.nodes[name], tape.nodes[value])
    do throws(AnswerFault) {
      // A name that is empty or `total` means something else in a draft.
      if !key.isEscaped, !answer.isEscaped, answer.kind == .number || answer.kind == .text,
        key.end > key.start
      {
        let item = UnsafeBufferPointer(rebasing: bytes[key.start..<key.end])
        if !Self.total.isEqual(to: item) || draft.sheet.measure.fieldPositions["total"] != nil {
          try draft.give(
            item, UnsafeBufferPointer(rebasing: bytes[answer.start..<answer.end]))
          return
        }
      }
      let item = tape.string(name, in: bytes)
      guard let text = object.text(value, "\(place()), \(item)") else { return }
      guard draft.sheet.measure.fieldPositions[item] != nil else {
        throw .unknownField(allowed: draft.sheet.measure.fields.map(\.id))
      }
      try draft.give(item, text)
    } catch {
      let item = tape.string(name, in: bytes)
      refuse(error, "\(place()), \(item)", item, tape.string(value, in: bytes))
    }
  }

  private static let total = Array("total".utf8)

  private func instrument(
    _ id: String, _ place: String, _ refuse: RecordObject.Refuse
  ) -> Instrument? {
    if let known = instruments[id] { return known }
    guard let measure = library.measure(.init(id)) else {
      if id.isEmpty {
        refuse(
          place, id, .fact(.record(RecordFault(.measure, found: id, .needed), dates: .iso)))
      } else {
        let near = nearest(to: id, among: library.measures.map(\.id.text))
        refuse(place, id, .fact(.unknownMeasure(near: near)))
      }
      return nil
    }
    let made = Instrument(
      sheet: AnswerSheet(measure, forMany: true), hash: measure.hash,
      wantsAnswers: wanted.contains(measure.id),
      hasTotalField: measure.fieldPositions["total"] != nil)
    instruments[id] = made
    return made
  }
}
