import Clinic
import Outcomes

/// What tells the lines of one reader from those of another.
struct ReviewReader: Sendable {
  /// The account's names.
  let names: [String]
  /// Up to which position of the clinic file each patient's flags were seen.
  let looks: [Patient.ID: Int]

  /// The lines of the review list that a filter lets through.
  func shown(_ lists: ClinicLists, _ filter: ReviewFilter) -> ShownLines {
    ShownLines(lists, filter.isActive ? lists.review.filter { passes($0, filter) } : nil)
  }

  /// How many lines each chip lets through, under the selects of a filter.
  ///
  /// Without a select nothing is looked at but what the reader has looked at before.
  func counts(_ lists: ClinicLists, _ filter: ReviewFilter) -> [ReviewFilter.Show?: Int] {
    guard filter.showing(nil).isActive else {
      let seen = looks.count { patient, look in
        lists.line(of: patient).map { $0.evidence <= look } ?? false
      }
      let (all, red) = (lists.review.count, lists.choices.red)
      return [
        nil: all, .red: red, .amber: all - red, .new: all - seen,
        .mine: lists.choices.count(ofPatientsOf: names),
      ]
    }
    var counts: [ReviewFilter.Show?: Int] = [:]
    for line in lists.review where filter.holds(line) {
      counts[nil, default: 0] += 1
      for show in ReviewFilter.Show.allCases where passes(line, show) {
        counts[show, default: 0] += 1
      }
    }
    return counts
  }

  private func passes(_ line: ReviewLine, _ filter: ReviewFilter) -> Bool {
    filter.holds(line) && (filter.show.map { passes(line, $0) } ?? true)
  }

  private func passes(_ line: ReviewLine, _ show: ReviewFilter.Show) -> Bool {
    switch show {
    case .red: line.severity == .red
    case .amber: line.severity == .amber
    case .mine: line.patient.isPatient(of: names)
    case .new: line.evidence > looks[line.patient.id] ?? -1
    }
  }
}

/// The lines that a reader is shown: the kept list itself as long as nothing is filtered out.
struct ShownLines: Sendable {
  private let lists: ClinicLists
  /// nil: all.
  private let some: [ReviewLine]?

  init(_ lists: ClinicLists, _ some: [ReviewLine]?) {
    self.lists = lists
    self.some = some
  }

  var count: Int { some?.count ?? lists.review.count }
  var isEmpty: Bool { count == 0 }
  var red: Int { some.map { $0.count { $0.severity == .red } } ?? lists.choices.red }

  subscript(position: Int) -> ReviewLine { some?[position] ?? lists.review[position] }

  subscript(range: Range<Int>) -> [ReviewLine] { range.map { self[$0] } }

  /// Where the patient stands; nil: nowhere.
  func place(of patient: Patient.ID) -> Int? {
    guard let some else { return lists.place(of: patient) }
    return some.firstIndex { $0.patient.id == patient }
  }
}

extension PageRequest {
  /// - Parameter filter: what is asked of the reader; nil: everything.
  func reviewReader(_ filter: ReviewFilter? = nil) async throws -> ReviewReader {
    let (name, fullName) = (try account.name, try account.fullName)
    let needsLooks = filter.map { $0.show == .new } ?? true
    return ReviewReader(
      names: [name, fullName],
      looks: needsLooks ? try await atDesk { try $0.lastLooks(by: fullName) } : [:])
  }
}
