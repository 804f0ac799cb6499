import Clinic
import Registry

extension FormProblems {
  /// Takes up a refusal in the browser's words, with a link to where it goes on, and what the disk did
  /// not take, so that the input stays; any other error goes on.
  ///
  /// - Parameter field: the field that the refusal is about.
  mutating func add(
    refused error: any Error, at field: String = "", _ request: PageRequest
  ) throws {
    if let error = error as? RegistryError, error.isOfTheDisk, let text = request.words.text(error)
    {
      return add(ofTheDisk: text)
    }
    guard let refusal = error as? any Refusal, refusal.exitStatus == 1,
      let text = request.words.text(refusal)
    else { throw error }
    add(field, text, link: try request.link(refusal.way))
  }
}
