import Exchange

/// A file read to its end: what the tests compare.
struct CSVReading: Equatable {
  var header: [String] = []
  /// Each record as its line and fields, `3: a|b`.
  var records: [String] = []
  /// The faults in words.
  var faults: [String] = []
  /// What was passed over.
  var (emptyRows, unnamedColumns) = (0, 0)

  /// Reads a file that comes in pieces of so many bytes, the last one perhaps shorter.
  init(_ bytes: [UInt8], pieces size: Int = 1 << 16) throws {
    var rest = bytes[...]
    try self.init {
      guard !rest.isEmpty else { return nil }
      defer { rest = rest.dropFirst(size) }
      return Array(rest.prefix(size))
    }
  }

  init(_ text: String) throws { try self.init(Array(text.utf8)) }

  init(source: @escaping () throws -> [UInt8]?) throws {
    let reader: CSVReader
    do {
      reader = try CSVReader(source: source)
    } catch let refusal as CSVRefusal {
      faults = refusal.faults.map(\.description)
      return
    }
    header = reader.header
    while let step = try reader.next() {
      switch step {
      case .record(let record):
        let fields = (0..<record.count).map { record.string(at: $0) }
        records.append("\(record.line): " + fields.joined(separator: "|"))
      case .fault(let fault):
        faults.append(fault.description)
      }
    }
    emptyRows = reader.emptyRows
    unnamedColumns = reader.unnamedColumns
  }
}
