import Outcomes

/// Patterns of file and sheet names.
enum FileNames {
  /// One pattern that fits all names and leaves what differs, or figures that look like a time, open.
  static func pattern(_ names: [String]) -> String {
    guard names.count > 1, let first = names.first else {
      return names.first.map(withoutStamps) ?? "*"
    }
    let (begin, end) = common(names)
    guard begin.count + end.count > 0 else { return "*" }
    return begin.count + end.count >= first.count ? first : begin + "*" + end
  }

  /// What all names begin and end with, up to a sign between words.
  static func common(_ names: [String]) -> (begin: String, end: String) {
    guard var begin = names.first, var end = names.first else { return ("", "") }
    for name in names.dropFirst() {
      begin = String(zip(begin, name).prefix { $0 == $1 }.map(\.0))
      end = String(zip(end.reversed(), name.reversed()).prefix { $0 == $1 }.map(\.0).reversed())
    }
    while let last = begin.last, last.isLetter || last.isNumber { begin.removeLast() }
    while let first = end.first, first.isLetter || first.isNumber { end.removeFirst() }
    return (begin, end)
  }

  /// `06-clinical-240422_173008-DEP.txt`: figures of a day and time become stars.
  private static func withoutStamps(_ name: String) -> String {
    var text = ""
    var digits = ""
    for letter in name + "\u{0}" {
      if letter.isNumber { digits.append(letter); continue }
      text += digits.count >= 6 ? "*" : digits
      digits = ""
      if letter != "\u{0}" { text.append(letter) }
    }
    return text
  }
}
