package import Exchange
package import Outcomes

/// Tables that were refused; nothing of them was stored.
package struct MappedRefusal: Refusal {
  /// Tables that do not fit the mapping.
  package var faults: [MappingTableFault] = []
  package var cells: [RefusedCell] = []
  /// The tables are of our own, and no mapping says what they mean.
  var isOwn = false

  /// Every fault in a line.
  ///
  /// - Parameter way: a shell's words for a way out; see ``ImportFault/text(_:)``.
  package func text(_ way: (WayOut) -> String) -> String {
    var lines = faults.map(\.description) + cells.map { $0.text(way) }
    let count = lines.count
    if cells.contains(where: \.isAlike) {
      lines.append("Where similar patients are different persons, add --even-if-similar.")
    }
    if faults.isEmpty {
      lines.append(
        isOwn
          ? "Correct the cells, or store the rest with --leave-out."
          : "Correct the cells, let the mapping say what they mean, or store the rest with --leave-out."
      )
    }
    if cells.contains(where: \.isChanged) {
      lines.append("Where the file is right, --update makes corrections of the changed cells.")
    }
    lines.append(
      "\(count) \(count == 1 ? "fault" : "faults") found; nothing of any file was stored.")
    return lines.joined(separator: "\n")
  }
}

extension MappedRefusal {
  /// Every fault in a line, without a way that is the terminal's.
  package var lines: [String] { faults.map(\.description) + cells.map { $0.text { _ in "" } } }
}

extension RefusedCell {
  fileprivate var isAlike: Bool {
    if case .row(.alike) = reason { true } else { false }
  }
  fileprivate var isChanged: Bool { if case .changed = reason { true } else { false } }
}
