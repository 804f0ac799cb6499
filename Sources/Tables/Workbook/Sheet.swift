/// A sheet of cells in a workbook.
package struct Sheet: Hashable, Sendable {
  package let name: String
  package let isHidden: Bool

  package init(name: String, isHidden: Bool) {
    self.name = name
    self.isHidden = isHidden
  }
}
