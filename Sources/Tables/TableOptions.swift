/// How a file is to be read, as far as the file itself does not say.
package struct TableOptions: Hashable, Sendable {
  /// Nil: by the first bytes of the file.
  package var kind: TableKind?

  // Text files.
  /// Nil: UTF-8, or UTF-16 by its mark; anything else must be said.
  package var encoding: TextEncoding?
  /// Nil: by a first line `sep=`, else what stands most often in the header.
  package var separator: TextSeparator?
  /// The row, from 1, whose separators are counted when none is said; nil: the first that holds
  /// something.
  package var headerRow: Int?

  // Workbooks.
  /// The name of the sheet, capitals as they are; nil: the only one that is visible.
  package var sheet: String?
  /// Whether a hidden sheet may be read.
  package var readsHiddenSheet: Bool
  /// Whether hidden and filtered rows are given; otherwise they are passed over and named.
  package var readsHiddenRows: Bool
  /// Whether cells of hidden columns are given; otherwise they are empty, and the columns named.
  package var readsHiddenColumns: Bool

  package init(
    kind: TableKind? = nil, encoding: TextEncoding? = nil, separator: TextSeparator? = nil,
    headerRow: Int? = nil, sheet: String? = nil, readsHiddenSheet: Bool = false,
    readsHiddenRows: Bool = false, readsHiddenColumns: Bool = false
  ) {
    self.kind = kind
    self.encoding = encoding
    self.separator = separator
    self.headerRow = headerRow
    self.sheet = sheet
    self.readsHiddenSheet = readsHiddenSheet
    self.readsHiddenRows = readsHiddenRows
    self.readsHiddenColumns = readsHiddenColumns
  }
}

/// What a file is, by the word that a mapping uses for it.
package enum TableKind: String, Hashable, Sendable, CaseIterable {
  case text
  case workbook = "xlsx"
}

/// How the letters of a text file are stored, by the word that a mapping uses for it.
package enum TextEncoding: String, Hashable, Sendable, CaseIterable {
  case utf8 = "utf-8"
  /// In the order that its mark or its first letter shows.
  case utf16 = "utf-16"
  case windows1252 = "windows-1252"
  case latin9 = "latin-9"
}

/// What stands between the fields of a text file; the order is the order of preference.
package enum TextSeparator: String, Hashable, Sendable, CaseIterable {
  case comma = ","
  case semicolon = ";"
  case tab = "\t"
  case bar = "|"
}
