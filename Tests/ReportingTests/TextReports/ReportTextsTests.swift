import CustomDump
import Foundation
import Reporting
import Reports
import Testing

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
