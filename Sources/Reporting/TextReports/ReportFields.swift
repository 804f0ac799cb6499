internal import Mustache

/// What a template sees of a view: its fields by name, as texts, lists and groups of them.
///
/// Named one by one, because Mustache would otherwise look each of them up in the description of the
/// view's type, which costs more than all else that a report needs.
package struct ReportFields: Sendable {
  private let values: [String: ReportValue]

  /// The names of the fields, also of those with nothing to show.
  package var names: Set<String> { Set(values.keys) }
}

extension ReportFields: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral fields: (String, ReportValue)...) {
    values = Dictionary(fields) { first, _ in first }
  }
}

/// A field that has nothing to show is not there.
extension ReportFields: MustacheParent {
  package func child(named name: String) -> Any? { values[name]?.shown }
}

/// What a field shows.
package struct ReportValue: Sendable {
  fileprivate let shown: (any Sendable)?

  static func text(_ text: String?) -> Self { Self(shown: text) }
  static func texts(_ texts: [String]) -> Self { Self(shown: texts) }
  static func flag(_ flag: Bool) -> Self { Self(shown: flag) }
  static func line(_ line: ReportLine?) -> Self { Self(shown: line?.printed) }
  static func lines(_ lines: [ReportLine]) -> Self { Self(shown: lines.map(\.printed)) }
  static func group(_ fields: ReportFields?) -> Self { Self(shown: fields) }
  static func groups(_ fields: [ReportFields]) -> Self { Self(shown: fields) }

  /// Its lines are in `items`.
  static func section(_ section: ReportSection?) -> Self {
    .group(section.map { ["items": .lines($0.items)] })
  }
}

/// A view of a report.
package protocol ReportView: Sendable {
  var fields: ReportFields { get }
}
