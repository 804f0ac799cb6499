import Foundation

// embed OUTPUT FOLDER FILE ...: one dictionary of relative path to text, in the order given.
let arguments = CommandLine.arguments.dropFirst()
guard let output = arguments.first, let folder = arguments.dropFirst().first else {
  FileHandle.standardError.write(Data("usage: EmbedTool OUTPUT FOLDER FILE ...\n".utf8))
  exit(2)
}
var swift = "enum Embedded {\n  static let files: [(path: String, text: String)] = [\n"
for file in arguments.dropFirst(2) {
  let text = try String(contentsOfFile: file, encoding: .utf8)
  let path = String(file.dropFirst(folder.count).drop { $0 == "/" })
  swift += "    (\(String(reflecting: path)), \(String(reflecting: text))),\n"
}
swift += "  ]\n}\n"
try swift.write(toFile: output, atomically: true, encoding: .utf8)
