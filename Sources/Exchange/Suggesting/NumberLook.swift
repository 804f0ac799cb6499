import Outcomes

/// How numbers are written in columns of a text file.
struct NumberLook {
  private(set) var commas: [String] = []
  private(set) var points: [String] = []
  /// Three figures behind one sign: thousands or decimals.
  private(set) var openPoints: [String] = []
  private(set) var openCommas: [String] = []

  init(_ fields: [LookedField]) {
    for field in fields {
      for cell in field.cells where cell.isText { look(cell.shown.withoutOuterBlanks) }
    }
  }

  /// Judges the first number of a text.
  private mutating func look(_ text: String) {
    guard let begin = text.firstIndex(where: NumberForm.isDigit) else { return }
    let number = text[begin...].prefix { NumberForm.isDigit($0) || $0 == "," || $0 == "." }
    let signs = number.filter { !NumberForm.isDigit($0) }
    guard signs.count == 1, let sign = signs.first, let place = number.firstIndex(of: sign),
      number.last != sign
    else { return }
    let behind = number.distance(from: place, to: number.endIndex) - 1
    let before = number.distance(from: number.startIndex, to: place)
    let isOpen = behind == 3 && before <= 3 && number.first != "0"
    switch (sign, isOpen) {
    case (",", false): commas.append(text)
    case (",", true): openCommas.append(text)
    case (_, false): points.append(text)
    case (_, true): openPoints.append(text)
    }
  }
}
