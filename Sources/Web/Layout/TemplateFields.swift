import Mustache

/// A view as a template looks it up: its fields by name, found by one reflection.
///
/// By itself the engine reflects on the whole view again for every name.
struct TemplateFields: MustacheParent {
  private var fields: [String: Any] = [:]

  init(_ view: Any) {
    for child in Mirror(reflecting: view).children {
      if let label = child.label { fields[label] = Self.value(child.value) }
    }
  }

  func child(named name: String) -> Any? { fields[name] }

  private static func value(_ value: Any) -> Any? {
    if value is String || value is Bool || value is Int { return value }
    let mirror = Mirror(reflecting: value)
    return switch mirror.displayStyle {
    case .optional: mirror.children.first.flatMap { Self.value($0.value) }
    case .collection: mirror.children.compactMap { Self.value($0.value) }
    case .struct: TemplateFields(value)
    default: value  // not our enum
    }
  }
}
