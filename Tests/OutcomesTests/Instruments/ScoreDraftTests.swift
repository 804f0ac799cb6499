import Outcomes
import Testing

@Suite struct `A score while it is given` {
  private static let mmt = instrument(
    "mmt", .objective, .clinician, .higherIsBetter, 0...20,
    items: [measured("left", numbers(0, 10, step: 1)), measured("right", numbers(0, 10, step: 1))],
    value: Item(id: "value", label: "sum", kind: .number(numbers(0, 20, step: 1))),
    scoring: Scoring(rule: .sumOrEntered), thresholds: [])

  /// What was thrown at each answer, and what the answers show together.
  private func faults(
    _ measure: Measure, _ pairs: [(String, String)], sex: Sex? = nil, mayBePartial: Bool = false
  ) -> [String] {
    var draft = ScoreDraft(AnswerSheet(measure))
    var found: [String] = []
    for (item, value) in pairs {
      do throws(AnswerFault) {
        try draft.give(item, value)
      } catch {
        found.append("\(item)=\(value): \(error)")
      }
    }
    let checked = draft.checked(sex: sex, mayBePartial: mayBePartial)
    found += checked.faults.map { "\($0.item)=\($0.value): \($0.fault)" }
    #expect(draft.isFaultless == (found.count == checked.faults.count))
    return found
  }

  private func total(_ measure: Measure, _ pairs: [(String, String)]) throws -> Rational? {
    var draft = ScoreDraft(AnswerSheet(measure))
    for (item, value) in pairs { try draft.give(item, value) }
    let checked = draft.checked(sex: nil)
    #expect(checked.faults == [])
    return checked.scored.total
  }

  @Test func `takes whole answers, values alone and totals that agree`() throws {
    #expect(try total(incat, [("arms", "2"), ("legs", "3")]) == 5)
    #expect(try total(incat, [("legs", "+3"), ("arms", "2.0"), ("total", "5")]) == 5)
    #expect(try total(incat, [("arms", "unable"), ("legs", " 3 ")]) == nil)
    #expect(try total(Self.mmt, [("left", "8"), ("right", "7.")]) == 15)
    #expect(try total(Self.mmt, [("", "15")]) == 15)
    #expect(try total(Self.mmt, [("total", "15")]) == 15)
    #expect(try total(Self.mmt, [("", "unable")]) == nil)
    // Compared by a value beside the items, which may come alone.
    #expect(try total(rods, [("centile", "50")]) == nil)
  }

  @Test func `an item left out needs its reason`() {
    #expect(faults(incat, [("arms", "2")]) == ["legs=: noAnswer"])
    #expect(faults(incat, [("arms", "2")], mayBePartial: true) == [])
    #expect(faults(incat, []) == ["arms=: noAnswer", "legs=: noAnswer"])
    #expect(faults(incat, [("arms", "2"), ("total", "2")]) == ["legs=: noAnswer"])
    #expect(faults(Self.mmt, [("left", "8"), ("", "8")]).last == "right=: noAnswer")
    #expect(faults(Self.mmt, []) == ["left=: noAnswer", "right=: noAnswer"])
    #expect(faults(grip, []) == ["value=: noAnswer"])
    #expect(faults(rods, [("i1", "2"), ("centile", "50")]).count == 23)
    // A measured value stands for the grade that it gives.
    #expect(
      faults(qmg, [("grip-right-kg", "40"), ("facial", "0")], sex: .male) == ["head=: noAnswer"])
  }

  @Test func `every refused answer is said, and nothing is said twice`() {
    #expect(
      faults(incat, [("arms", "7"), ("legs", "soft"), ("torso", "1")]).map {
        String($0.prefix { $0 != "(" })
      } == ["arms=7: noSuchOption", "legs=soft: noSuchOption", "torso=1: unknownField"])
    #expect(
      faults(incat, [("arms", "2"), ("legs", "6")]).map { String($0.prefix { $0 != "(" }) }
        == ["legs=6: noSuchOption"])
    #expect(
      faults(incat, [("arms", "2"), ("arms", "2"), ("legs", "1")]) == ["arms=2: givenTwice"])
    let both = "valueAndReason(value: \"2\", reason: Outcomes.MissingReason.unable)"
    #expect(
      faults(incat, [("arms", "2"), ("arms", "unable"), ("legs", "1")]) == ["arms=unable: \(both)"])
    #expect(
      faults(incat, [("arms", "unable"), ("arms", "2"), ("legs", "1")]) == ["arms=2: \(both)"])
    #expect(
      faults(incat, [("arms", "2"), ("legs", "1"), ("total", "4")])
        == ["total=4: totalDiffers(computed: \"3\")"])
    #expect(
      faults(incat, [("arms", "2"), ("legs", "unable"), ("total", "2")]) == [
        "total=2: totalDiffers(computed: \"no total, because an item is missing\")"
      ])
    #expect(faults(incat, [("total", "5")]) == [])
    #expect(faults(incat, [("", "5")]) == ["=5: noOwnValue"])
    #expect(faults(Self.mmt, [("total", "21")]).first?.hasPrefix("total=21: outOfRange") == true)
    #expect(
      faults(qmg, [("grip-right-kg", "40"), ("head", "0"), ("facial", "0")])
        == ["grip-right-kg=40: sexNeeded"])
  }

  @Test func `many are read as one is`() {
    for measure in [incat, adl, Self.mmt, haq] {
      let (one, many) = (AnswerSheet(measure), AnswerSheet(measure, forMany: true))
      for text in ["0", "1", "3", "9", "10", "2.0", "unable", "x", ""] {
        for decimalComma in [false, true] {
          var drafts = [ScoreDraft(one), ScoreDraft(many)]
          let results = drafts.indices.map { position -> String in
            let (item, value) = (Array(measure.fields[0].id.utf8), Array(text.utf8))
            return item.withUnsafeBufferPointer { item in
              value.withUnsafeBufferPointer { value in
                do throws(AnswerFault) {
                  try drafts[position].give(item, value, decimalComma: decimalComma)
                  return drafts[position].checked(sex: nil).answers.compact
                } catch {
                  return "\(error)"
                }
              }
            }
          }
          #expect(results[0] == results[1])
        }
      }
    }
  }

  @Test func `a table of the site gives the compared value, which stays apart from the given`()
    throws
  {
    var draft = ScoreDraft(AnswerSheet(rods, table: [24: 50]))
    for position in 1...24 { try draft.give("i\(position)", "1") }
    let checked = draft.checked(sex: nil)
    #expect(checked.faults == [])
    #expect(checked.part == 50)
    #expect(checked.answers.compact == checked.given.compact + ",50")
  }
}
