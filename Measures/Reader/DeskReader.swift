import Outcomes

/// Reads `desk.yaml`: what it names must be in the library.
struct DeskReader {
  /// In characters: a name is one line of a list.
  private static let longestName = 40
  /// In characters: a note is read beside evidence.
  private static let longestText = 1000

  let root: YAMLValue
  let measures: Set<String>
  let diseases: Set<String>
  /// To tell what is entered from what is computed.
  let library: Library

  func read() -> SiteDesk? {
    guard let table = root.table("the file", allowed: ["note-templates", "visits"]) else {
      return nil
    }
    // A key that is not known was named already.
    if root.entries()?.isEmpty ?? false { root.fault(.neither(["note-templates", "visits"])) }
    let templates = table["note-templates"]?.list { readTemplate($0) }
    if let templates {
      table.place(of: "note-templates").noteDuplicates("template", templates.map(\.name))
    }
    let visits = table["visits"].map { readVisits($0) }
    return SiteDesk(templates: templates ?? [], visits: visits ?? [:])
  }

  private func readTemplate(_ value: YAMLValue) -> SiteDesk.Template? {
    guard let table = value.table("a note template", allowed: ["name", "text", "for"]) else {
      return nil
    }
    let name = table.required("name").flatMap { text($0, as: .line, limit: Self.longestName) }
    let words = table.required("text").flatMap { text($0, as: .lines, limit: Self.longestText) }
    let purpose = table["for"]?.choice(SiteDesk.Purpose.self)
    guard let name, let words else { return nil }
    return SiteDesk.Template(name: name, text: words, for: purpose)
  }

  /// A text that a note may hold as it is.
  private func text(_ value: YAMLValue, as kind: TextKind, limit: Int) -> String? {
    guard let text = value.text()?.withoutOuterBlanks else { return nil }
    if text.count > limit { value.fault(.tooLong(value.name, found: text.count, limit: limit)) }
    if kind.fault(in: text, isComposed: { _ in true }) != nil { value.fault(.unseen(value.name)) }
    return text
  }

  private func readVisits(_ value: YAMLValue) -> [Disease.ID: [Measure.ID]] {
    var visits: [Disease.ID: [Measure.ID]] = [:]
    for (disease, place, set) in value.entries() ?? [] {
      if !diseases.contains(disease) {
        place.fault(.undefined(kind: "disease", id: disease, known: diseases.sorted()))
      }
      guard let ids = set.list({ measure($0) }) else { continue }
      if ids.isEmpty { set.wrongType(needed: "at least one measure") }
      set.noteDuplicates("measure", ids)
      visits[Disease.ID(disease)] = ids.map { Measure.ID($0) }
    }
    return visits
  }

  private func measure(_ value: YAMLValue) -> String? {
    guard let id = value.reference(to: "measure", known: measures) else { return nil }
    if library.measure(Measure.ID(id))?.scoring.rule == .composite {
      value.fault(.computed(measure: id))
    }
    return id
  }
}
