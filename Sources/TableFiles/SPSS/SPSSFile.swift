import Glibc
import LibReadStat
package import Outcomes

/// An SPSS file (SAV) while it is written, by ReadStat: variables with labels, then case by case.
package final class SPSSFile {
  private let name: String
  private let writer: UnsafeMutablePointer<readstat_writer_t>
  private var variables: [UnsafeMutablePointer<readstat_variable_t>?] = []
  private let sink: Sink

  /// - Parameters:
  ///   - name: of the file, for faults.
  ///   - made: stands in the file as the day on which it was made.
  ///   - rows: how many cases follow.
  ///   - write: takes the next bytes of the file.
  package init(
    _ name: String, label: String, made: Day, rows: Int, _ variables: [SPSSVariable],
    write: @escaping (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    self.name = name
    sink = Sink(write)
    guard let writer = readstat_writer_init() else {
      throw TableFileFault.notWritten(file: name, problem: "there is not enough memory")
    }
    self.writer = writer
    readstat_set_data_writer(writer) { bytes, count, context in
      guard let context else { return -1 }
      let sink = Unmanaged<Sink>.fromOpaque(context).takeUnretainedValue()
      return sink.take(UnsafeRawBufferPointer(start: bytes, count: count))
    }
    readstat_writer_set_file_label(writer, SPSSFile.cut(label, 64))
    readstat_writer_set_file_timestamp(writer, time_t(made.number * 86_400))
    readstat_writer_set_compression(writer, READSTAT_COMPRESS_ROWS)
    for (place, variable) in variables.enumerated() { add(variable, place) }
    try check(
      readstat_begin_writing_sav(writer, Unmanaged.passUnretained(sink).toOpaque(), rows))
  }

  deinit { readstat_writer_free(writer) }

  /// The next case, a cell for each variable.
  package func add(_ cells: [SPSSCell]) throws {
    try check(readstat_begin_row(writer))
    for (variable, cell) in zip(variables, cells) {
      switch cell {
      case .empty: try check(readstat_insert_missing_value(writer, variable))
      case .number(let value): try check(readstat_insert_double_value(writer, variable, value))
      case .text(let text): try check(readstat_insert_string_value(writer, variable, text))
      case .day(let day):
        try check(readstat_insert_double_value(writer, variable, Self.seconds(day)))
      }
    }
    try check(readstat_end_row(writer))
  }

  package func close() throws { try check(readstat_end_writing(writer)) }

  private func add(_ variable: SPSSVariable, _ place: Int) {
    let made: UnsafeMutablePointer<readstat_variable_t>?
    switch variable.kind {
    case .text(let bytes):
      made = readstat_add_variable(writer, variable.name, READSTAT_TYPE_STRING, max(1, bytes))
      readstat_variable_set_measure(made, READSTAT_MEASURE_NOMINAL)
    case .number(let decimals):
      made = readstat_add_variable(writer, variable.name, READSTAT_TYPE_DOUBLE, 0)
      readstat_variable_set_format(made, decimals == 0 ? "F8.0" : "F12.\(decimals)")
      readstat_variable_set_measure(
        made,
        !variable.labels.isEmpty && variable.isOrdered
          ? READSTAT_MEASURE_ORDINAL : READSTAT_MEASURE_SCALE)
    case .date:
      made = readstat_add_variable(writer, variable.name, READSTAT_TYPE_DOUBLE, 0)
      readstat_variable_set_format(made, "SDATE10")
      readstat_variable_set_measure(made, READSTAT_MEASURE_SCALE)
    }
    readstat_variable_set_label(made, Self.cut(variable.label, SPSSLimits.label))
    if let first = variable.missing.first, let last = variable.missing.last {
      let codes = [Double(first.code), Double(last.code)].sorted()
      readstat_variable_add_missing_double_range(made, codes[0], codes[1])
    }
    label(variable, made, place)
    variables.append(made)
  }

  private func label(
    _ variable: SPSSVariable, _ made: UnsafeMutablePointer<readstat_variable_t>?, _ place: Int
  ) {
    guard !variable.labels.isEmpty || !variable.missing.isEmpty else { return }
    let isText = if case .text = variable.kind { true } else { false }
    let labels = readstat_add_label_set(
      writer, isText ? READSTAT_TYPE_STRING : READSTAT_TYPE_DOUBLE, "labels\(place)")
    for one in variable.labels {
      let text = Self.cut(one.text, SPSSLimits.valueLabel)
      if isText {
        readstat_label_string_value(labels, one.value, text)
      } else if let value = Double(one.value) {
        readstat_label_double_value(labels, value, text)
      }
    }
    for one in variable.missing {
      readstat_label_double_value(labels, Double(one.code), one.reason)
    }
    readstat_variable_set_label_set(made, labels)
  }

  private func check(_ error: readstat_error_t) throws {
    if let thrown = sink.thrown { throw thrown }
    guard error == READSTAT_OK else {
      throw TableFileFault.notWritten(
        file: name, problem: readstat_error_message(error).map { String(cString: $0) } ?? "")
    }
  }

  /// SPSS counts seconds since the first day of the Gregorian calendar.
  private static func seconds(_ day: Day) -> Double { Double(day.number + 141_428) * 86_400 }

  /// The text up to so many bytes, and no half letter at its end.
  private static func cut(_ text: String, _ bytes: Int) -> String {
    guard text.utf8.count > bytes else { return text }
    var kept = ""
    for letter in text {
      if kept.utf8.count + letter.utf8.count > bytes - 3 { break }
      kept.append(letter)
    }
    return kept + "..."
  }
}

/// Where the bytes go; what it throws is kept, for C knows no errors of Swift.
private final class Sink {
  private let write: (UnsafeRawBufferPointer) throws -> Void
  private(set) var thrown: (any Error)?

  init(_ write: @escaping (UnsafeRawBufferPointer) throws -> Void) { self.write = write }

  func take(_ bytes: UnsafeRawBufferPointer) -> Int {
    guard thrown == nil else { return -1 }
    do {
      try write(bytes)
      return bytes.count
    } catch {
      thrown = error
      return -1
    }
  }
}
