import Testing

@testable import Web

@Suite struct `A file that is uploaded` {
  private static let packed: [UInt8] = [0x50, 0x4B, 0x03, 0x04, 0x14]
  private static let ofOldOffice: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1]
  private static let letters = Array("PK;family_name\n".utf8)

  @Test(arguments: [
    ("a.xlsx", packed), ("A.XLSX", ofOldOffice), ("a.csv", letters), ("a.txt", letters),
    ("a.b.TSV", letters),
  ])
  func `is taken when its first bytes are what its name says`(name: String, bytes: [UInt8]) {
    #expect(UploadedKind.objection(to: UploadedFile(name: name, bytes: bytes)) == nil)
  }

  @Test(arguments: [
    (
      "a.xls", ofOldOffice,
      "a.xls is not taken: the name of a table ends in .xlsx, .csv, .txt or .tsv. Save it as one "
        + "of these."
    ),
    (
      "xlsx", packed,
      "xlsx is not taken: the name of a table ends in .xlsx, .csv, .txt or .tsv. Save it as one "
        + "of these."
    ),
    (
      "a.xlsx", letters,
      "a.xlsx is no workbook, although its name says so. Save it as .xlsx anew, or give a text "
        + "file the ending .csv."
    ),
    (
      "a.csv", packed,
      "a.csv is no text file, although its name says so. Save it as text anew, or give a workbook "
        + "the ending .xlsx."
    ),
  ])
  func `is refused when it is something else`(name: String, bytes: [UInt8], why: String) {
    #expect(UploadedKind.objection(to: UploadedFile(name: name, bytes: bytes)) == why)
  }
}
