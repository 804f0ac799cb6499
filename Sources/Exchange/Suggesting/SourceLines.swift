/// Lines that say from which column something comes.
func source(
  _ out: SuggestedLines, _ indent: Int, _ key: String, _ field: LookedField, _ why: String
) {
  if field.nth == nil {
    out.add(indent, "\(key): \(YAMLText.of(field.name))", why)
  } else {
    let keys = field.keys.map { "\($0.0): \($0.1)" }.joined(separator: ", ")
    out.add(indent, "\(key): {\(keys)}", why)
  }
}

/// The lines of the column inside a source.
func column(_ out: SuggestedLines, _ indent: Int, _ field: LookedField) {
  for (key, value) in field.keys { out.add(indent, "\(key): \(value)") }
}

/// A source with more to say of it; nil values are left to a person.
func block(
  _ out: SuggestedLines, _ indent: Int, _ key: String, _ field: LookedField, _ why: String,
  _ extras: [(key: String, value: String?, why: String)]
) {
  guard !extras.isEmpty else { return source(out, indent, key, field, why) }
  out.add(indent, "\(key):", why)
  column(out, indent + 2, field)
  for extra in extras {
    if let value = extra.value {
      out.add(indent + 2, "\(extra.key): \(value)", extra.why)
    } else {
      out.choose(indent + 2, extra.key, extra.why)
    }
  }
}
