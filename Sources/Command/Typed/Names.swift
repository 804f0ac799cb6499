import ArgumentParser
import Clinic
import Exchange
import Outcomes

/// A patient as somebody names one: by the identifier, in capitals or not, or by the whole name.
struct PatientName: ExpressibleByArgument {
  let text: String

  init(argument: String) { text = argument }

  /// Says on standard error who was found by another text than the identifier.
  func find(at desk: Desk) throws -> Patient.ID {
    let found = try desk.patientID(called: text)
    if found.text != text { Output.complain("'\(text)': \(try desk.patient(found).line)") }
    return found
  }
}

/// A measure, disease or therapy, by its id, its printed name or its abbreviation.
struct DefinitionName<Kind: CalledDefinition>: ExpressibleByArgument {
  let text: String

  init(argument: String) { text = argument }

  func find(in definitions: Definitions) throws -> Identifier<Kind> {
    try definitions.id(called: text)
  }

  static var defaultCompletionKind: CompletionKind {
    Completion.ids { Kind.all(in: $0).map(\.id.text) }
  }
}

typealias MeasureName = DefinitionName<Measure>
typealias DiseaseName = DefinitionName<Disease>
typealias TherapyName = DefinitionName<Therapy>

/// What a shell offers after the first letters.
enum Completion {
  /// Ids of the shipped definitions.
  static func ids(_ ids: @escaping @Sendable (Library) -> [String]) -> CompletionKind {
    .custom { _, _, _ in
      guard let definitions = try? Definitions.load(nil) else { return [] }
      return ids(definitions.library).sorted()
    }
  }
}

/// What is said of an argument that names a patient.
enum PatientHelp {
  static let text = ArgumentHelp("The patient's identifier, or the name where nobody shares it.")
}
