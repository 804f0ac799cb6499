import Exchange
import Outcomes

/// The mapping that reads what a project of ours exports.
struct REDCapMapping {
  private let project: REDCapProject
  private var lines: [String] = []

  init(_ project: REDCapProject) {
    self.project = project
    lines = [
      "# Reads what REDCap exports of this project, raw or with labels, and records.csv itself.",
      "name: REDCap project of records of Recheck",
      "file: {kind: redcap, dictionary: \(REDCapFolder.dictionary)}", "dates: iso",
      "missing: \(Self.missing)",
    ]
    for form in project.forms where form.form.measure == nil { add(facts: form) }
    let instruments = project.forms.filter { $0.form.measure != nil }
    if !instruments.isEmpty { lines.append("visits:") }
    for form in instruments { if let measure = form.form.measure { add(form, measure) } }
  }

  var text: String { lines.map { $0 + "\n" }.joined() }

  private static var missing: String {
    let words = MissingReason.allCases.flatMap { reason in
      [reason.redcapCode, reason.redcapLabel].map { ($0, reason.rawValue) }
    }
    var seen: Set<String> = []
    return table(words.filter { seen.insert($0.0.lowercased()).inserted })
  }

  private mutating func add(facts form: REDCapProject.Form) {
    func source(_ name: String, _ more: String? = nil) -> String? {
      form.detail(of: .fact(name)).map { Self.source($0, more) }
    }
    func typed(_ name: String) -> String? { source(name, "as-typed: true") }
    func day(_ name: String, _ precision: String) -> String? {
      source(name, form.name(of: .fact(precision)).map { "known-to: {column: \($0)}" })
    }
    let keys: [(String, String?)]
    switch form.name {
    case "patient":
      lines.append("patient:")
      keys = [
        ("id", REDCapProject.record), ("family-name", typed("family_name")),
        ("given-name", typed("given_name")), ("birth-date", day("birth_date", "birth_precision")),
        ("sex", source("sex")), ("physician", typed("physician")),
      ]
    case "diagnosis":
      lines.append("diagnoses:")
      keys = [
        ("disease", source("disease")), ("other-name", typed("other_name")),
        ("on", day("diagnosed_on", "diagnosed_precision")),
        ("onset", day("onset_on", "onset_precision")), ("ended", source("ended_on")),
        ("note", typed("note")), ("one-per-row", "true"),
      ]
    case _:
      lines.append("courses:")
      keys = [
        ("therapy", source("therapy")), ("other-name", typed("other_name")),
        ("start", day("start", "start_precision")), ("stop", day("stop", "stop_precision")),
        ("stop-reason", source("stop_reason")), ("intent", source("intent")),
        ("dose", source("dose")), ("unit", typed("unit")),
        ("interval-days", source("interval_days")), ("note", typed("note")),
      ]
    }
    add(keys, inList: form.form.isRepeating)
  }

  private mutating func add(_ form: REDCapProject.Form, _ measure: Measure) {
    func source(_ role: REDCapRole, _ more: String? = nil) -> String? {
      form.detail(of: role).map { Self.source($0, more) }
    }
    var items: [(String, String)] = []
    var keys: [(String, String?)] = [("measure", Self.text(measure.id.text))]
    for field in measure.fields {
      guard let source = source(.answer(field.id)) else { continue }
      if case .value = field.role {
        keys.append(("value", source))
      } else {
        items.append((field.id, source))
      }
    }
    let variant = measure.variants.compactMap { key in
      source(.variant(key.key), key.values.isEmpty ? "as-typed: true" : nil).map { (key.key, $0) }
    }
    if !items.isEmpty { keys.append(("items", Self.table(items, quoted: false))) }
    let check = items.isEmpty ? nil : "check: true"
    keys.append(("total", source(.totalOnly, check)))
    if !variant.isEmpty { keys.append(("variant", Self.table(variant, quoted: false))) }
    keys.append(("rater", source(.fact("rater"), "as-typed: true")))
    keys.append(("note", source(.fact("note"), "as-typed: true")))
    lines.append("  - date: \(source(.fact("date")) ?? "")")
    lines.append("    scores:")
    add(keys, inList: true, indent: "      ")
  }

  private mutating func add(
    _ keys: [(String, String?)], inList: Bool, indent: String = "  "
  ) {
    var isFirst = inList
    for (key, value) in keys {
      guard let value else { continue }
      lines.append(indent + (isFirst ? "- " : inList ? "  " : "") + "\(key): \(value)")
      isFirst = false
    }
  }

  /// A column, with what its codes stand for.
  ///
  /// A code that says its value passes as it is.
  private static func source(
    _ field: (detail: REDCapDetail, field: REDCapField), _ more: String?
  ) -> String {
    var parts: [String] = []
    if !field.detail.words.isEmpty {
      parts.append("words: \(table(field.detail.words.map { ($0.code, $0.value) }))")
      parts.append("pattern: \"(.*)\"")
    }
    if let more { parts.append(more) }
    // Elsewhere a text alone may be meant as it stands.
    if parts.isEmpty, case .answer = field.detail.role { return field.field.name }
    return "{" + (["column: \(field.field.name)"] + parts).joined(separator: ", ") + "}"
  }

  private static func table(_ entries: [(String, String)], quoted: Bool = true) -> String {
    "{" + entries.map { "\(text($0)): \(quoted ? text($1) : $1)" }.joined(separator: ", ") + "}"
  }

  /// As YAML takes it for that text.
  private static func text(_ text: String) -> String {
    let isPlain =
      text.first?.isLetter == true && text != "null"
      && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
    if isPlain { return text }
    let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return "\"\(escaped)\""
  }
}
