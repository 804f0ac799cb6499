import Exchange
import Outcomes
import Testing

@Suite struct `Parts of FHIR` {
  @Test(
    arguments: [
      ("P001", "P001"), ("p-1", "p-1"), ("a.b", "a.2Eb"), ("O'Neil/7 ä", "O.27Neil.2F7.20.C3.A4"),
      ("", ""), (String(repeating: "x", count: 48), String(repeating: "x", count: 48)),
      (String(repeating: "x", count: 49), ".." + String(repeating: "0", count: 32)),
      (String(repeating: "ä", count: 9), ".." + String(repeating: "0", count: 32)),
    ] as [(String, String)])
  func `are named after any identifier`(identifier: String, key: String) {
    #expect(FHIRFrame.key(identifier) { _ in String(repeating: "0", count: 64) } == key)
  }

  private func measure(_ scoring: Scoring, optional: Bool = false) -> Measure {
    let options = [0, 2].map { Item.Option(value: "\($0)", score: Rational($0), text: "o\($0)") }
    return Measure(
      id: .init("new"), name: "New", short: "New", version: "1", measureClass: .functional,
      reporter: .patient, direction: .higherIsWorse, unit: "points",
      range: Rational(0)...Rational(9),
      items: [
        Item(id: "a", label: "A", kind: .options(options)),
        Item(id: "b", label: "B", kind: .options(options), optional: optional),
        Item(
          id: "c", label: "C",
          kind: .number(
            NumberRange(
              minimum: .zero, maximum: Rational(5), step: Rational(1, over: 2), unit: "s"))),
        Item(id: "d", label: "D", kind: .options(options), inTotal: false),
      ], scoring: scoring)
  }

  @Test func `compute a plain sum from the answers' weights, where none is missing`() {
    let all = "%resource.item.where(linkId in ('a' | 'b' | 'c')).answer.value"
    let options = "%resource.item.where(linkId in ('a' | 'b')).answer.value.weight().sum()"
    let numbers =
      "%resource.item.where(linkId in ('c')).answer.value.aggregate($this + $total, 0)"
    #expect(
      FHIRForm.sum(of: measure(Scoring(rule: .sum)))
        == "iif(\(all).count() >= 3, \(options) + \(numbers), {})")
    #expect(FHIRForm.sum(of: measure(Scoring(rule: .mean))) == nil)
    // What may be left out is added where it is there, and never waited for.
    #expect(
      FHIRForm.sum(of: measure(Scoring(rule: .sum), optional: true))?.hasPrefix(
        "iif(%resource.item.where(linkId in ('a' | 'c')).answer.value.count() >= 2, ") == true)
  }

  @Test func `of an invented instrument need no code of ours`() {
    let form = FHIRForm.questionnaire(measure(Scoring(rule: .sum))).compactText
    #expect(form.contains("\"url\":\"https://recheck.invalid/fhir/Questionnaire/new\""))
    #expect(
      form.contains(
        "{\"valueCoding\":{\"code\":\"new.a.2\",\"display\":\"o2\",\"extension\":[{\"url\":"
          + "\"http://hl7.org/fhir/StructureDefinition/ordinalValue\",\"valueDecimal\":2}],"))
    let tests = StudyTests([measure(Scoring(rule: .sum))])
    #expect(
      tests.tests(of: .init("new")).map(\.code)
        == ["ZNEW00", "ZNEW01", "ZNEW02", "ZNEW03", "ZNEW04"])
    #expect(tests.test(nil, of: .init("new"))?.name == "New-Total")
  }

  @Test func `are written on one line, their members by name`() {
    let value = JSONValue.members([
      "b": .array([.integer(1), .members(["z": .number("0.50"), "a": .string("\"\\\n")])]),
      "a": .null,
    ])
    #expect(value.compactText == #"{"a":null,"b":[1,{"a":"\"\\\n","z":0.50}]}"#)
  }
}
