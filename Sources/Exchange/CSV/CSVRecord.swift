/// One record of a CSV file, as a view of the reader's memory.
///
/// Valid only until the next call of the reader that gave it: copy what is to be kept.
package struct CSVRecord {
  /// The line, from 1, in which the record begins; line breaks inside quotes count.
  package let line: Int
  /// The number of fields; always the number of the reader's header names.
  package let count: Int

  private let base: UnsafePointer<UInt8>
  private let bounds: UnsafePointer<Int>

  /// Field `i` is the bytes from `bounds[2 * i]` up to `bounds[2 * i + 1]`, counted from `base`.
  init(line: Int, count: Int, base: UnsafePointer<UInt8>, bounds: UnsafePointer<Int>) {
    self.line = line
    self.count = count
    self.base = base
    self.bounds = bounds
  }

  /// The content of a field, counted from 0, as valid UTF-8 without its quotes.
  package func bytes(at index: Int) -> UnsafeBufferPointer<UInt8> {
    precondition(index >= 0 && index < count, "the record has no such field")
    let start = bounds[2 * index]
    return UnsafeBufferPointer(start: base + start, count: bounds[2 * index + 1] - start)
  }

  /// The content of a field, counted from 0, as a copy.
  package func string(at index: Int) -> String {
    String(decoding: bytes(at: index), as: UTF8.self)
  }

  /// Whether a field is empty, with or without quotes.
  package func isEmpty(at index: Int) -> Bool { bytes(at: index).isEmpty }
}
