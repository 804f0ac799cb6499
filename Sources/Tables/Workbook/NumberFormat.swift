/// What a number format of a workbook makes of a number.
enum NumberFormat: Hashable {
  case number
  case percent
  /// A day, perhaps with a time.
  case date
  /// A time of day; a number from 1 on is a day with a time all the same.
  case time

  /// The built-in formats, by ECMA-376 part 1, 18.8.30.
  ///
  /// 46 (`[h]:mm:ss`) is time that has passed, and so a number. 34, 35, 55 and 56 are dates in some
  /// languages and times in others.
  init(builtIn id: Int) {
    switch id {
    case 9, 10: self = .percent
    case 14...17, 22, 27...31, 36, 50...54, 57, 58: self = .date
    case 18...21, 32...35, 45, 47, 55, 56: self = .time
    default: self = .number  // not our enum
    }
  }

  /// A format of the workbook's own, such as `[$-407]d. mmmm yyyy;@`; its first section counts.
  init(code: String) {
    var letters: Set<Character> = []
    var rest = Substring(code.lowercased())
    scan: while let character = rest.first {
      switch character {
      case ";": break scan
      case "\"":
        rest = rest.dropFirst()
        rest = rest.drop { $0 != "\"" }
      case "\\", "_", "*":
        rest = rest.dropFirst()
      case "[":
        let content = rest.dropFirst().prefix { $0 != "]" }
        if !content.isEmpty, content.allSatisfy("hms".contains) {
          self = .number
          return
        }
        rest = rest.dropFirst(content.count + 1)
      case "a" where rest.hasPrefix("am/pm"): rest = rest.dropFirst(4)
      case "a" where rest.hasPrefix("a/p"): rest = rest.dropFirst(2)
      case "g" where rest.hasPrefix("general"): rest = rest.dropFirst(6)
      case "s" where rest.hasPrefix("standard"): rest = rest.dropFirst(7)
      default: letters.insert(character)  // not our enum
      }
      rest = rest.dropFirst()
    }
    let hasTime = letters.contains("h") || letters.contains("s")
    if letters.contains("y") || letters.contains("d") || letters.contains("m") && !hasTime {
      self = .date
    } else if hasTime {
      self = .time
    } else {
      self = letters.contains("%") ? .percent : .number
    }
  }
}
