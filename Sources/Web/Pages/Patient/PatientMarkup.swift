import Foundation
import Outcomes
import Registry
import Reporting

/// What stands around the chart and the scores on the page of a patient.
enum PatientMarkup {
  /// What is done most, in the line of the title.
  static func actions(_ path: String) -> Markup {
    """
    <p class="doing no-print">
    <a class="button" href="\(path)/visits">Enter a visit</a>
    <a class="button second" href="\(path)/treatments">Start a treatment</a>
    </p>

    """
  }

  /// The running diagnoses, for the strip at the top.
  static func remark(_ record: PatientRecord, _ library: Library) -> String {
    record.diagnoses.filter { $0.endedOn == nil }.map { diagnosis in
      let given = diagnosis.diagnosedGiven
      let since = given.precision == .unknown ? "" : " since \(given.text)"
      return Wording.disease(diagnosis, library.disease(diagnosis.disease)) + since
    }.joined(separator: ", ")
  }

  /// What is rarely needed, folded.
  static func writeAdministration(_ path: String, to html: inout HTMLWriter) {
    html.markup(
      """
      <details class="card no-print">
      <summary>History and administration</summary>
      <ul class="facts">
      <li><a href="\(path)/history">History of corrections</a></li>
      <li><a href="\(path)/edit">Particulars</a></li>
      <li><a href="\(path)/merge">Registered twice?</a></li>
      </ul>
      </details>

      """)
  }

  static func writeDiagnoses(
    _ judged: PatientJudgement, _ numbers: FactAddresses, _ path: String, _ library: Library,
    to html: inout HTMLWriter
  ) {
    html.markup(
      """
      <section class="card" aria-labelledby="diagnosis-title">
      <h2 id="diagnosis-title">Diagnosis</h2>
      <ul class="facts">

      """)
    for diagnosis in judged.record.diagnoses {
      let text = TreatmentText.diagnosis(diagnosis, library)
      let link = diagnosis.endedOn == nil ? "revise or end" : "entered in error?"
      let change: Markup? = numbers.number(diagnosis).map { number in
        """
         <a class="no-print" href="\(path)/diagnoses/\(number)">\(link)<span class="unseen"> \(text)</span></a>
        """
      }
      let note: Markup? =
        diagnosis.note.isEmpty ? nil : "<span class=\"under\">\(diagnosis.note)</span>"
      html.markup("<li>\(sentence: text)\(change)\(note)</li>\n")
    }
    if judged.record.diagnoses.isEmpty {
      html.markup(
        "<li>No diagnosis is recorded: without one no response can be judged.</li>\n")
    }
    html.markup(
      """
      </ul>
      <p class="no-print"><a href="\(path)/diagnoses">Add a diagnosis</a></p>

      """)
    writeReevaluations(judged, path, library, to: &html)
    html.markup("</section>\n")
  }

  static func writeFlags(
    _ judged: PatientJudgement, _ path: String, to html: inout HTMLWriter
  ) {
    let flags = judged.openFlags
    guard !flags.isEmpty else {
      html.markup(
        "<p>No flag is open as of \(judged.asOf.iso). That says only that nothing recorded asks for a review.</p>\n"
      )
      return
    }
    html.markup(
      """
      <section class="card flags" aria-labelledby="flags-title">
      <h2 id="flags-title">To review</h2>
      <ul>
      \(flags.map { flag in
        """
        <li><span class="severity \(flag.severity.rawValue)">\(flag.severity.rawValue.capitalized)</span> \
        <a href="\(path)/flag?flag=\(FormFields.encode(judged.subject(of: flag).text))">\
        \(sentence: Wording.headline(flag, in: judged))</a></li>

        """
      })</ul>
      <p class="no-print"><a href="\(path)/flag">Look at the evidence</a></p>
      </section>

      """)
  }

  /// Where the re-evaluations of the diagnoses stand.
  private static func writeReevaluations(
    _ judged: PatientJudgement, _ path: String, _ library: Library, to html: inout HTMLWriter
  ) {
    for reevaluation in Reevaluation.all(of: judged, library) {
      let address = "\(path)/reevaluation?disease=" + FormFields.encode(reevaluation.disease.text)
      let lines = reevaluation.takenUp.compactMap { row in row.stands.map { row.line($0) } }
      html.markup("<h3>Re-evaluation of \(reevaluation.name)</h3>\n")
      writeList(lines, "considered before", to: &html)
      html.markup(
        """
        <p class="no-print"><a href="\(address)">Go on with it<span class="unseen">: re-evaluation of \(reevaluation.name)</span></a></p>

        """)
    }
  }

  /// What was asked and noted at visits, the latest first.
  static func writeVisitNotes(_ visits: [VisitNote], to html: inout HTMLWriter) {
    writeCard("noted-title", "Noted at visits", visits.reversed().map(Wording.visit), to: &html)
  }

  static func writeReviews(
    _ reviews: [Review], _ library: Library, to html: inout HTMLWriter
  ) {
    let sorted = reviews.sorted { ($0.day, $0.entry) > ($1.day, $1.entry) }
    writeCard(
      "reviews-title", "Reviews", sorted.map { Wording.review($0, library: library) }, to: &html)
  }

  private static func writeCard(
    _ id: String, _ title: String, _ lines: [String], to html: inout HTMLWriter
  ) {
    guard !lines.isEmpty else { return }
    html.markup(
      """
      <section class="card" aria-labelledby="\(id)">
      <h2 id="\(id)">\(title)</h2>

      """)
    writeList(lines, "before", to: &html)
    html.markup("</section>\n")
  }

  /// The first three lines; the others are folded.
  private static func writeList(
    _ lines: [String], _ others: String, to html: inout HTMLWriter
  ) {
    func list(_ lines: some Collection<String>) -> Markup {
      "<ul class=\"facts\">\n\(lines.map { "<li>\(sentence: $0)</li>\n" })</ul>\n"
    }
    let rest = lines.dropFirst(3)
    if !lines.isEmpty { html.markup(list(lines.prefix(3))) }
    guard !rest.isEmpty else { return }
    html.markup("<details><summary>\(rest.count) \(others)</summary>\n\(list(rest))</details>\n")
  }
}
