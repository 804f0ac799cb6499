import Exchange

/// Holds a writer that a closure writes to.
final class WriterBox {
  var writer: CSVWriter
  init(_ writer: consuming CSVWriter) { self.writer = writer }
}
