import Outcomes

/// What only the whole measure can show.
extension MeasureReader {
  func check(_ measure: Measure) {
    reportDuplicateFields(measure)
    checkValue(measure)
    if measure.scoring.rule != .entered || measure.value?.isNumber == false {
      table.place(of: "range").checkReach(measure.reach, stated: measure.range)
    }
    if measure.compatibleVersions.contains(measure.version) {
      table.place(of: "compatible").fault(.duplicate("version", measure.version))
    }
  }

  /// Items, measured values and aids are answered under one another's names, so each has its own.
  private func reportDuplicateFields(_ measure: Measure) {
    let items = table["items"]?.list() ?? []
    var seen: Set<String> = measure.value == nil ? [] : ["value"]
    for (item, place) in zip(measure.items, items) {
      let fields = [
        ("id", item.id), ("raw", item.raw?.id ?? ""), ("aid", item.aid ?? ""),
      ]
      for (key, id) in fields where !id.isEmpty && !seen.insert(id).inserted {
        let part = place.value(of: key)
        (part?.value(of: "id") ?? part ?? place).fault(.duplicate("item", id))
      }
    }
  }

  /// A number that is the total goes exactly as far as the range says.
  private func checkValue(_ measure: Measure) {
    guard case .number(let number)? = measure.value?.kind else { return }
    let stated = number.minimum...number.maximum
    if stated != measure.range {
      let place = table.place(of: "value")
      (place.value(of: "number") ?? place).fault(
        .valueRangeDiffers(stated: stated.text, range: measure.range.text))
    }
  }
}

extension Item {
  fileprivate var isNumber: Bool {
    if case .number = kind { true } else { false }
  }
}
