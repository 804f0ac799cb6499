import Foundation
import LibFuzzer

// fuzz-readers READER [libFuzzer's arguments]: every input must be read, or refused with a fault.
// fuzz-readers --words READER: the bytes that matter to the reader, as libFuzzer's dictionary.
// fuzz-readers --readers: their names; --planted: the names of those with a known mistake.

enum Chosen {
  static let arguments = CommandLine.arguments.dropFirst()
  static let printsWords = arguments.first == "--words"
  static let planted = PlantedFault(rawValue: arguments.first ?? "")
  static let reader = FuzzedReader(rawValue: arguments.dropFirst(printsWords ? 1 : 0).first ?? "")

  /// So that nothing of a planted reader is left out as useless; read by nobody.
  nonisolated(unsafe) static var sum = 0

  /// As C wants them: pointers that stay to the end, the last one null.
  static func forC(_ arguments: [String]) -> UnsafeMutablePointer<UnsafeMutablePointer<CChar>?> {
    let list = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(
      capacity: arguments.count + 1)
    for (index, argument) in arguments.enumerated() { list[index] = strdup(argument) }
    list[arguments.count] = nil
    return list
  }
}

if Chosen.arguments.first == "--planted" {
  print(PlantedFault.allCases.map(\.rawValue).joined(separator: "\n"))
  exit(0)
}
guard Chosen.reader != nil || Chosen.planted != nil else {
  print(FuzzedReader.allCases.map(\.rawValue).joined(separator: "\n"))
  exit(Chosen.arguments.first == "--readers" ? 0 : 2)
}

if Chosen.printsWords {
  for word in Chosen.reader?.words ?? [] where !word.isEmpty {
    print("\"" + word.utf8.map { String(format: "\\x%02x", $0) }.joined() + "\"")
  }
  exit(0)
}

let arguments = [CommandLine.arguments[0]] + Chosen.arguments.dropFirst()
var count = Int32(arguments.count)
var list: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = Chosen.forC(arguments)
let status = LLVMFuzzerRunDriver(&count, &list) { bytes, count in
  if let planted = Chosen.planted, let bytes {
    Chosen.sum &+= planted.read(bytes, count)
    return 0
  }
  do {
    _ = try Chosen.reader?.read(Array(UnsafeBufferPointer(start: bytes, count: count)))
  } catch { fatalError("neither read nor refused: \(error)") }
  return 0
}
exit(status)
