import Clinic
import Foundation
import Outcomes

/// Asks an instrument item by item on a terminal: option texts, the previous answer and its date
/// beside each, nothing pre-filled, with a way back.
struct Questions {
  let form: ScoreForm
  private var answers: [String: String] = [:]

  init(desk: Desk, patient: Patient.ID, measure: Measure.ID, day: Day, variant: String) throws {
    form = try desk.scoreForm(patient, measure, day: day, variant: variant)
  }

  /// The answers, or nil when the person stopped.
  mutating func ask() throws -> (pairs: [(item: String, value: String)], variant: String)? {
    say(form.heading)
    let total = form.possibleTotals == nil ? "" : " t gives a total alone, without its items."
    say(
      "Type the number and Enter. b goes back, ? shows the reasons for a missing answer, q stops."
        + "\(total)\n")
    var variant = form.variant
    for question in form.variantQuestions {
      say("\(question.label): \(question.values.joined(separator: ", "))")
      guard let answer = readAnswer() else { return nil }
      variant += (variant.isEmpty ? "" : ";") + "\(question.key)=\(answer)"
    }
    var position = 0
    while position < form.questions.count {
      let question = form.questions[position]
      say(
        "\(position + 1)/\(form.questions.count)  \(question.label)\(question.isOptional ? " (may be left empty)" : "")"
      )
      for line in question.optionLines { say("      \(line)") }
      if let previous = question.previous { say("      last time: \(previous)") }
      guard let answer = readAnswer() else { return nil }
      switch answer {
      case "b": position = max(0, position - 1)
      case "t" where form.possibleTotals != nil && form.fault(of: "t", to: question.id) != nil:
        guard let total = askTotal() else { return nil }
        if let total { return ([(ScoreForm.total, total)], variant) }
      case "?": say("      " + MissingReason.allCases.map(\.rawValue).joined(separator: ", "))
      case "" where question.isOptional: position += 1
      default:  // not our enum
        if let fault = form.fault(of: answer, to: question.id) {
          say("      \(fault)")
        } else {
          answers[question.id] = answer
          position += 1
        }
      }
    }
    let pairs = form.questions.compactMap { question in
      answers[question.id].map { (question.id == "value" ? "" : question.id, $0) }
    }
    return (pairs, variant)
  }

  /// The total of a letter or an old sheet.
  ///
  /// - Returns: no total when the person went back to the items; nil when the person stopped.
  private func askTotal() -> String?? {
    guard let range = form.possibleTotals else { return .some(nil) }
    while true {
      say("Total without its items (b goes back to them)")
      say("      \(range.wording)")
      guard let answer = readAnswer() else { return nil }
      if answer == "b" { return .some(nil) }
      guard let fault = form.faultOfTotal(answer) else { return answer }
      say("      \(fault)")
    }
  }

  private func readAnswer() -> String? {
    Output.ask("> ")
    guard let line = readLine() else { return nil }
    let answer = line.trimmingCharacters(in: .whitespaces)
    return answer == "q" ? nil : answer
  }

  private func say(_ text: String) { Output.complain(text) }

  static func confirms(_ question: String) -> Bool {
    Output.ask("\(question) [y/n] ")
    return readLine()?.lowercased().hasPrefix("y") ?? false
  }
}
