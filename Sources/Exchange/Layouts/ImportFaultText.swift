package import Outcomes

extension ImportFault {
  /// Place, what was found, what is allowed, what to do.
  ///
  /// - Parameter way: a shell's words for a way out, which stand after "Change it ..." (such as
  ///   "on the patient's page"); of what shows all there are they are the subject.
  package func text(_ way: (WayOut) -> String) -> String {
    if case .csv(let fault) = kind { return "\(file): \(fault)" }
    var place = file
    if let row { place += ", row \(row)" }
    if let column { place += ", column \(column)" }
    let found = value.map { ": found '\($0)'" } ?? ""
    return "\(place)\(found): \(explanation(way))"
  }

  package func explanation(_ way: (WayOut) -> String) -> String {
    switch kind {
    case .csv(let fault): fault.description
    case .header(let fault): fault.explanation
    case .record(let fault, let dates): fault.explanation(dates: dates, way)
    case .unknownPatient:
      "no such patient is registered. Give the patients file in the same import, or correct the identifier."
    case .unknownMeasure(let near): Self.unknown("measure", near, way(.showMeasures))
    case .unknownDisease(let near): Self.unknown("disease", near, way(.showDiseases))
    case .unknownTherapy(let near): Self.unknown("therapy", near, way(.showTherapies))
    case .answer(.givenTwice, _, _):
      "this item has an answer already for the same patient, date, measure and variant. Keep one of the rows."
    case .answer(let fault, let measure, let item): fault.explanation(measure: measure, item: item)
    case .duplicatePatient: "this identifier stands in the files twice. Keep one of the rows."
    case .duplicateDiagnosis: "this disease with this date stands here twice. Keep one of the rows."
    case .duplicateTreatment:
      "this therapy with this start stands here twice. Keep one of the rows."
    case .duplicateScore:
      "rows of this score stand in another of the files too. Put the rows of one score into one file."
    case .alreadyRecorded:
      "a score with other answers is recorded for the same patient, date, measure and variant. "
        + "Change it \(way(.correctScore(nil, number: nil))), which keeps the earlier one."
    case .patientDiffers:
      "this patient is registered with other particulars. Change them \(way(.editPatient(nil))), or correct the row."
    case .diagnosisDiffers:
      "this diagnosis is recorded with other particulars. End or revise it \(way(.changeDiagnosis(nil))), or correct the row."
    case .treatmentDiffers:
      "this course is recorded with other particulars. Change it \(way(.changeTreatment(nil, number: nil))), or correct the row."
    case .rowsDisagree(let column, let first):
      "the rows of one score give '\(first)' and this as \(column). Write the same in all of them."
    case .alike(let other):
      "this may be the same person as \(other.patient.line): \(other.likeness.reason). "
        + "Use that identifier, or say that it is another person."
    }
  }

  private static func unknown(_ kind: String, _ near: String?, _ list: String) -> String {
    let hint = near.map { " Did you mean '\($0)'?" } ?? ""
    return "no \(kind) has this id.\(hint) \(list) shows all of them."
  }
}

extension HeaderFault {
  var explanation: String {
    let layouts = ImportLayout.allCases.map {
      "\($0.rawValue): \($0.columns.joined(separator: ","))"
    }
    guard missing.count < nearest.required.count else {
      return "the header is none of the layouts that can be imported. They are\n  "
        + layouts.joined(separator: "\n  ")
    }
    var text = "the header looks like the layout '\(nearest.rawValue)'"
    if !missing.isEmpty { text += ", but lacks \(missing.joined(separator: ", "))" }
    if !unknown.isEmpty {
      text +=
        "\(missing.isEmpty ? ", but" : " and") has the unknown \(unknown.map { "'\($0)'" }.joined(separator: ", "))"
    }
    return text + ". Its columns are \(nearest.columns.joined(separator: ","))."
  }
}

extension AnswerFault {
  /// What is allowed and what to do, for an item of a measure.
  package func explanation(measure: String, item: String) -> String {
    let name = item.isEmpty ? measure : "\(item) of \(measure)"
    let reasons = MissingReason.allCases.map(\.rawValue).joined(separator: ", ")
    switch self {
    case .unknownField(let allowed):
      return "\(measure) has no item of this name; it has \(allowed.joined(separator: ", "))."
    case .notANumber(let range):
      return item == "total"
        ? "\(name) is \(range.wording)." : "\(name) is \(range.wording), or one of \(reasons)."
    case .outOfRange(let range):
      return "outside the range; \(name) is \(range.wording). Correct the value."
    case .betweenSteps(let range):
      return "between the steps; \(name) is \(range.wording). Correct the value."
    case .noSuchOption(let allowed):
      return "\(name) is one of \(allowed.joined(separator: ", ")), or \(reasons)."
    case .sexNeeded:
      return
        "\(name) is graded by the patient's sex, which is not recorded as female or male. Enter the grade instead."
    case .gradeAndRawDiffer(let grade, let raw):
      return
        "\(name) is entered as grade \(grade), but its measured value has grade \(raw). Correct one of the two."
    case .totalDiffers(let computed):
      return
        "the items of \(measure) add up to \(computed). Correct the items or leave the total out."
    case .variant(let key, let allowed):
      return allowed.isEmpty
        ? "\(measure) needs its variant as key=value; it has \(key)."
        : "the variant '\(key)' of \(measure) is one of \(allowed.joined(separator: ", "))."
    case .givenTwice: return "\(name) has an answer already. Keep one of them."
    case .noAnswer:
      return "\(name) has no answer. Give one, or the reason why there is none: \(reasons)."
    case .valueAndReason(let value, let reason):
      return
        "\(name) has both an answer, \(value), and a reason why there is none, \(reason.rawValue). Keep one of the two."
    case .noOwnValue:
      return
        "\(measure) has no value of its own. Give its items, or its total as the item 'total'."
    case .noTotal:
      return "\(measure) has no total by its rule. Give its items and leave the total out."
    case .neverEntered: return "\(measure) is computed from other measures and never entered."
    }
  }
}

extension NumberRange {
  /// `a number from 0 to 10 cm in steps of 0.1`.
  package var wording: String {
    let unit = unit.isEmpty ? "" : " \(unit)"
    let steps = step == .one ? " (whole numbers)" : " in steps of \(step.plain(4))"
    return "a number from \(minimum.plain(4)) to \(maximum.plain(4))\(unit)\(steps)"
  }
}
