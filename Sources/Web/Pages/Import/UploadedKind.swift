/// Whether an uploaded file is by its first bytes what its name says.
///
/// The reader looks closer; this stops what is no table at all, and what hides behind another name.
enum UploadedKind {
  static let endings = [".xlsx", ".csv", ".txt", ".tsv"]

  /// Zip files, and the container of the old Office, in which a locked workbook lies.
  private static let ofWorkbooks: [[UInt8]] = [
    [0x50, 0x4B, 0x03, 0x04], [0x50, 0x4B, 0x05, 0x06], [0xD0, 0xCF, 0x11, 0xE0],
  ]

  /// Why a file is not taken, as a sentence for the person; nil: it is what its name says.
  static func objection(to file: UploadedFile) -> String? {
    let name = file.name.lowercased()
    guard let ending = endings.first(where: name.hasSuffix) else {
      return "\(file.name) is not taken: the name of a table ends in \(endings[0]), \(endings[1]), "
        + "\(endings[2]) or \(endings[3]). Save it as one of these."
    }
    let begins = ofWorkbooks.contains { file.bytes.starts(with: $0) }
    switch (ending == ".xlsx", begins) {
    case (true, false):
      return "\(file.name) is no workbook, although its name says so. Save it as .xlsx anew, or "
        + "give a text file the ending .csv."
    case (false, true):
      return "\(file.name) is no text file, although its name says so. Save it as text anew, or "
        + "give a workbook the ending .xlsx."
    case (true, true), (false, false): return nil
    }
  }
}
