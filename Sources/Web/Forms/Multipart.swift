import Foundation

/// A file as a form brought it.
package struct UploadedFile: Hashable, Sendable {
  /// Without folders and without what nobody sees; it is shown, and never opened.
  package let name: String
  package let bytes: [UInt8]

  private static let longestName = 120

  init(name: String, bytes: [UInt8]) {
    self.name = Self.tidy(name)
    self.bytes = bytes
  }

  private static func tidy(_ name: String) -> String {
    let last = name.split { $0 == "/" || $0 == "\\" }.last ?? ""
    let seen = last.unicodeScalars.filter {
      switch $0.properties.generalCategory {
      case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
        .paragraphSeparator:
        false
      case _: true
      }
    }
    let text = String(String.UnicodeScalarView(seen)).withoutOuterBlanks.prefix(longestName)
    return text.isEmpty || text.allSatisfy { $0 == "." } ? "file" : String(text)
  }
}

/// Why the body of a form with files could not be read.
enum MultipartFault: Error, Hashable {
  case noBoundary, notBegun, cut, badLine, badHeader, noName, tooManyParts, notText

  var text: String {
    switch self {
    case .noBoundary: "The form does not say how its parts are told apart."
    case .notBegun, .cut: "The form did not arrive whole."
    case .badLine, .badHeader, .noName: "A part of the form is not written as browsers write it."
    case .tooManyParts: "The form has more than \(Multipart.mostParts) parts."
    case .notText: "A field is not UTF-8 text."
    }
  }
}

/// The parts of a form with files (multipart/form-data, RFC 7578), read strictly.
///
/// Files stay bytes. Nothing is written anywhere.
struct Multipart: Sendable {
  static let mostParts = 50
  private static let longestHeader = 4_096

  private(set) var fields: [(name: String, value: String)] = []
  private(set) var files: [UploadedFile] = []

  /// - Parameter type: the header Content-Type of the request.
  init(_ body: [UInt8], type: String) throws(MultipartFault) {
    let line = Array("--".utf8) + (try Self.boundary(of: type))
    guard body.starts(with: line) else { throw .notBegun }
    var place = line.count
    var parts = 0
    while true {
      guard place + 2 <= body.count else { throw .cut }
      let next = [body[place], body[place + 1]]
      place += 2
      if next == Self.dashes {
        let rest = body[place...]
        guard rest.isEmpty || rest.elementsEqual(Self.lineEnd) else { throw .badLine }
        return
      }
      guard next == Self.lineEnd else { throw .badLine }
      parts += 1
      guard parts <= Self.mostParts else { throw .tooManyParts }
      let limit = min(body.count, place + Self.longestHeader)
      guard let head = Self.find(Self.lineEnd + Self.lineEnd, in: body, place..<limit) else {
        throw limit == body.count ? .cut : .badHeader
      }
      let part = try MultipartHeader(body[place..<head])
      let start = head + 4
      guard let end = Self.find(Self.lineEnd + line, in: body, start..<body.count) else {
        throw .cut
      }
      try add(part, body[start..<end])
      place = end + 2 + line.count
    }
  }

  private mutating func add(
    _ part: MultipartHeader, _ content: ArraySlice<UInt8>
  ) throws(MultipartFault) {
    if let file = part.fileName {
      // A field for a file in which none was chosen.
      if file.isEmpty, content.isEmpty { return }
      files.append(UploadedFile(name: file, bytes: Array(content)))
    } else {
      guard let text = String(validating: content, as: UTF8.self) else { throw .notText }
      fields.append((part.name, text))
    }
  }

  private static let lineEnd: [UInt8] = [0x0D, 0x0A]
  private static let dashes: [UInt8] = [0x2D, 0x2D]

  private static func boundary(of type: String) throws(MultipartFault) -> [UInt8] {
    var parts = type.split(separator: ";", omittingEmptySubsequences: false)[...]
    guard parts.popFirst()?.lowercased().withoutOuterBlanks == "multipart/form-data" else {
      throw .noBoundary
    }
    let found = parts.compactMap { part -> String? in
      let text = String(part).withoutOuterBlanks
      guard text.lowercased().hasPrefix("boundary=") else { return nil }
      let value = text.dropFirst("boundary=".count)
      return value.count >= 2 && value.hasPrefix("\"") && value.hasSuffix("\"")
        ? String(value.dropFirst().dropLast()) : String(value)
    }
    let allowed = Set("'()+_,-./:=? ".utf8)
    guard found.count == 1, let boundary = found.first, (1...70).contains(boundary.utf8.count),
      boundary.last != " ",
      boundary.utf8.allSatisfy({ byte in
        allowed.contains(byte) || (48...57).contains(byte) || (65...90).contains(byte)
          || (97...122).contains(byte)
      })
    else { throw .noBoundary }
    return Array(boundary.utf8)
  }

  /// Where bytes stand first within a range; they begin with a carriage return.
  private static func find(_ sought: [UInt8], in body: [UInt8], _ range: Range<Int>) -> Int? {
    body.withUnsafeBytes { all in
      guard let base = all.baseAddress else { return nil }
      var place = range.lowerBound
      while place + sought.count <= range.upperBound {
        let last = range.upperBound - sought.count + 1
        guard let hit = memchr(base + place, 0x0D, last - place) else { return nil }
        let found = UnsafeRawPointer(hit) - base
        if all[found..<found + sought.count].elementsEqual(sought) { return found }
        place = found + 1
      }
      return nil
    }
  }
}

/// The lines before a part's content.
private struct MultipartHeader {
  let name: String
  /// nil: it is no file.
  let fileName: String?

  init(_ bytes: ArraySlice<UInt8>) throws(MultipartFault) {
    guard let text = String(validating: bytes, as: UTF8.self) else { throw .badHeader }
    var found: [String: String]?
    for line in text.split(separator: "\r\n", omittingEmptySubsequences: false) {
      guard let colon = line.firstIndex(of: ":") else { throw .badHeader }
      guard line[..<colon].lowercased() == "content-disposition" else { continue }
      guard found == nil else { throw .badHeader }
      found = try Self.parameters(String(line[line.index(after: colon)...]).withoutOuterBlanks)
    }
    guard let found, let name = found["name"], !name.isEmpty else { throw .noName }
    self.name = name
    fileName = found["filename"]
  }

  /// `form-data; name="a"; filename="b"`; a quote within a name comes as `%22`.
  private static func parameters(_ text: String) throws(MultipartFault) -> [String: String] {
    var rest = Substring(text)
    guard rest.lowercased().hasPrefix("form-data") else { throw .badHeader }
    rest = rest.dropFirst("form-data".count)
    var found: [String: String] = [:]
    while !rest.isEmpty {
      rest = rest.drop { $0 == " " || $0 == "\t" }
      guard rest.popFirst() == ";" else { throw .badHeader }
      rest = rest.drop { $0 == " " || $0 == "\t" }
      guard let equals = rest.firstIndex(of: "=") else { throw .badHeader }
      let key = rest[..<equals].lowercased()
      rest = rest[equals...].dropFirst()
      guard rest.popFirst() == "\"", let end = rest.firstIndex(of: "\"") else { throw .badHeader }
      let value = rest[..<end].replacing("%22", with: "\"").replacing("%0D%0A", with: " ")
      guard found.updateValue(String(value), forKey: key) == nil else { throw .badHeader }
      rest = rest[end...].dropFirst()
    }
    return found
  }
}
