import Clinic
import Testing

@Suite struct `One field that two people changed` {
  struct Case: Sendable, CustomStringConvertible {
    let seen, typed, now, merged: String
    let isMine, isTheirs, isConflict: Bool
    var description: String { "\(seen) | \(typed) | \(now)" }

    init(_ texts: [String], merged: String, mine: Bool, theirs: Bool, conflict: Bool) {
      (seen, typed, now) = (texts[0], texts[1], texts[2])
      self.merged = merged
      (isMine, isTheirs, isConflict) = (mine, theirs, conflict)
    }
  }

  /// As seen, as typed, as it stands now.
  static let cases: [Case] = [
    Case(["1", "1", "1"], merged: "1", mine: false, theirs: false, conflict: false),
    Case(["1", "2", "1"], merged: "2", mine: true, theirs: false, conflict: false),
    Case(["1", "1", "2"], merged: "2", mine: false, theirs: true, conflict: false),
    Case(["1", "2", "2"], merged: "2", mine: true, theirs: true, conflict: false),
    Case(["1", "2", "3"], merged: "2", mine: true, theirs: true, conflict: true),
    // Emptied is a change like any other.
    Case(["1", "", "1"], merged: "", mine: true, theirs: false, conflict: false),
    Case(["1", "", "2"], merged: "", mine: true, theirs: true, conflict: true),
    Case(["", "2", ""], merged: "2", mine: true, theirs: false, conflict: false),
    Case(["1", "1", ""], merged: "", mine: false, theirs: true, conflict: false),
    // Line breaks and blanks at the ends are the browser's, not the person's.
    Case(
      ["a\nb ", "a\r\nb", "a\nb "], merged: "a\nb ", mine: false, theirs: false, conflict: false),
    Case(["a\r\nb", "a\nb", "c"], merged: "c", mine: false, theirs: true, conflict: false),
    Case(["a", "b\r\nc", "b\nc"], merged: "b\r\nc", mine: true, theirs: true, conflict: false),
    Case(["a  b", "a b", "a  b"], merged: "a b", mine: true, theirs: false, conflict: false),
  ]

  @Test(arguments: cases)
  func `keeps what each of them changed`(_ test: Case) {
    let merge = FieldMerge(.note, seen: test.seen, typed: test.typed, now: test.now)
    #expect(merge.merged == test.merged)
    #expect(merge.isMine == test.isMine)
    #expect(merge.isTheirs == test.isTheirs)
    #expect(merge.isConflict == test.isConflict)
  }
}
