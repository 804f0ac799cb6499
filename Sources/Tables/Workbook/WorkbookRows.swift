import Foundation

/// The rows of one sheet of a workbook.
///
/// The parser of XML calls; it cannot be asked. So it has a thread of its own, which stays a few rows
/// ahead of who asks for them.
final class WorkbookRows: RowStream {
  private(set) var passedOver = PassedOver()

  private let channel = RowChannel()
  private var rows: [TableRow] = []
  private var position = 0
  private var end: RowChannel.End?

  init(_ workbook: Workbook, _ entry: Workbook.Entry, _ options: TableOptions) {
    let channel = channel
    let thread = Thread {
      SheetParsing.run(workbook, entry, options, into: channel)
    }
    thread.stackSize = 4 << 20
    thread.start()
  }

  deinit { channel.close() }

  func next() throws -> TableRow? {
    while position == rows.count {
      switch end {
      case .complete: return nil
      case .fault(let fault):
        end = .complete
        throw fault
      case nil: break
      }
      guard let batch = channel.take() else { return nil }
      rows = batch.rows
      position = 0
      passedOver = batch.passedOver
      end = batch.end
    }
    defer { position += 1 }
    return rows[position]
  }
}

/// Reads a sheet from its beginning to its end.
enum SheetParsing {
  static func run(
    _ workbook: Workbook, _ entry: Workbook.Entry, _ options: TableOptions,
    into channel: RowChannel
  ) {
    do {
      let builder = try parse(workbook, entry, options, into: channel)
      builder.end(.complete)
    } catch let fault as TableFault {
      var place = fault.place
      place.sheet = entry.sheet.name
      let end = RowChannel.End.fault(TableFault(place: place, kind: fault.kind))
      _ = channel.put(RowChannel.Batch(end: end))
    } catch {
      // Nobody wants the rows any more.
    }
  }

  private static func parse(
    _ workbook: Workbook, _ entry: Workbook.Entry, _ options: TableOptions,
    into channel: RowChannel
  ) throws -> RowBuilder {
    let source = workbook.source
    var unpacking = workbook.unpacking
    let surroundings = SheetSurroundings()
    try Workbook.read(
      entry.part, of: source, &unpacking, withoutRows: true, surroundings)
    let styles = Styles()
    if let part = workbook.stylesPart { try Workbook.read(part, of: source, &unpacking, styles) }
    let strings = SharedStrings()
    if let part = workbook.stringsPart {
      try Workbook.read(part, of: source, &unpacking, strings)
    }
    let rows = RowBuilder(channel, options, surroundings)
    let cells = CellBuilder(
      strings: strings.all, formats: styles.formats, from1904: workbook.from1904)
    // The sheet was counted the first time.
    var again = workbook.unpacking
    let events = SheetEvents(cells, rows)
    do {
      try Workbook.read(entry.part, of: source, &again, events)
    } catch let fault as TableFault {
      var place = fault.place
      if events.row > 0 { place.row = events.row }
      throw TableFault(place: place, kind: fault.kind)
    }
    return rows
  }
}
