import Cryptography
import Foundation
import YAMLTree

// embed OUTPUT FOLDER FILE ...: one list of relative path and text, in the order given. A definition
// is embedded as its hash and its tree, so that no start of the program parses YAML.
let arguments = CommandLine.arguments.dropFirst()
guard let output = arguments.first, let folder = arguments.dropFirst().first else {
  FileHandle.standardError.write(Data("usage: EmbedTool OUTPUT FOLDER FILE ...\n".utf8))
  exit(2)
}

func embedded(_ text: String, of file: String) -> String {
  guard file.hasSuffix(".yaml") else { return text }
  do throws(YAMLFaults) {
    let hash = SHA256.Running()
    Data(JudgingText.of(text).utf8).withUnsafeBytes { hash.add($0) }
    return "\(hash.finished())\n\(try YAMLTree.encoded(yaml: text))"
  } catch {
    for fault in error.faults {
      let line = "\(file):\(fault.line):\(fault.column): error: \(fault.problem)\n"
      FileHandle.standardError.write(Data(line.utf8))
    }
    exit(1)
  }
}

var swift = "enum Embedded {\n  static let files: [(path: String, text: String)] = [\n"
for file in arguments.dropFirst(2) {
  let text = try String(contentsOfFile: file, encoding: .utf8)
  let path = String(file.dropFirst(folder.count).drop { $0 == "/" })
  swift +=
    "    (\(String(reflecting: path)), \(String(reflecting: embedded(text, of: file)))),\n"
}
swift += "  ]\n}\n"
try swift.write(toFile: output, atomically: true, encoding: .utf8)
