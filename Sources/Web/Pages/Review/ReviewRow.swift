import Clinic
import Outcomes
import Reporting

/// One patient of the review list.
struct ReviewRow {
  let line: ReviewLine
  let request: PageRequest
  let way: ReviewWay
  /// The box that picks the row for a deferral; nil: who looks at it decides nothing.
  let tick: Markup?

  /// The small chart shows so many days.
  private static let chartDays = 730

  var markup: Markup {
    get throws {
      let patient = line.patient
      let name = patient.listName
      let address = try request.flagAddress(patient.id, way)
      return """
        <tr><td data-label="Urgency">\(tick)<span class="sev \(line.severity.rawValue)">\
        \(line.severity == .red ? "Red" : "Amber")</span></td>\
        <th scope="row" data-label="Patient"><span><a data-row id="row-\(patient.id.text)" href="\(address)">\
        \(name.isEmpty ? patient.id.text : name)</a><span class="under">\(Self.who(patient, request.asOf))</span></span></th>\
        <td data-label="Diagnosis">\(line.diagnosis)</td>\
        <td data-label="Question"><span><b>\(line.question)</b>\
        <span class="under">\(sentence: line.circumstances)</span></span></td>\
        <td data-label="Response index" class="spark">\(chart)</td>\
        <td data-label="Now" class="num">\(line.index?.shownChange.decimal(2) ?? "–")</td>\
        <td data-label="Leading score">\(leading)</td>\
        <td data-label="Reviewed" class="reviewed"><span>\(reviewed)</span></td></tr>

        """
    }
  }

  /// `F 52 · D0023`.
  static func who(_ patient: Patient, _ asOf: Day) -> String {
    let sex =
      switch patient.sex {
      case .female: "F"
      case .male: "M"
      case .other: "X"
      case nil: ""
      }
    let years = patient.bornGiven.map { "\($0.earliest.completedYears(on: asOf))" } ?? ""
    return ["\(sex) \(years)".withoutOuterBlanks, patient.id.text].filter { !$0.isEmpty }
      .joined(separator: " · ")
  }

  private var chart: Markup {
    let first = request.asOf - Self.chartDays
    guard line.indexHistory.contains(where: { $0.day >= first }) else {
      return "<span class=\"under\">\(without(since: first))</span>"
    }
    var chart = SVGSmallChart(
      points: line.indexHistory.map { ($0.day, $0.index) }, range: -.one...Rational(3, over: 2),
      first: first, last: request.asOf, longestGap: line.leading?.longestGap ?? Self.chartDays)
    chart.lines = [.zero, .half, .one]
    return Markup(chart.markup)
  }

  private func without(since first: Day) -> String {
    guard let latest = line.leading?.points.last, latest.day >= first else {
      return "no score in two years"
    }
    return line.indexHistory.isEmpty ? "nothing to compare yet" : "not judged in two years"
  }

  private var leading: Markup {
    guard let leading = line.leading, let latest = leading.points.last else {
      return "<span class=\"under\">no score</span>"
    }
    let from = leading.baseline.map { "\($0.plain(2)) \u{2192} " } ?? ""
    return """
      <span>\(leading.label) \(from)\(latest.value.plain(2))\
      <span class="under">last \(sentence: latest.day.iso)</span></span>
      """
  }

  private var reviewed: Markup {
    guard let reviewed = line.reviewed else { return "never" }
    let news: Markup? =
      line.news.isEmpty ? nil : " · <b>\(line.news.joined(separator: ", "))</b>"
    return "\(sentence: reviewed)\(news)"
  }
}
