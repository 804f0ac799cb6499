import Foundation
import Testing

/// What the program answers to wrong usage is kept whole in `Sessions/wrong-usage-*.session`; here is
/// what holds of all of these answers.
@Suite struct `Wrong usage` {
  static let refused: [Session.Step] = `Terminal sessions`.names
    .filter { $0.hasPrefix("wrong-usage-") }
    .compactMap { try? Session(path: `Terminal sessions`.folder.appendingPathComponent($0).path) }
    .flatMap(\.steps).filter { $0.status != 0 }

  /// What a person at a clinic cannot know.
  private static let internals = [
    "Optional(", "Swift", "Fatal", "Domain=", "NSError", "errno", "descriptor", "SQLITE",
    "Foundation", "nil", "Internal error", "Exception",
  ]

  @Test func `was tried in more ways than 75`() { #expect(Self.refused.count >= 75) }

  @Test(arguments: refused)
  func `is answered, calmly and in plain words`(step: Session.Step) {
    #expect((1...3).contains(step.status), "\(step.command)")
    #expect(!step.output.isEmpty, "\(step.command)")
    #expect(!step.output.contains("!"), "\(step.command)")
    for word in Self.internals {
      #expect(!step.output.contains(word), "\(step.command): \(word)")
    }
  }
}
