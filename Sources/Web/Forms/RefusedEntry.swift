import Clinic
import Registry

extension FormProblems {
  /// Takes up a refusal in the browser's words, with a link to where it goes on; any other error
  /// goes on.
  ///
  /// - Parameter field: the field that the refusal is about.
  mutating func add(
    refused error: any Error, at field: String = "", _ request: PageRequest
  ) throws {
    guard let refusal = error as? any Refusal, refusal.exitStatus == 1,
      let text = request.words.text(refusal)
    else { throw error }
    add(field, text, link: try request.link(refusal.way))
  }
}
