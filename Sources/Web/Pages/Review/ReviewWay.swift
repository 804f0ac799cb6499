import Clinic
import Outcomes
import Reporting

/// The list that a flag was opened from, filtered as it was, and the flag's neighbours in it.
struct ReviewWay: Sendable {
  /// The field of addresses and forms that carries the filter.
  static let field = "list"

  let filter: ReviewFilter
  /// Counted from 1; nil: the patient is not in that list.
  let place: Int?
  let count: Int
  let (previous, next): (Patient.ID?, Patient.ID?)

  init(_ lines: ShownLines, _ filter: ReviewFilter, at patient: Patient.ID) {
    self.filter = filter
    let position = lines.place(of: patient)
    place = position.map { $0 + 1 }
    count = lines.count
    previous = position.flatMap { $0 > 0 ? lines[$0 - 1].patient.id : nil }
    next = position.flatMap { $0 + 1 < lines.count ? lines[$0 + 1].patient.id : nil }
  }

  /// Of nobody in particular, or while everybody is being judged: no place in the list is known.
  init(_ filter: ReviewFilter) {
    self.filter = filter
    (place, count, previous, next) = (nil, 0, nil, nil)
  }

  /// What an address carries, of one flag of a patient.
  func query(flag: Review.Subject? = nil) -> String {
    FormFields.query([("flag", flag?.text), (Self.field, filter.text)])
  }
}

extension PageRequest {
  /// The filter that an address or a form carries.
  var listFilter: ReviewFilter {
    let text = form.contains(ReviewWay.field) ? form[ReviewWay.field] : query[ReviewWay.field]
    return ReviewFilter((try? FormFields(urlEncoded: Array(text.utf8))) ?? .none)
  }

  /// The neighbours of a patient in the list that the page was opened from.
  func reviewWay(_ patient: Patient.ID) async throws -> ReviewWay {
    let filter = listFilter
    // A patient's page does not wait until everybody is judged.
    guard let lists = try await site.clinicListsAtOnce(at: now) else { return ReviewWay(filter) }
    return ReviewWay(try await reviewReader(filter).shown(lists, filter), filter, at: patient)
  }

  /// The address of a patient's flag page with the list that it is opened from.
  func flagAddress(_ patient: Patient.ID, _ way: ReviewWay) throws -> String {
    let query = way.query()
    return try path(of: patient, "flag") + (query.isEmpty ? "" : "?" + query)
  }

  func jump(_ way: ReviewWay) throws -> Markup {
    let previous: Markup? = try way.previous.map {
      "<a rel=\"prev\" data-key=\"p\" href=\"\(try flagAddress($0, way))\">\u{2190} previous</a> "
    }
    let next: Markup? = try way.next.map {
      " <a rel=\"next\" data-key=\"n\" href=\"\(try flagAddress($0, way))\">next \u{2192}</a>"
    }
    let place: Markup? = way.place.map { "<span>\($0) of \(way.count)</span>" }
    return """
      <a data-key="l" href="\(way.filter.address)">List</a> \(previous)\(place)\(next)
      """
  }
}
