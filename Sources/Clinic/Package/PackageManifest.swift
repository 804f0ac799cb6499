import Exchange
import Outcomes
import Registry

/// `manifest.json`: what made the package, from what, and what is in it.
enum PackageManifest {
  static let file = "manifest.json"

  /// - Parameter recorded: the definitions that stored scores were made with.
  static func json(
    _ context: PackageContext, site: String?, recorded: [DefinitionRow], _ files: [WrittenFile]
  ) -> JSONValue {
    .members([
      "program": .string(context.program), "as_of": .string(context.asOf.iso),
      "filter": .members([
        "diseases": context.filter.diseases.isEmpty
          ? .string("all") : .strings(context.filter.diseases.map(\.text)),
        "from": context.filter.from.map { .string($0.iso) },
        "to": context.filter.to.map { .string($0.iso) }, "measures": .string("all"),
        "pseudonymous": .bool(context.isPseudonymous), "site": site.map(JSONValue.string),
      ]),
      "definitions": .members([
        "sha256": .string(hash(of: context.library)),
        "in_force": .array(inForce(context.library).map(entry)),
        "of_scores": .array(
          recorded.map { entry(("measure", $0.measure.text, $0.version, $0.hash)) }),
      ]),
      "seal": context.seal.map {
        .members(["entry": .integer($0.entry), "sha256": .string($0.text)])
      },
      "files": self.files(files),
    ])
  }

  static func files(_ files: [WrittenFile]) -> JSONValue {
    .array(
      files.map { file in
        .members([
          "name": .string(file.name), "rows": file.rows.map(JSONValue.integer),
          "bytes": .integer(file.bytes), "sha256": .string(file.hash),
        ])
      })
  }

  private typealias Definition = (kind: String, id: String, version: String?, hash: String)

  private static func entry(_ definition: Definition) -> JSONValue {
    .members([
      "kind": .string(definition.kind), "id": .string(definition.id),
      "version": definition.version.map(JSONValue.string), "sha256": .string(definition.hash),
    ])
  }

  private static func inForce(_ library: Library) -> [Definition] {
    let measures = library.measures.map { Definition("measure", $0.id.text, $0.version, $0.hash) }
    let diseases = library.diseases.map { Definition("disease", $0.id.text, nil, $0.hash) }
    let therapies = library.therapies.map { Definition("therapy", $0.id.text, nil, $0.hash) }
    return (measures + diseases + therapies).sorted { ($0.kind, $0.id) < ($1.kind, $1.id) }
  }

  /// Over all definitions in force: two packages with the same one were judged alike.
  static func hash(of library: Library) -> String {
    contentHash(
      inForce(library).map { "\($0.kind) \($0.id) \($0.hash)\n" }.joined())
  }
}
