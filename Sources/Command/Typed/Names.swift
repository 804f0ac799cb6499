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

/// A measure, by its id, its printed name or its abbreviation.
struct MeasureName: ExpressibleByArgument {
  let text: String

  init(argument: String) { text = argument }

  func find(in definitions: Definitions) throws -> Measure.ID {
    try definitions.measureID(called: text)
  }

  static var defaultCompletionKind: CompletionKind { Completion.ids { $0.measures.map(\.id.text) } }
}

/// A disease, by its id, its printed name or its abbreviation.
struct DiseaseName: ExpressibleByArgument {
  let text: String

  init(argument: String) { text = argument }

  func find(in definitions: Definitions) throws -> Disease.ID {
    try definitions.diseaseID(called: text)
  }

  static var defaultCompletionKind: CompletionKind { Completion.ids { $0.diseases.map(\.id.text) } }
}

/// A therapy, by its id, its printed name or its abbreviation.
struct TherapyName: ExpressibleByArgument {
  let text: String

  init(argument: String) { text = argument }

  func find(in definitions: Definitions) throws -> Therapy.ID {
    try definitions.therapyID(called: text)
  }

  static var defaultCompletionKind: CompletionKind {
    Completion.ids { $0.therapies.map(\.id.text) }
  }
}

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
