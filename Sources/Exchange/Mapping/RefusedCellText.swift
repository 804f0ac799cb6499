package import Outcomes
import Tables

extension SourceCell {
  /// `visits.xlsx, sheet 'MG-ADL', row 6, column A 'NHC'`.
  package var place: String {
    var text = file
    if let sheet { text += ", sheet '\(sheet)'" }
    text += ", row \(row)" + (line.map { " (line \($0))" } ?? "") + ", column \(letters)"
    return heading.isEmpty ? text : text + " '\(heading)'"
  }
}

extension RefusedCell {
  /// Place, what was found, what is allowed, what to do.
  ///
  /// - Parameter way: a shell's words for a way out.
  package func text(_ way: (WayOut) -> String) -> String {
    "\(cell.place): found '\(Headings.tidy(cell.shown))': \(why(way))"
  }

  /// What is allowed and what to do.
  package func why(_ way: (WayOut) -> String) -> String {
    switch reason {
    case .error(let error): "\(error). Correct the cell."
    case .noDay(let examples):
      examples.isEmpty
        ? "the mapping names no form of dates. Say it as 'dates'."
        : "no day of the calendar written as \(examples.joined(separator: " or ")), as the mapping says. Correct the cell, or name its form in 'dates'."
    case .onlyPartOfADay:
      "a day is needed here, and this is a month or a year. Correct the cell."
    case .isADay:
      "the spreadsheet holds a day here, where a number or word is expected; it may have made one of two numbers. Correct the cell."
    case .unknownWord(let known):
      "the mapping has no such word; it has \(Self.list(known)). Say what it becomes in 'words', or that it stands for no answer in 'missing'."
    case .otherForm(let patterns):
      "not of the form that the mapping names (\(patterns.joined(separator: " or "))). Correct the cell, or describe its form in 'pattern'."
    case .noNumber(let decimal):
      "no number with '\(decimal)' before its decimals and nothing between thousands but what the mapping names. Correct the cell, or say 'decimal' and 'thousands'."
    case .perCent:
      "a number in per cent is stored as a fraction. Say 'percent: true' where the number of per cent is meant."
    case .noUnit(let known):
      "no unit stands behind the number, and \(Self.list(known)) are different instruments. Add the unit to the cell."
    case .noUnitOfMissing:
      "no unit tells which instrument was not done. Name it as 'missing-as'."
    case .censored:
      "a limit and no value. Say in 'censored' whether it is left out or stored as the value."
    case .before(let first):
      "this lies before \(first), the first day that the mapping takes. Correct the cell."
    case .farFrom(let day, let heading, let days):
      "this lies more than \(days) days from \(day) in '\(heading)'. Correct one of the two."
    case .needed: "a value is needed here, because other cells of the row are filled. Fill it in."
    case .differs(let field, let first, let row):
      "row \(row) says '\(first)' as \(field) of the same patient. Make them the same."
    case .secondOfDay(let measure, let row):
      "a second \(measure) of the same patient and day\(row > 0 ? "; the first stands in row \(row)" : ""). Keep one of them."
    case .unknownKey:
      "no row of the patients' table has this number. Correct it, or give that table too."
    case .changed(let field, let recorded):
      "recorded as \(recorded.isEmpty ? "nothing" : "'\(recorded)'") (\(field)). Correct the cell, or the record."
    case .yearAsDay:
      "a day in 1905, which a spreadsheet makes of a year that is typed alone. Format the cell as text and type the year again, or type the day."
    case .numberAsDay:
      "a number, and a day is needed; some spreadsheet programs save days without their format. Format the cell as a date."
    case .otherVersion(let measure, let here):
      "\(measure) is in force in version \(here) here, and scores keep the version that they were recorded with. Give the definitions of the package, or leave the score out."
    case .noScore:
      "no row of 'scores' has this number of this patient. Correct it, or give that table too."
    case .noAnswers:
      "no row of 'answers' belongs to this score. Give that table too, or remove the row."
    case .row(let kind): ImportFault(file: cell.file, kind: kind).explanation(way)
    }
  }

  private static func list(_ words: [String]) -> String {
    let shown = words.prefix(12).map { "'\($0)'" }.joined(separator: ", ")
    return words.isEmpty ? "none" : words.count > 12 ? shown + ", ..." : shown
  }
}

extension MappingTableFault: CustomStringConvertible {
  /// Place, what was found, what to do.
  package var description: String {
    let place = file + (sheet.map { ", sheet '\($0)'" } ?? "")
    return switch kind {
    case .table(let fault): "\(fault)"
    case .noTable:
      "\(place): no table of the mapping reads a file of this name. Correct 'name' in 'file', or leave the file out."
    case .noSheet(let name):
      "\(place): there is no visible sheet '\(name)'. Correct 'sheet' in 'file', or say 'optional: true' where not every file has it."
    case .noHeading(let row):
      "\(place), row \(row): the heading is expected here, and the row is empty. Correct 'header' in 'file'."
    case .noColumn(let name, let line, let headings):
      "\(place): there is no column '\(name)', which line \(line) of the mapping names. The columns are \(headings.map { "'\($0)'" }.joined(separator: ", "))."
    case .columnTwice(let name, let line, let letters):
      "\(place): columns \(letters.joined(separator: ", ")) are all called '\(name)', which line \(line) of the mapping names. Say which one with 'nth' or 'letter'."
    case .noRowToLookUp(let words, let line):
      "\(place): no row has '\(words)', which line \(line) of the mapping looks for."
    case .nameDoesNotFit(let pattern, let line):
      "\(place): the name does not fit '\(pattern)' in line \(line) of the mapping."
    case .header(let fault): "\(place): \(fault.explanation)"
    case .headingTwice(let name, let letters):
      "\(place): columns \(letters.joined(separator: ", ")) are all called '\(name)'. Remove or rename all but one."
    case .noPackage:
      "\(place): the folder has no \(DataPackage.file), so it is no package. Name a folder that 'export package' wrote, or the files."
    case .dictionary(let problem): "\(place): \(problem). Name the data dictionary of the project."
    case .csv(let fault): "\(place), \(fault)"
    case .doubtfulHeading(let heading, let forms):
      "\(place): the heading '\(heading)' may be of the form \(forms.joined(separator: " or ")). "
        + "Export all forms, or raw data, whose headings are names."
    }
  }
}

extension OwnHeaderFault {
  var explanation: String {
    switch self {
    case .layout(let fault):
      fault.explanation
        + " A sheet for an instrument is named after it (incat). Other tables need a mapping, which says what their columns mean."
    case .pseudonymous:
      "study codes stand in place of identifiers. A pseudonymous package has no names and days, and cannot be read as records."
    case .instrument(let name, let unknown, let known):
      (unknown.isEmpty
        ? "the sheet is named after the instrument \(name), and lacks patient_id or date."
        : "the sheet is named after the instrument \(name), and has the unknown \(unknown.map { "'\($0)'" }.joined(separator: ", ")).")
        + " Its columns are \(known.joined(separator: ","))."
    }
  }
}
