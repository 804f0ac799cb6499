import Exchange
import Outcomes

/// What is wrong with an answer at a visit, in the names that the form prints.
enum VisitFaultWords {
  static func text(_ fault: EntryFault, in block: VisitForm.Block) -> String {
    let label = label(fault.item, block)
    // Asked once, it is not the one instrument's.
    let place =
      block.shared[fault.item] != nil
      ? label : label.isEmpty ? block.title : "\(block.short), \(label)"
    let name = label.isEmpty ? block.short : label
    switch fault.fault {
    case .noAnswer:
      return
        "\(place): no answer. Choose one, or the reason why there is none; an instrument that is cleared is left out."
    case .notANumber(let range):
      return
        "\(place): “\(fault.value)” is no number. Write \(range.wording)\(example(fault.value))."
    case .variant(_, let allowed):
      return
        "\(place): say how it was measured\(allowed.isEmpty ? "" : ", \(allowed.joined(separator: " or "))")."
    case .unknownField, .outOfRange, .betweenSteps, .noSuchOption, .sexNeeded, .gradeAndRawDiffer,
      .totalDiffers, .neverEntered, .givenTwice, .valueAndReason, .noOwnValue, .noTotal:
      return "\(place): found “\(fault.value)”: "
        + fault.fault.explanation(measure: block.short, item: name == block.short ? "" : name)
    }
  }

  /// `, such as 1.234 or 1234`, where a comma may be either.
  private static func example(_ text: String) -> String {
    TypedNumber.readings(text).map { ": \($0.fraction) or \($0.whole)" } ?? ""
  }

  /// Empty: the instrument as a whole.
  private static func label(_ item: String, _ block: VisitForm.Block) -> String {
    if item == ScoreForm.total { return "total" }
    if item.isEmpty || item == "value" { return "" }
    return block.form.questions.first { $0.id == item }?.label ?? item
  }
}
