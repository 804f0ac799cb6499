/// How many columns of a terminal a text takes, and cutting and wrapping by that measure. Accents
/// that combine with a letter take none, ideographs and emoji take two.
extension Character {
  package var displayWidth: Int { unicodeScalars.lazy.map(\.displayWidth).max() ?? 0 }
}

extension Unicode.Scalar {
  /// Wide and full-width blocks of Unicode's East Asian Width.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
    0xA000...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
    0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD,
  ]

  fileprivate var displayWidth: Int {
    if value < 0x300 { return value < 0x20 || (0x7F...0x9F).contains(value) ? 0 : 1 }
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: break  // not our enum
    }
    return properties.isEmojiPresentation || Self.wide.contains { $0.contains(value) } ? 2 : 1
  }
}

extension StringProtocol {
  package var displayWidth: Int { widthByBytes ?? reduce(0) { $0 + $1.displayWidth } }

  /// The same, where every character is a letter, figure or mark of western scripts; nil: not so.
  ///
  /// Reports are full of such text, and dividing it into characters is slow.
  private var widthByBytes: Int? {
    var width = 0
    for byte in utf8 {
      switch byte {
      // The second byte of a letter whose first one was counted.
      case 0x80...0xBF: continue
      case 0x20...0x7E, 0xC3...0xCB: width += 1
      default: return nil  // not our enum
      }
    }
    return width
  }

  /// What stands between blanks.
  private var words: [Substring] {
    let text = Substring(self)
    guard widthByBytes != nil else { return text.split(separator: " ") }
    return text.utf8.split(separator: UInt8(ascii: " ")).map { Substring($0) }
  }

  /// Filled with blanks on the right.
  package func padded(_ width: Int) -> String {
    self + String(repeating: " ", count: Swift.max(0, width - displayWidth))
  }

  /// Filled with blanks on the left.
  package func paddedLeft(_ width: Int) -> String {
    String(repeating: " ", count: Swift.max(0, width - displayWidth)) + self
  }

  /// At most so wide; what was cut is shown by `~`.
  package func shortened(_ width: Int) -> String {
    guard displayWidth > width, width > 0 else { return String(self) }
    return Substring(self).head(width - 1) + "~"
  }

  /// Lines of at most that width, broken between words; a word that is longer is cut, within an id
  /// where one of its parts ends.
  package func wrapped(_ width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var lineWidth = 0
    for word in words {
      var rest = word
      var restWidth = rest.displayWidth
      if !line.isEmpty, lineWidth + 1 + restWidth > width {
        lines.append(line)
        line = ""
      }
      while line.isEmpty, restWidth > width, width > 1 {
        let head = rest.partsThatFit(width) ?? rest.head(width)
        lines.append(head)
        rest = rest.dropFirst(head.count)
        restWidth = rest.displayWidth
      }
      lineWidth = line.isEmpty ? restWidth : lineWidth + 1 + restWidth
      if !line.isEmpty { line += " " }
      line += rest
    }
    if !line.isEmpty || lines.isEmpty { lines.append(line) }
    return lines
  }

  /// Wrapped lines joined, those after the first indented.
  package func wrapped(_ width: Int, indent: Int) -> String {
    wrapped(width - indent).joined(separator: "\n" + String(repeating: " ", count: indent))
  }
}

extension Substring {
  /// The parts of an id, such as `grip-` and `vigorimeter`; a date and a number are one part.
  package var idParts: [Substring] {
    var parts: [Substring] = []
    var start = startIndex
    for index in indices where self[index] == "-" || self[index] == "=" {
      let next = self.index(after: index)
      guard next < endIndex, self[next].isLetter else { continue }
      parts.append(self[start..<next])
      start = next
    }
    return parts + [self[start...]]
  }

  /// As many of them as are no wider; nil: not even one.
  fileprivate func partsThatFit(_ width: Int) -> String? {
    var fitting = ""
    for part in idParts {
      guard fitting.displayWidth + part.displayWidth <= width else { break }
      fitting += part
    }
    return fitting.isEmpty ? nil : fitting
  }

  /// The longest start that is no wider; at least one character.
  func head(_ width: Int) -> String {
    var head = ""
    var used = 0
    for character in self {
      used += character.displayWidth
      if used > width, !head.isEmpty { break }
      head.append(character)
    }
    return head
  }
}
