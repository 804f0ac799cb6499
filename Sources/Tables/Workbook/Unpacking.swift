/// Counts what is unpacked of a workbook, so that a small file cannot fill the machine.
struct Unpacking {
  /// No more than this many times the size of the file, where it is more than the floor.
  static let times = 100
  /// So many bytes are allowed to the smallest file.
  static let floor = 10 << 20
  /// The most of any file.
  static let mebibytes = 200

  private let limit: Int
  private var count = 0

  /// - Parameter fileSize: of the packed file, in bytes.
  init(fileSize: Int) {
    let (allowed, overflows) = fileSize.multipliedReportingOverflow(by: Self.times)
    limit = min(Self.mebibytes << 20, overflows ? Int.max : max(Self.floor, allowed))
  }

  mutating func add(_ bytes: Int) throws(Exceeded) {
    count += bytes
    if count > limit { throw Exceeded() }
  }

  struct Exceeded: Error {}
}
