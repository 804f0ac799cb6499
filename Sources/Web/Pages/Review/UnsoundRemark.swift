import Clinic
import Outcomes

/// What every list says of records that are not judged, because their seals do not hold.
enum UnsoundRemark {
  /// Names the patients, each with a link to the record as it stands; nothing where all hold.
  static func write(
    _ lists: ClinicLists, _ request: PageRequest, to html: inout HTMLWriter
  ) throws {
    let patients = lists.notJudged
    guard !patients.isEmpty else { return }
    let links = try patients.map { patient -> Markup in
      "<li><a href=\"\(try request.path(of: patient.id))\">\(patient.id.text)</a></li>\n"
    }
    html.markup(
      """
      <div class="problems" role="alert"><p>\(sentence(patients.count)) Look at each beside paper and a backup.</p>
      <ul>
      \(links)</ul></div>

      """)
  }

  /// Says how many they are, for who may see no patient, and above a list in which they stand.
  static func count(_ lists: ClinicLists, to html: inout HTMLWriter) {
    let count = lists.notJudged.count
    if count > 0 { html.markup("<p class=\"problems\" role=\"alert\">\(sentence(count))</p>\n") }
  }

  private static func sentence(_ count: Int) -> String {
    count == 1
      ? "The seals of one record do not hold. It is not judged: what it asks for is not known."
      : "The seals of \(count) records do not hold. They are not judged: what they ask for is not known."
  }
}
