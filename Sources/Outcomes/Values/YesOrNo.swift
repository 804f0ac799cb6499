/// The answer to a question, as it is typed and written in files.
package enum YesOrNo: String, CaseIterable, Sendable {
  case yes, no

  package init(_ isYes: Bool) { self = isYes ? .yes : .no }

  package var isYes: Bool { self == .yes }
}
