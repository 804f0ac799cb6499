import Foundation

/// The XML of a part on its way from the zip file to the parser.
///
/// The parser gets valid UTF-8 that begins with the first element: it never sees a document type,
/// an encoding or a broken letter.
final class PartStream: InputStream {
  /// Why the stream ended early.
  private(set) var fault: (any Error)?

  private let part: ZipPart
  private var unpacking: Unpacking
  private var cut: SheetDataCut?
  private var decoder: ByteDecoder?
  private var text: [UInt8] = []
  private var position = 0
  private var isFinished = false
  private let raw = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 8)
  private static let longestProlog = 1 << 16

  /// - Parameter withoutRows: the rows of a sheet are taken out.
  init(_ part: ZipPart, _ unpacking: Unpacking, withoutRows: Bool) {
    self.part = part
    self.unpacking = unpacking
    cut = withoutRows ? SheetDataCut() : nil
    super.init(data: Data())
  }

  deinit { raw.deallocate() }

  /// What was unpacked so far, this part included.
  var unpacked: Unpacking { unpacking }

  override func open() {}
  override func close() {}
  override var hasBytesAvailable: Bool { !isFinished || position < text.count }
  override var streamError: (any Error)? { fault }

  override func read(_ buffer: UnsafeMutablePointer<UInt8>, maxLength: Int) -> Int {
    do {
      if decoder == nil { try begin() }
      while position == text.count, !isFinished {
        text.removeAll(keepingCapacity: true)
        position = 0
        try fetch()
        if cut != nil { text = cut?.keep(text) ?? [] }
      }
    } catch {
      fault = error
      return -1
    }
    let count = min(maxLength, text.count - position)
    text.withUnsafeBufferPointer {
      if let base = $0.baseAddress { buffer.update(from: base + position, count: count) }
    }
    position += count
    return count
  }

  /// Reads up to the first element.
  private func begin() throws {
    while true {
      try fetch()
      switch Prolog.scan(text) {
      case .root(let index):
        text.removeFirst(index)
        if cut != nil { text = cut?.keep(text) ?? [] }
        return
      case .needsMore:
        guard !isFinished, text.count < Self.longestProlog else { throw PartFault.damaged }
      case .doctype: throw PartFault.doctype
      case .foreignEncoding: throw PartFault.foreignEncoding
      case .malformed: throw PartFault.damaged
      }
    }
  }

  /// Unpacks the next bytes and appends them as UTF-8.
  private func fetch() throws {
    let count = try part.read(into: raw)
    try unpacking.add(count)
    let bytes = UnsafeRawBufferPointer(rebasing: raw[..<count])
    if count == 0 {
      isFinished = true
      decoder?.finish()
    } else {
      if decoder == nil { decoder = ByteDecoder(Self.form(of: bytes)) }
      decoder?.decode(bytes, into: &text)
    }
    if decoder?.fault != nil { throw PartFault.damaged }
  }

  /// UTF-16 by its mark, or by the `<` that every part begins with.
  private static func form(of start: UnsafeRawBufferPointer) -> ByteDecoder.Form {
    guard start.count > 1 else { return .utf8 }
    return switch (start[0], start[1]) {
    case (0xFF, 0xFE), (0x3C, 0x00): .utf16(bigEndian: false)
    case (0xFE, 0xFF), (0x00, 0x3C): .utf16(bigEndian: true)
    default: .utf8  // not our enum
    }
  }
}

/// Why the XML of a part was not read to its end.
enum PartFault: Error {
  case damaged
  case doctype
  case foreignEncoding
}
