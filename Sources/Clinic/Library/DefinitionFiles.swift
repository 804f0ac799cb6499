import Exchange
package import Measures
import Outcomes
import Registry
import Reporting

package typealias Definitions = Measures.Definitions
package typealias SiteDesk = Measures.SiteDesk

/// The kinds of definitions there are.
package enum DefinitionKind: String, CaseIterable, Sendable { case measures, diseases, therapies }

extension DefinitionSelection {
  /// All that a patient's record names.
  init(for record: PatientRecord) {
    let reviewed = record.reviews.flatMap(\.subjects).compactMap(\.therapy)
    self.init(
      measures: Set(record.scores.map(\.measure)),
      diseases: Set(record.diagnoses.map(\.disease) + record.reviews.compactMap(\.revisedTo)),
      therapies: Set(record.courses.map(\.therapy) + reviewed))
  }
}

extension Definitions {
  /// The shipped definitions and those of a site's folder.
  package static func load(
    _ folder: String?, only selection: DefinitionSelection? = nil
  ) throws -> Definitions {
    let files = try folder.map(DefinitionFolder.read) ?? []
    do throws(DefinitionFaults) {
      return try read(adding: files, only: selection, hash: contentHash)
    } catch {
      throw DeskRefusal.faultyDefinitions(error.faults.map(\.description))
    }
  }

  /// Checks a folder of definitions together with the shipped ones and says what it holds.
  package static func check(_ folder: String) throws -> String {
    let files = try DefinitionFolder.read(folder)
    let definitions = try load(folder)
    let count = files.count { $0.path != SiteDesk.path }
    var lines = ["\(folder): \(Wording.counted(count, "definition")), no fault."]
    if !definitions.replaced.isEmpty {
      lines.append("They replace the shipped \(definitions.replaced.joined(separator: ", ")).")
    }
    let desk = definitions.desk
    if count < files.count {
      let templates = Wording.counted(desk.templates.count, "note template")
      let visits = Wording.counted(desk.visits.count, "visit set")
      lines.append("\(SiteDesk.path): \(templates), \(visits).")
    }
    return lines.joined(separator: "\n")
  }

  /// One line per definition; the first column is the id.
  package func table(of kind: DefinitionKind) -> DrawnTable {
    let id = Table.Column("id", "Id", meaning: "identifier in files")
    let name = Table.Column("name", "Name", meaning: "full name")
    func origin(_ word: String, _ id: String) -> Cell {
      .text(replaced.contains("\(word) \(id)") ? "site, in place of the shipped one" : "")
    }
    // A column without a word in it would take the width that names need.
    let origins = replaced.isEmpty ? [] : ["replaced"]
    switch kind {
    case .measures:
      return DrawnTable(
        Table(
          columns: [
            id, name, .init("class", "Class"), .init("reported_by", "Reported by"),
            .init("range", "Range"), .init("direction", "Direction"), .init("version", "Version"),
            .init("hash", "Hash"), .init("replaced", "Replaced"),
          ],
          rows: library.measures.sorted { $0.id < $1.id }.map { measure in
            [
              .text(measure.id.text), .text(measure.name), .text(measure.measureClass.rawValue),
              .text(measure.reporter.rawValue),
              .text(
                "\(measure.range.lowerBound.plain())-\(measure.range.upperBound.plain()) \(measure.unit)"
              ),
              .text(measure.direction.rawValue), .text(measure.version), .text(measure.hash),
              origin("measure", measure.id.text),
            ]
          }), textKeys: ["id", "name", "class", "range", "direction"] + origins)
    case .diseases:
      return DrawnTable(
        Table(
          columns: [
            id, name, .init("group", "Group"), .init("counted", "Judged by"),
            .init("composite", "Composite"), .init("hash", "Hash"), .init("replaced", "Replaced"),
          ],
          rows: library.diseases.sorted { $0.id < $1.id }.map { disease in
            [
              .text(disease.id.text), .text(disease.name), .text(disease.group.rawValue),
              .text(disease.counted.map(\.measure.text).joined(separator: " ")),
              Cell(disease.composite?.text), .text(disease.hash),
              origin("disease", disease.id.text),
            ]
          }), textKeys: ["id", "name", "counted", "composite"] + origins)
    case .therapies:
      return DrawnTable(
        Table(
          columns: [
            id, name, .init("class", "Class"), .init("roles", "Roles"),
            .init("diseases", "Expected in"), .init("hash", "Hash"), .init("replaced", "Replaced"),
          ],
          rows: library.therapies.sorted { $0.id < $1.id }.map { therapy in
            [
              .text(therapy.id.text), .text(therapy.name), .text(therapy.therapyClass),
              .text(therapy.roles.map(\.rawValue).joined(separator: " ")),
              .text(therapy.expectations.map(\.disease.text).joined(separator: " ")),
              .text(therapy.hash), origin("therapy", therapy.id.text),
            ]
          }), textKeys: ["id", "name", "class", "roles"] + origins)
    }
  }

  /// What shows the program's own conventions in place of a definition.
  private static let rules = "rules"

  /// Everything about one definition, for reading.
  ///
  /// - Parameter name: its id or a name (``id(called:)``).
  package func card(_ name: String) throws -> String {
    let id = try id(called: name, or: [Self.rules])
    let texts = try Desk.texts(nil)
    if let measure = library.measure(.init(id)) { return texts.measureCard(MeasureCard(measure)) }
    if let disease = library.disease(.init(id)) {
      return texts.diseaseCard(DiseaseCard(disease, library: library))
    }
    if let therapy = library.therapy(.init(id)) {
      return texts.therapyCard(TherapyCard(therapy, library: library))
    }
    return RulesCard.text
  }

  func measure(_ id: Measure.ID) throws -> Measure { try find(id) }
  func disease(_ id: Disease.ID) throws -> Disease { try find(id) }
  func therapy(_ id: Therapy.ID) throws -> Therapy { try find(id) }
}
