import Outcomes

/// The lines that say how days are written.
struct DayLines {
  let look: DayLook
  let isRedcap: Bool

  func write(into out: SuggestedLines, indent: Int) {
    if isRedcap { return out.add(indent, "dates: iso", "as REDCap exports them") }
    let texts = look.forms.values.reduce(0, +)
    guard texts > 0 || !look.serials.isEmpty else {
      if look.realDays > 0 {
        out.remark(
          indent,
          "dates: the \(Counted.text(look.realDays, "day")) of the workbook are real ones and need no form"
        )
      }
      return
    }
    let (forms, why, choice) = self.forms
    let months = look.months.sorted { ($0.value, $0.key) < ($1.value, $1.key) }
    let needsTable = !months.isEmpty || !look.twoDigitYears.isEmpty || !look.serials.isEmpty
    guard needsTable else {
      if let choice { return out.choose(indent, "dates", choice) }
      return out.add(
        indent, "dates: \(forms.count == 1 ? YAMLText.of(forms[0]) : YAMLText.list(forms))", why)
    }
    out.add(indent, "dates:")
    if let choice {
      out.choose(indent + 2, "form", choice)
    } else if !forms.isEmpty {
      out.add(
        indent + 2, "form: \(forms.count == 1 ? YAMLText.of(forms[0]) : YAMLText.list(forms))", why)
    }
    if !months.isEmpty {
      let list = months.map { "\(YAMLText.of($0.key)): \($0.value)" }.joined(separator: ", ")
      out.add(indent + 2, "months: {\(list)}", "words of months that are not English")
    }
    if let year = look.twoDigitYears.first {
      out.choose(
        indent + 2, "two-digit-years",
        "the first year that two figures can mean, such as 1930; \(Counted.text(look.twoDigitYears.count, "day")) such as \(year)"
      )
    }
    if let serial = look.serials.first {
      var reading = DateForms()
      reading.serialYear = 1900
      let day = reading.day(serial: serial)?.iso ?? ""
      reading.serialYear = 1904
      let other = reading.day(serial: serial)?.iso ?? ""
      if look.realDays > 0 {
        out.add(
          indent + 2, "serial-numbers: 1900",
          "\(serial) is \(day), as the workbook counts its other days")
      } else {
        out.choose(
          indent + 2, "serial-numbers", "1900 (then \(serial) is \(day)) or 1904 (\(other))")
      }
    }
  }

  /// The fewest forms that read all days; a choice where a day can be read in two ways.
  private var forms: (names: [String], why: String, choice: String?) {
    let strokes = (look.forms[.dayMonthYearStrokes] ?? 0, look.forms[.monthDayYearStrokes] ?? 0)
    var names: [String] = []
    var whys: [String] = []
    var choice: String?
    if let count = look.forms[.iso], count > 0, onlyYears(.iso) == false {
      names.append("iso")
      whys.append("\(Counted.text(count, "day")) such as 2026-06-30")
    }
    for (form, sign) in [(DateForms.Form.dayMonthYearPoints, "."), (.dayMonthYearHyphens, "-")] {
      guard let count = look.forms[form], count > 0, !onlyYears(form) else { continue }
      names.append(form.rawValue)
      whys.append(
        "\(Counted.text(count, "day")) with '\(sign)'; \(first(above: look.firstAbove12))")
    }
    if strokes.0 > 0 || strokes.1 > 0,
      !onlyYears(.dayMonthYearStrokes) || !onlyYears(.monthDayYearStrokes)
    {
      switch (look.firstAbove12, look.secondAbove12) {
      case (1..., 0):
        names.append("d/m/y")
        whys.append("\(first(above: look.firstAbove12)), so the day is first")
      case (0, 1...):
        names.append("m/d/y")
        whys.append(
          "\(Counted.text(look.secondAbove12, "second part")) above 12 of \(look.figures), so the month is first"
        )
      case (0, 0):
        if look.figures > 0 {
          choice = "d/m/y or m/d/y, no day above 12 in \(Counted.text(look.figures, "day"))"
        } else {
          names.append("d/m/y")
          whys.append("months such as 06/2023")
        }
      case (_, _):
        choice =
          "d/m/y (\(first(above: look.firstAbove12))) or m/d/y (\(Counted.text(look.secondAbove12, "second part")) above 12); the rest will be refused"
      }
    }
    if let count = look.forms[.yearMonthDayStrokes], count > 0, strokes.0 + strokes.1 == 0,
      !onlyYears(.yearMonthDayStrokes)
    {
      names.append("y/m/d")
      whys.append("\(Counted.text(count, "day")), the year first")
    }
    for form in [DateForms.Form.dayMonthWordYear, .monthWordDayYear] {
      guard let count = look.forms[form], count > 0, words(form) else { continue }
      names.append(form.rawValue)
      whys.append("\(Counted.text(count, "day")) with the word of the month")
      break
    }
    if names.isEmpty, choice == nil {
      names = ["iso"]
      whys = ["years alone"]
    }
    return (names, whys.joined(separator: "; "), choice)
  }

  private func first(above count: Int) -> String {
    "\(Counted.text(count, "first part")) above 12 of \(look.figures)"
  }

  /// Every form reads a year alone; that is no sign of it.
  private func onlyYears(_ form: DateForms.Form) -> Bool { (look.forms[form] ?? 0) <= look.years }
  private func words(_ form: DateForms.Form) -> Bool { (look.forms[form] ?? 0) > look.years }
}
