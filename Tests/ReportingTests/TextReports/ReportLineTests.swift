import CustomDump
import Testing

@testable import Reporting

@Suite struct ReportLineTests {
  /// 83 characters: one line is too short for it.
  private let sentence =
    "A new or corrected score, a changed course or the end of a deferral opens it again."

  @Test func aPointIsWrappedAndIndentedWhereItIsPrinted() {
    let point = ReportLine.point(sentence)
    #expect(point.text == sentence)
    expectNoDifference(
      point.printed,
      """
        - A new or corrected score, a changed course or the end of a deferral opens it
          again.
      """)
    expectNoDifference(
      ReportLine.point(sentence, indent: 6).printed,
      """
            - A new or corrected score, a changed course or the end of a deferral
              opens it again.
      """)
  }

  @Test func aParagraphIsWrappedAndIndentedWhereItIsPrinted() {
    let paragraph = ReportLine.paragraph(sentence)
    #expect(paragraph.text == sentence)
    expectNoDifference(
      paragraph.printed,
      """
      A new or corrected score, a changed course or the end of a deferral opens it
      again.
      """)
    expectNoDifference(
      ReportLine.paragraph(sentence, indent: 2).printed,
      """
        A new or corrected score, a changed course or the end of a deferral opens it
        again.
      """)
  }

  @Test func whatIsDrawnIsPrintedAsItIs() {
    let long = String(repeating: "-", count: 100)
    #expect(ReportLine.drawn(long).printed == long)
    #expect(ReportLine.drawn(long).text == long)
    #expect(ReportLine.chart(["a  b", "", "c"], indent: 4).printed == "    a  b\n\n    c")
    let table = Table(
      columns: [.init("a", "A"), .init("b", "B", .number)], rows: [[.empty, .integer(7)]])
    expectNoDifference(
      ReportLine.table(table).printed,
      """
        A  B
        -  -
           7
      """)
  }

  @Test func aSectionWithoutItemsIsAbsent() {
    #expect(ReportSection([]) == nil)
    #expect(ReportSection(points: []) == nil)
    #expect(ReportSection(points: ["a", "b"])?.items == [.point("a"), .point("b")])
  }

  /// A site's template may do with a line what it may do with any text.
  @Test func aTemplateSeesThePrintedText() throws {
    let texts = try ReportTexts(replacing: [
      ReportKind.therapy.rawValue:
        "{{% CONTENT_TYPE:TEXT}}\n{{#facts}}{{^last()}}{{.}};{{/last()}}{{#last()}}{{uppercased(.)}}{{/last()}}{{/facts}}"
    ])
    let facts = TherapyCard(Fixture.ivig, library: Fixture.library).facts
    let drawn = texts.therapyCard(TherapyCard(Fixture.ivig, library: Fixture.library))
    #expect(facts.count > 1)
    #expect(
      drawn
        == facts.dropLast().map { $0.printed + ";" }.joined()
        + (facts.last?.printed.uppercased() ?? "") + "\n")
  }
}
