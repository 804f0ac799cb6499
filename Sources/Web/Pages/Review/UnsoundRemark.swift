import Clinic
import Outcomes

/// What every list says of records that are in none, because their seals do not hold.
enum UnsoundRemark {
  /// Names the patients, each with a link to the record as it stands; nothing where all hold.
  static func write(_ request: PageRequest, to html: inout HTMLWriter) async throws {
    let patients = try await patients(request)
    guard !patients.isEmpty else { return }
    let links = try patients.map { id -> Markup in
      "<li><a href=\"\(try request.path(of: id))\">\(id.text)</a></li>\n"
    }
    html.markup(
      """
      <div class="problems" role="alert"><p>\(sentence(patients.count)) Look at each beside paper and a backup.</p>
      <ul>
      \(links)</ul></div>

      """)
  }

  /// Says how many they are, for who may see no patient.
  static func count(_ request: PageRequest, to html: inout HTMLWriter) async throws {
    let count = try await patients(request).count
    if count > 0 { html.markup("<p class=\"problems\" role=\"alert\">\(sentence(count))</p>\n") }
  }

  private static func patients(_ request: PageRequest) async throws -> [Patient.ID] {
    try await request.atDesk { try $0.unsoundPatients() }
  }

  private static func sentence(_ count: Int) -> String {
    count == 1
      ? "The seals of one record do not hold. It is not judged and stands in no list."
      : "The seals of \(count) records do not hold. They are not judged and stand in no list."
  }
}
