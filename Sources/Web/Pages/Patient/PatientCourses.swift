import Outcomes
import Registry
import Reporting

/// The treatments of a patient with their verdicts as one table.
extension PatientMarkup {
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
}
