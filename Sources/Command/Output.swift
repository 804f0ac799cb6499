import Clinic
import Foundation
import Reporting
import Synchronization

/// Where results and remarks go: results to standard output or a file, everything else to standard error.
enum Output {
  /// Whether something could not be said on standard error, so that the exit status has to say it.
  private static let isMute = Mutex(false)
  static var couldNotComplain: Bool { isMute.withLock { $0 } }

  /// Before any file is opened.
  static func prepare() {
    // A reader that has gone is an error of the write, so that what was stored can still be said.
    signal(SIGPIPE, SIG_IGN)
    // Where one of the three is closed, the next file that is opened would take its place, and
    // what is meant for people would be written into it.
    for number in Int32(0)...2 where fcntl(number, F_GETFD) == -1 {
      _ = open("/dev/null", O_RDONLY)
    }
  }

  static func complain(_ text: String) { ask(text + "\n") }

  /// Says something to whoever sits in front of the terminal, without ending the line.
  static func ask(_ text: String) {
    do {
      try Array(text.utf8).withUnsafeBytes {
        try Descriptor(number: 2, name: "standard error").write($0)
      }
    } catch { isMute.withLock { $0 = true } }
  }

  static func print(_ text: String, to file: String? = nil) throws {
    let ended = text.hasSuffix("\n") || text.isEmpty ? text : text + "\n"
    try write(to: file) { sink in try Array(ended.utf8).withUnsafeBytes(sink) }
  }

  /// Says what was done and stays done where that cannot be shown.
  static func report(_ text: String, as deed: Deed = .stored) throws {
    try saying(deed) { try print(text) }
  }

  /// The same for an answer that is drawn otherwise.
  static func saying(_ deed: Deed, _ answer: () throws -> Void) throws {
    do { try answer() } catch let fault as NotShown {
      throw DoneButNotShown(deed: deed, why: fault.why)
    }
  }

  /// Streams bytes to standard output, or beside the named file, which is replaced when all is written.
  static func write(
    to file: String?, _ body: (@escaping (UnsafeRawBufferPointer) throws -> Void) throws -> Void
  ) throws {
    guard let file else {
      try body { bytes in
        do { try Descriptor(number: 1, name: "standard output").write(bytes) } catch let fault
          as FileProblem
        {
          throw NotShown(code: fault.code, why: fault.why)
        }
      }
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
