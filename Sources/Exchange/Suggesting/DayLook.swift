import Outcomes
import Tables

/// How days are written in a column, and what tells one form from another.
struct DayLook {
  private(set) var realDays = 0
  /// Texts that are a day in a form.
  private(set) var forms: [DateForms.Form: Int] = [:]
  /// Of `x/y/z` and its like: first and second parts above 12.
  private(set) var firstAbove12 = 0
  private(set) var secondAbove12 = 0
  private(set) var figures = 0
  private(set) var twoDigitYears: [String] = []
  /// Bare numbers that count days.
  private(set) var serials: [String] = []
  /// Words of months that are not English.
  private(set) var months: [String: Int] = [:]
  /// Texts that are no day.
  private(set) var others: [String] = []
  private(set) var filled = 0
  /// Years alone, which every form reads.
  private(set) var years = 0

  static let monthWords: [String: Int] = {
    let words: [[String]] = [
      ["januar", "jänner", "jan", "janvier", "enero", "ene", "gennaio", "gen", "janeiro", "janv"],
      ["februar", "février", "févr", "fév", "febrero", "febbraio", "fevereiro", "fev"],
      ["märz", "mär", "mrz", "mars", "marzo", "março"],
      ["avril", "avr", "abril", "abr", "aprile"],
      ["mai", "mayo", "maggio", "mag", "maio"],
      ["juni", "juin", "junio", "giugno", "giu", "junho"],
      ["juli", "juillet", "juil", "julio", "luglio", "lug", "julho"],
      ["august", "août", "aout", "agosto", "ago"],
      ["septembre", "sept", "septiembre", "settembre", "set", "setembro"],
      ["oktober", "okt", "octobre", "octubre", "ottobre", "ott", "outubro", "out"],
      ["novembre", "noviembre", "novembro"],
      ["dezember", "dez", "décembre", "déc", "diciembre", "dic", "dicembre", "dezembro"],
    ]
    var table: [String: Int] = [:]
    for (number, list) in words.enumerated() { for word in list { table[word] = number + 1 } }
    return table
  }()

  private static let all: [(form: DateForms.Form, reading: DateForms)] = DateForms.Form.allCases
    .map { form in
      var forms = DateForms()
      forms.forms = [form]
      forms.twoDigitYears = 1930
      forms.months = monthWords
      return (form, forms)
    }

  private static let english: Set<String> = {
    let words = [
      "january", "february", "march", "april", "may", "june", "july", "august", "september",
      "october", "november", "december",
    ]
    return Set(words + words.map { String($0.prefix(3)) })
  }()

  static func isDay(_ cell: Cell) -> Bool {
    switch cell.kind {
    case .date: true
    case .text:
      all.contains {
        $0.reading.day(cell.shown.withoutOuterBlanks).map { $0.precision == nil } ?? false
      }
    case .empty, .number, .error: false
    }
  }

  /// Five figures that count days of 1982 to 2064 as a spreadsheet does.
  static func isSerial(_ text: String) -> Bool {
    text.count == 5 && (30_000...60_000).contains(Int(text) ?? 0)
  }

  init(_ field: LookedField) {
    for cell in field.cells where !cell.isBlank {
      let text = cell.shown.withoutOuterBlanks
      if MissingLook.isMissing(text) { continue }
      filled += 1
      switch cell.kind {
      case .date: realDays += 1
      case .number:
        if let n = Int(text), (15_000...60_000).contains(n) {
          serials.append(text)
        } else {
          others.append(text)
        }
      case .text: look(text)
      case .empty, .error: others.append(text)
      }
    }
  }

  private mutating func look(_ given: String) {
    let text = DateForms.withoutTime(given)
    if Self.isSerial(text) { return serials.append(text) }
    let fits = Self.all.filter { $0.reading.day(text) != nil }.map(\.form)
    if fits.isEmpty || Int(text).map({ !(1850...2100).contains($0) }) == true {
      return others.append(given)
    }
    for form in fits { forms[form, default: 0] += 1 }
    if fits.count == DateForms.Form.allCases.count { years += 1 }
    if fits.contains(.dayMonthWordYear) || fits.contains(.monthWordDayYear) {
      for word in text.lowercased().split(whereSeparator: { !$0.isLetter }).map(String.init) {
        if let number = Self.monthWords[word], !Self.english.contains(word) {
          months[word] = number
        }
      }
    }
    let parts = text.split(whereSeparator: { "./-".contains($0) })
    guard parts.count == 3, parts[0].count <= 2, let first = Int(parts[0]),
      let second = Int(parts[1])
    else { return }
    figures += 1
    if first > 12 { firstAbove12 += 1 }
    if second > 12 { secondAbove12 += 1 }
    if parts[2].count == 2 { twoDigitYears.append(text) }
  }

  /// Cells that can be a day or a part of one.
  var days: Int { filled - others.count }
  /// The column holds days, and not only by the way.
  var isOfDays: Bool {
    realDays + forms.values.reduce(0, max) - years > 0 && mayBeDays
  }
  /// Nothing but numbers that may count days: only the heading can tell.
  var isOfSerials: Bool { !serials.isEmpty && mayBeDays }
  /// Years alone are days too, below a heading that says so; `0012` is none.
  var mayBeDays: Bool { days > 0 && Double(days) >= Double(filled) * 0.6 }

  mutating func add(_ other: DayLook) {
    realDays += other.realDays
    forms.merge(other.forms, uniquingKeysWith: +)
    firstAbove12 += other.firstAbove12
    secondAbove12 += other.secondAbove12
    figures += other.figures
    twoDigitYears += other.twoDigitYears
    serials += other.serials
    months.merge(other.months, uniquingKeysWith: { first, _ in first })
    others += other.others
    years += other.years
    filled += other.filled
  }

  init() {}
}
