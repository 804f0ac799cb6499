/// Takes the rows out of a sheet's XML, so that what stands around them is read without them.
struct SheetDataCut {
  private var isInside = false
  /// A tag that is not complete.
  private var rest: [UInt8] = []
  private static let longestTag = 1 << 16

  /// What of the next piece is kept; it stays well-formed.
  mutating func keep(_ piece: [UInt8]) -> [UInt8] {
    let text = rest.isEmpty ? piece : rest + piece
    rest = []
    var kept: [UInt8] = []
    var index = 0
    while index < text.count {
      guard let open = text[index...].firstIndex(of: UInt8(ascii: "<")) else {
        if !isInside { kept += text[index...] }
        return kept
      }
      if !isInside { kept += text[index..<open] }
      // Inside, only a closing tag of that name is of interest: most others are told by one byte.
      if isInside, open + 1 < text.count, text[open + 1] != UInt8(ascii: "/") {
        index = open + 1
        continue
      }
      guard let close = text[open...].firstIndex(of: UInt8(ascii: ">")) else {
        if text.count - open > Self.longestTag {
          if !isInside { kept += text[open...] }
        } else {
          rest = Array(text[open...])
        }
        return kept
      }
      let tag = text[open...close]
      index = close + 1
      if Self.isSheetData(tag, closing: isInside) {
        kept += tag
        isInside = isInside ? false : tag.dropLast().last != UInt8(ascii: "/")
      } else if !isInside {
        kept += tag
      }
    }
    return kept
  }

  /// Whether a tag is that of the element, with or without a prefix.
  private static func isSheetData(_ tag: ArraySlice<UInt8>, closing: Bool) -> Bool {
    var name = tag.dropFirst()
    if closing {
      guard name.first == UInt8(ascii: "/") else { return false }
      name = name.dropFirst()
    }
    let end = name.firstIndex { $0 <= 0x20 || $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "/") }
    name = name[name.startIndex..<(end ?? name.endIndex)]
    if let colon = name.firstIndex(of: UInt8(ascii: ":")) { name = name[(colon + 1)...] }
    return name.elementsEqual("sheetData".utf8)
  }
}
