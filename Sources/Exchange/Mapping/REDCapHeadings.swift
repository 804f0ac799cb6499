/// Which fields of a project the headings of an export are.
///
/// Names are unique; labels may stand in several forms. Each form ends with a heading of its own, so
/// what stands before it is of that form.
struct REDCapHeadings {
  /// What a heading became: the name of a field, or the heading as it is.
  typealias Found = (name: String, column: REDCapDictionary.Column?)

  private static let own = [
    "event name": "redcap_event_name", "repeat instrument": "redcap_repeat_instrument",
    "repeat instance": "redcap_repeat_instance", "data access group": "redcap_data_access_group",
    "survey identifier": "redcap_survey_identifier",
  ]

  private let columns: [REDCapDictionary.Column]
  /// In the order of the dictionary.
  private let forms: [String]

  init(_ dictionary: REDCapDictionary) {
    columns = dictionary.columns
    var forms: [String] = []
    for column in columns where forms.last != column.form { forms.append(column.form) }
    self.forms = forms
  }

  func columns(of headings: [String]) throws -> [Found] {
    var found: [Found?] = headings.map { text in
      if let known = columns.first(where: { $0.name == text }) { return (text, known) }
      return Self.own[text.lowercased()].map { ($0, nil) }
    }
    // Every export begins with the record, whatever forms follow.
    if let first = columns.first, headings.first == first.label, found[0] == nil {
      found[0] = (first.name, first)
    }
    var parts: [[Int]] = [[]]
    for place in headings.indices where found[place] == nil {
      parts[parts.count - 1].append(place)
      if headings[place] == REDCapDictionary.complete { parts.append([]) }
    }
    // One for each form: the headings are of all of them, in their order.
    let isWhole = parts.count == forms.count + 1
    var last = -1
    for (number, part) in parts.enumerated() where !part.isEmpty {
      let labels = part.map { headings[$0] }
      if isWhole, number < forms.count {
        assign(labels, part, of: forms[number], &found)
      } else if let form = try form(of: labels, after: last) {
        last = form
        assign(labels, part, of: forms[form], &found)
      } else {
        try assignAlone(labels, part, &found)
      }
    }
    return zip(headings, found).map { text, found in found ?? (text, nil) }
  }

  /// Headings of one form, in its order; those that it does not have stay as they are.
  private func assign(
    _ labels: [String], _ part: [Int], of form: String, _ found: inout [Found?]
  ) {
    var own = columns.filter { $0.form == form }
    for (label, place) in zip(labels, part) {
      guard let next = own.firstIndex(where: { $0.label == label }) else { continue }
      found[place] = (own[next].name, own[next])
      own.remove(at: next)
    }
  }

  /// The form that has all of these headings; nil: they are of several.
  private func form(of labels: [String], after last: Int) throws -> Int? {
    let known = labels.filter { label in columns.contains { $0.label == label } }
    let fitting = forms.indices.filter { form in
      form > last && isPart(known, of: columns.filter { $0.form == forms[form] })
    }
    if fitting.count > 1, let label = known.first { throw doubt(label, fitting.map { forms[$0] }) }
    return known.isEmpty ? nil : fitting.first
  }

  private func isPart(_ labels: [String], of columns: [REDCapDictionary.Column]) -> Bool {
    var rest = columns.map(\.label)[...]
    return labels.allSatisfy { label in
      guard let next = rest.firstIndex(of: label) else { return false }
      rest = rest[(next + 1)...]
      return true
    }
  }

  /// Headings of several forms, without the end of any: each must be of one field alone.
  private func assignAlone(
    _ labels: [String], _ part: [Int], _ found: inout [Found?]
  ) throws {
    for (label, place) in zip(labels, part) {
      let fitting = columns.filter { $0.label == label }
      if fitting.count > 1 { throw doubt(label, fitting.map(\.form)) }
      if let one = fitting.first { found[place] = (one.name, one) }
    }
  }

  private func doubt(_ label: String, _ forms: [String]) -> DoubtfulHeading {
    DoubtfulHeading(heading: label, forms: forms)
  }

  /// A heading that several forms have, in an export that does not tell them apart.
  struct DoubtfulHeading: Error {
    let heading: String
    let forms: [String]
  }
}
