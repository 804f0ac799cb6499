/// Finds out what a file is, and who reads its rows.
enum RowOpening {
  static func open(
    _ source: TableSource, _ options: TableOptions
  ) throws -> (TableKind, String?, any RowStream) {
    switch try kind(of: source, said: options.kind) {
    case .text:
      return (.text, nil, try TextRows(source, options))
    case .workbook:
      let workbook = try Workbook(source)
      let entry = try workbook.entry(options)
      return (.workbook, entry.sheet.name, WorkbookRows(workbook, entry, options))
    }
  }

  static func sheets(of source: TableSource) throws -> [Sheet] {
    switch try kind(of: source, said: nil) {
    case .text: []
    case .workbook: try Workbook(source).entries.map(\.sheet)
    }
  }

  /// What the first bytes show; throws `TableFault` when that is nothing that is read, or not what
  /// was said.
  private static func kind(of source: TableSource, said: TableKind?) throws -> TableKind {
    func fault(_ kind: TableFault.Kind) -> TableFault {
      TableFault(place: TablePlace(file: source.name), kind: kind)
    }
    let bytes = try FileBytes(source)
    guard let start = try bytes.next() else { throw fault(.emptyFile) }
    if start.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
      throw fault(try OldOffice.isEncrypted(start, bytes) ? .encrypted : .oldWorkbook)
    }
    let isZip =
      start.starts(with: [0x50, 0x4B, 0x03, 0x04])
      || start.starts(with: [0x50, 0x4B, 0x05, 0x06])
    switch (isZip, said) {
    case (true, .text): throw fault(.workbookSaidText)
    case (false, .workbook): throw fault(.textSaidWorkbook)
    case (true, _): return .workbook
    case (false, _): return .text
    }
  }
}

/// The container of the old Office, in which a locked workbook lies too.
enum OldOffice {
  /// Whether the container holds a part `EncryptedPackage`; its names are in UTF-16.
  static func isEncrypted(_ start: [UInt8], _ bytes: FileBytes) throws -> Bool {
    let name = "EncryptedPackage".utf8.flatMap { [$0, UInt8(0)] }
    var window = start
    while true {
      if window.firstRange(of: name) != nil { return true }
      guard let next = try bytes.next() else { return false }
      window = window.suffix(name.count) + next
    }
  }
}
