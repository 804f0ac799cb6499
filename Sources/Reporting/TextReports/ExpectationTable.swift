package import Outcomes

/// The windows of a disease, one row per therapy and intent; a variant's with those of the disease it
/// is one of.
enum ExpectationTable {
  private struct Row {
    let expectation: Expectation
    /// The disease whose file is meant, where it is not the disease's own.
    let inherited: Disease?
  }

  /// nil where no therapy has a window.
  static func table(of disease: Disease, _ library: Library) -> Table? {
    let rows = library.therapies.sorted { $0.id < $1.id }.flatMap { therapy in
      self.rows(of: therapy, in: disease, library).map { cells($0, therapy) }
    }
    guard !rows.isEmpty else { return nil }
    return Table(
      columns: [
        .init("therapy", "Therapy"), .init("intent", "Intent"),
        .init("first", "First effect", .number), .init("assess", "Assess by", .number),
        .init("deadline", "Deadline", .number), .init("trial", "Trial", .number),
        .init("expected", "Expected"), .init("rate", "Rate %", .number),
        .init("verified", "Verified"),
      ], rows: rows)
  }

  /// The same for a page of text: what most rows leave empty stands with the therapy, so that all of it
  /// fits.
  static func printed(_ table: Table) -> Table {
    Table(
      columns: [table.columns[0]] + table.columns[2...],
      rows: table.rows.map { row in
        let intent = row[1] == .empty ? "" : ", \(row[1].text)"
        return [.text(row[0].text + intent)] + row[2...]
      })
  }

  /// As ``Library/expectation(of:in:intent:)`` looks for them: an own row for any intent leaves
  /// nothing to inherit, one for a single intent only the others.
  private static func rows(of therapy: Therapy, in disease: Disease, _ library: Library) -> [Row] {
    let own = therapy.expectations.filter { $0.disease == disease.id }
    let rows = own.map { Row(expectation: $0, inherited: nil) }
    guard !own.contains(where: { $0.intent == nil }),
      let parent = disease.variantOf.flatMap({ library.disease($0) }), parent.id != disease.id
    else { return rows }
    return rows
      + self.rows(of: therapy, in: parent, library).compactMap { row in
        own.contains { $0.intent == row.expectation.intent }
          ? nil : Row(expectation: row.expectation, inherited: row.inherited ?? parent)
      }
  }

  private static func cells(_ row: Row, _ therapy: Therapy) -> [Cell] {
    let expectation = row.expectation
    return [
      .text(therapy.short + (row.inherited.map { ", as \($0.short)" } ?? "")),
      Cell(expectation.intent?.rawValue), .plain(expectation.firstEffect),
      .plain(expectation.assessBy), .plain(expectation.deadline),
      expectation.expected == .none
        ? .empty : .plain(expectation.trialWeeks(effectDays: therapy.effectDays)),
      .text(expectation.expected.rawValue),
      expectation.responseRate.map { .plain($0.percent) } ?? .empty,
      .text(expectation.evidence.verification.rawValue),
    ]
  }
}

extension Expectation {
  /// Weeks from the first to the last dose that make an adequate trial, to a tenth of a week.
  package func trialWeeks(effectDays: Int) -> Rational {
    if let trial { return trial.weeks }
    let tenths = Rational(Int64(trialDays(effectDays: effectDays) * 10), over: 7)
    return Rational(tenths.scaled(0), over: 10)
  }
}
