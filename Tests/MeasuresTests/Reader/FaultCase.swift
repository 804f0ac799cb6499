import Measures
import Testing

/// One change to the toy definitions and every message that it must give, and no other.
struct FaultCase: CustomTestStringConvertible, Sendable {
  var testDescription: String
  var file: String
  var old: String
  var new: String
  /// Messages in order of files and lines, one to a line.
  var expected: String

  /// - Parameter file: the file's name without its ending; `*` stands for its whole text.
  init(
    _ name: String, in file: String, replace old: String, by new: String, gives expected: String
  ) {
    testDescription = name
    self.file = file
    self.old = old
    self.new = new
    self.expected = expected
  }

  func found() throws -> String {
    var files = Toy.files
    let path = try #require(files.keys.first { $0.hasSuffix("/\(file).yaml") })
    let text = try #require(files[path])
    let parts = old == "*" ? ["", ""] : text.components(separatedBy: old)
    try #require(parts.count == 2, "the place to change must be there exactly once")
    files[path] = parts[0] + new + parts[1]
    return messages(files.map { (path: $0.key, text: $0.value) }).joined(separator: "\n")
  }
}

/// What the loader says of those files alone.
func messages(_ files: [(path: String, text: String)]) -> [String] {
  do throws(DefinitionFaults) {
    _ = try Definitions.read(adding: files.sorted { $0.path < $1.path }, shipped: []) { _ in "" }
    return []
  } catch {
    return error.faults.map(\.description)
  }
}

extension String {
  fileprivate func components(separatedBy separator: String) -> [String] {
    var parts: [String] = []
    var rest = self[...]
    while let range = rest.firstRange(of: separator) {
      parts.append(String(rest[..<range.lowerBound]))
      rest = rest[range.upperBound...]
    }
    return parts + [String(rest)]
  }
}
