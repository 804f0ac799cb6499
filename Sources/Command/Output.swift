import Clinic
import Foundation
import Reporting

/// Where results and remarks go: results to standard output or a file, everything else to standard error.
enum Output {
  static func complain(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
  }

  static func print(_ text: String, to file: String? = nil) throws {
    let ended = text.hasSuffix("\n") || text.isEmpty ? text : text + "\n"
    guard let file else {
      FileHandle.standardOutput.write(Data(ended.utf8))
      return
    }
    try write(to: file) { sink in try Array(ended.utf8).withUnsafeBytes(sink) }
  }

  /// Streams bytes to standard output, or beside the named file, which is replaced when all is written.
  static func write(
    to file: String?, _ body: (@escaping (UnsafeRawBufferPointer) throws -> Void) throws -> Void
  ) throws {
    guard let file else {
      try body { bytes in try Descriptor(number: 1).write(bytes) }
      return
    }
    try OutputFile.replace(at: file) { descriptor in
      try body { bytes in try descriptor.write(bytes) }
    }
  }

  /// Someone sits in front of the terminal.
  static var isInteractive: Bool { isatty(0) == 1 && isatty(2) == 1 }
  static var errorIsTerminal: Bool { isatty(2) == 1 }

  /// How many columns there are: as `COLUMNS` says, else those of the terminal, else
  /// ``TextTable/usualWidth``, as in a pipe and in a file.
  static var width: Int {
    let environment = ProcessInfo.processInfo.environment
    if let said = environment["COLUMNS"].flatMap({ Int($0) }), said > 0 {
      return max(said, narrowest)
    }
    var size = winsize()
    guard isatty(1) == 1, ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
      return TextTable.usualWidth
    }
    return max(Int(size.ws_col), narrowest)
  }

  /// No table is made narrower: its words would be cut.
  private static let narrowest = 60
}
