import Foundation
import Outcomes
import Registry
import Reporting

/// What stands around the chart and the scores on the page of a patient.
enum PatientMarkup {
  /// What can be done, the diagnoses, and the open flags.
  static func writeHead(
    _ judged: PatientJudgement, _ numbers: FactAddresses, _ path: String, _ library: Library,
    to html: inout HTMLWriter
  ) {
    html.markup(
      """
      <p class="doing no-print">
      <a class="button" href="\(path)/visits">Enter a visit</a>
      <a class="button second" href="\(path)/treatments">Start a treatment</a>
      <a class="button second" href="\(path)/diagnoses">Add a diagnosis</a>
      <a href="\(path)/history">History of corrections</a>
      <a href="\(path)/edit">Particulars</a>
      <a href="\(path)/merge">Registered twice?</a>
      </p>
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
    html.markup("</ul>\n")
    writeFlags(judged, path, to: &html)
  }

  private static func writeFlags(
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
      <p class="no-print"><a class="button" href="\(path)/flag">Look at the evidence</a></p>
      </section>

      """)
  }

  static func writeCourses(
    _ judged: PatientJudgement, _ numbers: FactAddresses, _ path: String, _ library: Library,
    to html: inout HTMLWriter
  ) {
    html.markup("<h2 id=\"treatments\">Treatments and response</h2>\n")
    let notYet = numbers.notYet(asOf: judged.asOf)
    for (number, course, why) in notYet {
      let therapy = Wording.therapy(course, library.therapy(course.therapy))
      html.markup(
        """
        <p class="narrow"><strong>\(therapy)</strong>, \(sentence: TreatmentText.dates(course)). \(sentence: why) \
        <a class="no-print" href="\(path)/treatments/\("\(number)")">change<span class="unseen"> \(therapy)</span></a></p>

        """)
    }
    guard !judged.courses.isEmpty else {
      if notYet.isEmpty { html.markup("<p>No treatment is recorded.</p>\n") }
      return
    }
    html.markup(
      """
      <div class="wide" role="region" tabindex="0" aria-label="Treatments">
      <table class="stacking">
      <thead><tr><th scope="col">Treatment</th><th scope="col">From, to</th><th scope="col">Intent</th>\
      <th scope="col">Dose</th><th scope="col" class="number">Index</th><th scope="col">Verdict</th>\
      <th scope="col" class="no-print">Change</th></tr></thead>
      <tbody>

      """)
    for course in judged.courses.reversed() {
      html.markup(
        row(course) { cycle in numbers.number(cycle).map { "\(path)/treatments/\($0)" } })
    }
    html.markup(
      """
      </tbody>
      </table>
      </div>
      <p class="aside">Index: mean change of the counted measures; 1 is one meaningful change better than the baseline.</p>

      """)
  }

  /// - Parameter address: where a course, or one cycle of a series, is changed.
  private static func row(
    _ judged: CourseJudgement, _ address: (TreatmentCourse) -> String?
  ) -> Markup {
    let course = judged.course
    let therapy = Wording.treatment(judged)
    let cycles = judged.isSeries ? self.cycles(judged, therapy, address) : nil
    let change =
      judged.isSeries ? nil : self.change(course, therapy, TreatmentText.dates(course), address)
    let dates =
      judged.isSeries
      ? TreatmentText.period(judged).firstLetterRaised : TreatmentText.dates(course)
    return """
      <tr><th scope="row" data-label="Treatment">\(therapy)</th><td data-label="From, to">\(sentence: dates)\(cycles)</td>\
      <td data-label="Intent">\(Wording.intent(course.intent))</td><td data-label="Dose">\(TreatmentText.regimen(course) ?? "")</td>\
      <td class="number" data-label="Index">\(judged.responseIndex.map { $0.decimal(2) } ?? "")</td>\
      <td data-label="Verdict">\(Wording.verdict(judged))</td>\
      <td data-label="Change" class="no-print">\(change)</td></tr>

      """
  }

  /// Where the re-evaluations stand, and what was asked at visits.
  static func writeReevaluation(
    _ judged: PatientJudgement, _ path: String, _ library: Library, to html: inout HTMLWriter
  ) {
    let all = Reevaluation.all(of: judged, library)
    for reevaluation in all {
      let address = "\(path)/reevaluation?disease=" + FormFields.encode(reevaluation.disease.text)
      html.markup(
        """
        <h2>Re-evaluation of \(reevaluation.name)</h2>
        <ul class="facts">
        \(reevaluation.takenUp.compactMap { row in
          row.stands.map { "<li>\(sentence: row.line($0))</li>\n" }
        })</ul>
        <p class="no-print"><a href="\(address)">Go on with it<span class="unseen">: re-evaluation of \(reevaluation.name)</span></a></p>

        """)
    }
    let visits = judged.record.visitNotes
    guard !visits.isEmpty else { return }
    html.markup("<h2>Noted at visits</h2>\n<ul class=\"facts\">\n")
    for visit in visits.reversed() {
      html.markup("<li>\(sentence: Wording.visit(visit))</li>\n")
    }
    html.markup("</ul>\n")
  }

  /// The cycles of a series, each to be changed by itself.
  private static func cycles(
    _ judged: CourseJudgement, _ therapy: String, _ address: (TreatmentCourse) -> String?
  ) -> Markup {
    let items = judged.cycles.map { cycle -> Markup in
      let dates = TreatmentText.dates(cycle)
      return "<li>\(sentence: dates) \(change(cycle, therapy, dates, address))</li>\n"
    }
    return """
      <details class="cycles"><summary>The cycles</summary>
      <ol>
      \(items)</ol></details>
      """
  }

  private static func change(
    _ course: TreatmentCourse, _ therapy: String, _ dates: String,
    _ address: (TreatmentCourse) -> String?
  ) -> Markup? {
    address(course).map { address in
      """
      <a class="no-print" href="\(address)">change\(" or stop", if: course.stop == nil)<span class="unseen"> \(therapy) \(dates)</span></a>
      """
    }
  }

  static func writeReviews(
    _ reviews: [Review], _ library: Library, to html: inout HTMLWriter
  ) {
    guard !reviews.isEmpty else { return }
    html.markup("<h2>Reviews</h2>\n<ul class=\"facts\">\n")
    for review in reviews.sorted(by: { ($0.day, $0.entry) > ($1.day, $1.entry) }) {
      html.markup("<li>\(sentence: Wording.review(review, library: library))</li>\n")
    }
    html.markup("</ul>\n")
  }
}
