/// One field three ways: as a person saw it, as they typed it, as it stands now.
///
/// What they left as they saw it is no change of theirs: then what stands now holds. What they
/// changed is kept; where somebody else changed the same field otherwise meanwhile, they are asked.
package struct FieldMerge: Hashable, Sendable {
  package let field: FactField
  package let seen: String
  package let typed: String
  package let now: String

  package init(_ field: FactField, seen: String, typed: String, now: String) {
    self.field = field
    self.seen = seen
    self.now = now
    // A browser sends line breaks as CR LF, and blanks at the ends are not read.
    self.typed = Self.plain(typed) == Self.plain(seen) ? seen : typed
  }

  package var isMine: Bool { typed != seen }
  package var isTheirs: Bool { now != seen }
  /// Both changed it, and not to the same.
  package var isConflict: Bool { isMine && isTheirs && Self.plain(typed) != Self.plain(now) }
  /// What a form that goes on with both shows.
  package var merged: String { isMine ? typed : now }

  private static func plain(_ text: String) -> String {
    let lines = text.replacing("\r\n", with: "\n")
    return String(
      lines.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}
