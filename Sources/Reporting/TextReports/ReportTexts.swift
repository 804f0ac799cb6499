internal import Mustache
internal import Reports

/// The reports that are drawn from a template; the raw value is the template's path in `Reports/`.
package enum ReportKind: String, CaseIterable, Sendable {
  case flag = "text/flag.mustache"
  case patient = "text/patient.mustache"
  case clinic = "text/clinic.mustache"
  case cohort = "text/cohort.mustache"
  case measure = "text/measure.mustache"
  case disease = "text/disease.mustache"
  case therapy = "text/therapy.mustache"
}

/// What is wrong with a template of a site.
package struct TemplateFault: Error, Hashable, Sendable, CustomStringConvertible {
  package enum Problem: Hashable, Sendable {
    case unknownPath
    case syntax(line: Int, text: String, what: String)
    case missing
  }
  package var path: String
  package var problem: Problem

  package var description: String {
    switch problem {
    case .unknownPath:
      "\(path): no report uses a template of this name; allowed: "
        + ReportKind.allCases.map(\.rawValue).joined(separator: ", ")
    case .syntax(let line, let text, let what): "\(path):\(line): \(what) in '\(text)'"
    case .missing: "\(path): the template is missing; the program was built without it"
    }
  }
}

/// The templates in force: the shipped ones, and a site's own in their place.
package struct ReportTexts: Sendable {
  /// The site's own; a shipped one is parsed when it is drawn.
  private var templates: [ReportKind: MustacheTemplate] = [:]
  /// Which were replaced by the site's own.
  package let replaced: [ReportKind]

  /// - Parameter site: path inside the site's folder to template text.
  package init(replacing site: [String: String] = [:]) throws(TemplateFault) {
    for path in site.keys.sorted() where ReportTemplates.shipped[path] == nil {
      throw TemplateFault(path: path, problem: .unknownPath)
    }
    replaced = ReportKind.allCases.filter { site[$0.rawValue] != nil }
    for kind in ReportKind.allCases {
      if let text = site[kind.rawValue] {
        templates[kind] = try Self.parse(text, path: kind.rawValue)
      } else if ReportTemplates.shipped[kind.rawValue] == nil {
        throw TemplateFault(path: kind.rawValue, problem: .missing)
      }
    }
  }

  private static func parse(
    _ text: String, path: String
  ) throws(TemplateFault) -> MustacheTemplate {
    do {
      return try MustacheTemplate(string: text)
    } catch let fault as MustacheTemplate.ParserError {
      let context = fault.context
      throw TemplateFault(
        path: path,
        problem: .syntax(line: context.lineNumber, text: context.line, what: "\(fault.error)"))
    } catch {
      throw TemplateFault(path: path, problem: .syntax(line: 1, text: "", what: "\(error)"))
    }
  }

  /// The shipped template.
  static func shipped(_ kind: ReportKind) throws(TemplateFault) -> MustacheTemplate {
    try parse(ReportTemplates.shipped[kind.rawValue] ?? "", path: kind.rawValue)
  }

  /// A view, drawn; without trailing blanks, ending in one line feed.
  private func draw(_ kind: ReportKind, _ view: some ReportView) -> String {
    // That each shipped template can be parsed is tested.
    let template = templates[kind] ?? (try? Self.shipped(kind))
    let text = template?.render(view.fields) ?? ""
    var lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { String(Substring($0)).withoutTrailingBlanks }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines.joined(separator: "\n") + "\n"
  }

  package func flagPage(_ view: FlagPage) -> String { draw(.flag, view) }
  package func patientReport(_ view: PatientReport) -> String { draw(.patient, view) }
  package func clinicReport(_ view: ClinicReport) -> String { draw(.clinic, view) }
  package func cohortReport(_ view: CohortReport) -> String { draw(.cohort, view) }
  package func measureCard(_ view: MeasureCard) -> String { draw(.measure, view) }
  package func diseaseCard(_ view: DiseaseCard) -> String { draw(.disease, view) }
  package func therapyCard(_ view: TherapyCard) -> String { draw(.therapy, view) }
}
