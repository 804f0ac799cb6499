import CustomDump
import Foundation
import Outcomes
import Reports
import Testing

@testable import Reporting

@Suite struct ReportTextsTests {
  private let path = ReportKind.flag.rawValue

  private func fault(_ site: [String: String]) -> String? {
    do throws(TemplateFault) {
      _ = try ReportTexts(replacing: site)
      return nil
    } catch {
      return error.description
    }
  }

  @Test func aSiteReplacesATemplate() throws {
    let texts = try ReportTexts(replacing: [
      path: "{{% CONTENT_TYPE:TEXT}}\nOurs: {{headline}} & more  \n\n"
    ])
    let page = FlagPage(Fixture.judge(Fixture.empty), library: Fixture.library)
    #expect(texts.flagPage(page) == "Ours: No flag is open. & more\n")
    #expect(texts.replaced == [.flag])
  }

  @Test func anUnknownNameIsRefused() {
    #expect(
      fault(["text/flags.mustache": ""])
        == "text/flags.mustache: no report uses a template of this name; allowed: text/flag.mustache, "
        + "text/patient.mustache, text/clinic.mustache, text/cohort.mustache, text/measure.mustache, "
        + "text/disease.mustache, text/therapy.mustache")
  }

  @Test func aFaultOfSyntaxNamesItsLine() {
    let text = fault([path: "{{% CONTENT_TYPE:TEXT}}\n{{#news}}\n{{headline}}\n{{/new}}\n"])
    #expect(text?.hasPrefix("text/flag.mustache:4: ") == true, "\(text ?? "none")")
  }

  private var shipped: [String: String] {
    ReportTemplates.shipped.filter { $0.key.hasPrefix("text/") }
  }

  @Test(arguments: ReportKind.allCases)
  func everyShippedTemplateCanBeParsed(_ kind: ReportKind) throws {
    _ = try ReportTexts.shipped(kind)
  }

  /// Templates of sites rest on the names.
  @Test func everyFieldOfAViewHasItsName() {
    let judged = Fixture.judge(Fixture.empty)
    func check(_ view: some ReportView, but left: Set<String> = []) {
      let labels = Set(Mirror(reflecting: view).children.compactMap(\.label))
      #expect(labels.subtracting(left) == view.fields.names, "\(type(of: view))")
    }
    let line = ReportLine.drawn("x")
    check(FlagPage(judged, library: Fixture.library))
    check(FlagPage.MeasureScores(title: "", points: []))
    check(FlagPage.IndexOverTime(table: line, chart: line))
    check(PatientReport(judged, library: Fixture.library))
    check(ClinicReport(.init(asOf: judged.asOf)))
    check(ClinicReport.List(table: ""))
    check(CohortReport.Curves(title: "", table: ""))
    check(MeasureCard.ItemLines(label: line, options: []))
    check(TherapyCard.Window(disease: "", points: []))
    for measure in Fixture.library.measures.prefix(1) { check(MeasureCard(measure)) }
    for disease in Fixture.library.diseases.prefix(1) {
      check(DiseaseCard(disease, library: Fixture.library), but: ["expectationTable"])
    }
    for therapy in Fixture.library.therapies.prefix(1) {
      check(TherapyCard(therapy, library: Fixture.library))
    }
  }

  @Test func everyTemplateIsShippedAsPlainText() {
    #expect(Set(shipped.keys) == Set(ReportKind.allCases.map(\.rawValue)))
    for (path, text) in shipped {
      #expect(text.hasPrefix("{{% CONTENT_TYPE:TEXT}}\n"), "\(path)")
    }
  }

  @Test func theEmbeddedTextsAreThoseOnDisk() throws {
    let reports = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Reports")
    for (path, text) in shipped {
      #expect(
        try String(contentsOf: reports.appending(path: path), encoding: .utf8) == text, "\(path)")
    }
    let files = try FileManager.default.contentsOfDirectory(
      atPath: reports.appending(path: "text").path)
    #expect(Set(files.map { "text/\($0)" }) == Set(shipped.keys))
  }

  /// Without the support library of issue reporting a difference would pass unseen.
  @Test func aDifferenceIsReported() {
    withKnownIssue { expectNoDifference("as drawn", "as expected") }
  }
}
