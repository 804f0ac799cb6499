package import Exchange
package import Outcomes

/// Collects every fault of the files given; memory stays bounded however broken they are.
final class ImportFaults {
  /// More are counted, not kept.
  static let limit = 1000
  private(set) var kept: [ImportFault] = []
  private(set) var count = 0

  func add(_ fault: ImportFault) {
    count += 1
    if kept.count < Self.limit { kept.append(fault) }
  }

  var isEmpty: Bool { count == 0 }

  /// Those kept, in the order of the files and of their rows.
  func ordered(by files: [String]) -> [ImportFault] {
    let places = Dictionary(
      files.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    return kept.enumerated().sorted { a, b in
      (places[a.element.file] ?? 0, a.element.line, a.offset) < (
        places[b.element.file] ?? 0, b.element.line, b.offset
      )
    }.map(\.element)
  }
}

extension ImportFault {
  /// Line of the file, 0 for the whole file.
  fileprivate var line: Int {
    if case .csv(let fault) = kind { fault.line } else { row ?? 0 }
  }
}

/// An import that was refused; nothing of any file was stored.
package struct ImportRefusal: Refusal {
  package let faults: [ImportFault]
  package let count: Int

  /// Every fault in a line.
  ///
  /// - Parameter way: a shell's words for a way out; see ``ImportFault/text(_:)``.
  package func text(_ way: (WayOut) -> String) -> String {
    let shown = faults.map { $0.text(way) }
    let more = count > faults.count ? ["... and \(count - faults.count) more."] : []
    let noun = count == 1 ? "fault" : "faults"
    let way =
      faults.contains { if case .alike = $0.kind { true } else { false } }
      ? ["Where similar patients are different persons, add --even-if-similar."] : []
    return (shown + more + way + ["\(count) \(noun) found; nothing of any file was stored."])
      .joined(separator: "\n")
  }
}
