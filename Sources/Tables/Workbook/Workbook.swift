/// A workbook (.xlsx): its sheets, and what all of them share.
struct Workbook: Sendable {
  struct Entry: Hashable, Sendable {
    let sheet: Sheet
    /// The part in the zip file that holds its cells.
    let part: String
  }

  let source: TableSource
  let entries: [Entry]
  let from1904: Bool
  let stringsPart: String?
  let stylesPart: String?
  /// What was unpacked to know this.
  let unpacking: Unpacking

  /// Reads what the workbook says about itself; throws `TableFault`.
  init(_ source: TableSource) throws {
    let names = try Self.names(source)
    var unpacking = Unpacking(fileSize: try source.size())
    let top = Relations(folder: "")
    try Self.read("_rels/.rels", of: source, &unpacking, top)
    guard let main = top.part("officeDocument"), names.contains(ZipPart.normal(main)) else {
      throw TableFault(place: TablePlace(file: source.name), kind: .notAWorkbook)
    }
    let index = WorkbookIndex()
    try Self.read(main, of: source, &unpacking, index)
    let steps = main.split(separator: "/")
    let folder = steps.dropLast().joined(separator: "/")
    let relations = Relations(folder: folder)
    let relationsPart = (steps.dropLast() + ["_rels", "\(steps.last ?? "").rels"])
      .joined(separator: "/")
    try Self.read(relationsPart, of: source, &unpacking, relations)

    let sheets = Dictionary(
      relations.all.filter { $0.kind == "worksheet" && !$0.isExternal }.map { ($0.id, $0.part) },
      uniquingKeysWith: { first, _ in first })
    entries = index.entries.compactMap { entry in
      sheets[entry.relation].map {
        Entry(sheet: Sheet(name: entry.name, isHidden: entry.isHidden), part: $0)
      }
    }
    self.source = source
    self.unpacking = unpacking
    from1904 = index.from1904
    stringsPart = relations.part("sharedStrings")
    stylesPart = relations.part("styles")
  }

  /// The sheet that the options ask for; throws `TableFault` when they leave it open.
  func entry(_ options: TableOptions) throws -> Entry {
    func fault(_ kind: TableFault.Kind) -> TableFault {
      TableFault(place: TablePlace(file: source.name), kind: kind)
    }
    let visible = entries.filter { !$0.sheet.isHidden }
    let names = visible.map(\.sheet.name)
    guard let wanted = options.sheet else {
      guard let first = entries.first else { throw fault(.noSheet) }
      guard !visible.isEmpty else { throw fault(.sheetHidden(first.sheet.name)) }
      guard visible.count == 1 else { throw fault(.sheetNotSaid(visible: names)) }
      return visible[0]
    }
    guard let entry = entries.first(where: { $0.sheet.name == wanted }) else {
      throw fault(.sheetNotFound(wanted, visible: names))
    }
    guard !entry.sheet.isHidden || options.readsHiddenSheet else {
      throw fault(.sheetHidden(wanted))
    }
    return entry
  }

  /// Reads one part to its end.
  ///
  /// - Throws: `TableFault`, or what the events throw.
  static func read(
    _ name: String, of source: TableSource, _ unpacking: inout Unpacking,
    withoutRows: Bool = false, _ events: any PartEvents
  ) throws {
    do {
      guard let part = try ZipPart(source, name: name) else { throw ZipFault.damaged }
      try PartParser.parse(part, &unpacking, withoutRows: withoutRows, events)
    } catch {
      throw Self.fault(error, in: name, of: source)
    }
  }

  /// What went wrong in a part, as a fact with its place.
  static func fault(_ error: any Error, in part: String, of source: TableSource) -> any Error {
    let kind: TableFault.Kind
    switch error {
    case ZipFault.encrypted: kind = .encrypted
    case ZipFault.tooManyParts: kind = .tooManyParts(limit: ZipPart.mostParts)
    case ZipFault.damaged, PartFault.damaged: kind = .damaged(part: part)
    case PartFault.doctype: kind = .doctype(part: part)
    case PartFault.foreignEncoding: kind = .foreignEncoding(part: part)
    case is Unpacking.Exceeded:
      kind = .expandsTooMuch(times: Unpacking.times, mebibytes: Unpacking.mebibytes)
    case is SheetSurroundings.TooMuchMerged:
      kind = .mergedTooMuch(limit: SheetSurroundings.coveredLimit)
    case is RowBuilder.TooManyRows: kind = .tooManyRows(limit: TableLimits.rows)
    default: return error  // not our enum
    }
    return TableFault(place: TablePlace(file: source.name), kind: kind)
  }

  /// The parts of the zip file, once it is known to be a workbook of this kind.
  private static func names(_ source: TableSource) throws -> Set<String> {
    let place = TablePlace(file: source.name)
    let names: Set<String>
    do {
      names = try ZipPart.names(source)
    } catch {
      throw fault(error, in: "(all)", of: source)
    }
    if names.contains("xl/workbook.bin") { throw TableFault(place: place, kind: .binaryWorkbook) }
    if names.contains("content.xml"), names.contains("meta-inf/manifest.xml") {
      throw TableFault(place: place, kind: .openDocument)
    }
    guard names.contains("_rels/.rels") else { throw TableFault(place: place, kind: .notAWorkbook) }
    return names
  }
}
