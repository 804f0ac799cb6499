package import Outcomes
import Registry
package import Reporting
import Synchronization

/// What the lists of a clinic show: everybody judged once, as of one day.
///
/// A patient who changed is taken out and put in again: a line and its visits in their places, the
/// counts by what went and what came. Nothing else is looked at, and lists that were handed out
/// before stay as they were.
package struct ClinicLists: Sendable {
  /// Every patient with an open red or amber flag, the most urgent first.
  package private(set) var review = OrderedTree<ReviewLine>()
  /// Those of them whose flag something new opened again, in the same order.
  package private(set) var openAgain = OrderedTree<ReviewLine>()
  /// What occurs in the review list, to choose from.
  package private(set) var choices = ReviewChoices()
  /// Every visit that a running course will need, the earliest first.
  package private(set) var visits = OrderedTree<DueVisit>()
  /// Who is in none of the lists, since the seals of the record do not hold.
  package private(set) var notJudged: [Patient] = []
  /// What came of the red flags.
  package private(set) var yield = FlagYield()
  /// The position in the clinic file up to which the records were seen.
  package internal(set) var seen = 0
  private var patients = OrderedTree<ListedPatient>()
  private var looked = LookedAt()

  /// - Parameter patients: everybody once.
  fileprivate init(_ patients: [ListedPatient], notJudged: [Patient], seen: Int) {
    self.seen = seen
    self.notJudged = notJudged
    self.patients = OrderedTree(patients)
    review = OrderedTree(patients.compactMap(\.line))
    openAgain = OrderedTree(review.filter(\.isOpenAgain))
    visits = OrderedTree(patients.flatMap(\.visits))
    for line in review { choices.count(line, 1) }
    for patient in patients { yield.add(patient.yield) }
  }

  /// The patient's line in the review list; nil: there is none.
  package func line(of patient: Patient.ID) -> ReviewLine? { listed(patient)?.line }

  /// Where the patient stands in the review list; nil: nowhere.
  package func place(of patient: Patient.ID) -> Int? {
    line(of: patient).flatMap { review.position(of: $0) }
  }

  private func listed(_ patient: Patient.ID) -> ListedPatient? {
    let position = patients.count(leading: { $0.patient < patient })
    guard position < patients.count else { return nil }
    let found = patients[position]
    return found.patient == patient ? found : nil
  }

  private mutating func take(out patient: Patient.ID) {
    guard let listed = listed(patient) else { return }
    patients.remove(listed)
    for visit in listed.visits { visits.remove(visit) }
    yield.subtract(listed.yield)
    guard let line = listed.line else { return }
    review.remove(line)
    if line.isOpenAgain { openAgain.remove(line) }
    choices.count(line, -1)
  }

  private mutating func put(in listed: ListedPatient) {
    patients.insert(listed)
    for visit in listed.visits { visits.insert(visit) }
    yield.add(listed.yield)
    guard let line = listed.line else { return }
    review.insert(line)
    if line.isOpenAgain { openAgain.insert(line) }
    choices.count(line, 1)
  }

  /// Judges some patients again, and those whose seals a verification found otherwise since.
  ///
  /// An entry about a merged patient belongs to the surviving one.
  mutating func judgeAgain(_ changed: Set<Patient.ID>, _ desk: Desk) throws {
    let before = Set(notJudged.map(\.id))
    notJudged = try desk.recordsNotJudged()
    let unsound = Set(notJudged.map(\.id))
    let again = changed.union(before.symmetricDifference(unsound))
    var gone = again
    var records: [Patient.ID: PatientRecord] = [:]
    for patient in again {
      guard let record = try desk.file.read({ try $0.record(of: patient) }) else { continue }
      gone.insert(record.patient.id)
      records[record.patient.id] = record
    }
    for patient in gone { take(out: patient) }
    for record in records.values where !unsound.contains(record.patient.id) {
      put(in: ListedPatient(desk.library.judge(record, asOf: desk.asOf), library: desk.library))
    }
    looked = LookedAt()
  }
}

extension ClinicLists {
  /// All judged courses, in the order of patients; put together when the first asks for them.
  package var cohort: Cohort {
    looked.cohort.withLock { known in
      if let known { return known }
      var cohort = Cohort()
      for patient in patients {
        cohort.add(patient.courses)
        cohort.add(patient.diagnoses)
      }
      known = cohort
      return cohort
    }
  }

  /// Lists in which nothing changed are the same version.
  package struct Version: Equatable, Sendable {
    fileprivate let looked: LookedAt

    package static func == (a: Version, b: Version) -> Bool { a.looked === b.looked }
  }

  package var version: Version { Version(looked: looked) }

  /// What was worked out of these lists, and of no others.
  fileprivate final class LookedAt: Sendable {
    let cohort = Mutex<Cohort?>(nil)
  }
}

extension Desk {
  /// Judges everybody.
  package func clinicLists() throws -> ClinicLists {
    // Before the records: a change in between is then refused, never overlooked.
    let seen = try seenUpToNow()
    var patients: [ListedPatient] = []
    try forEachRecord {
      patients.append(ListedPatient(library.judge($0, asOf: asOf), library: library))
    }
    return ClinicLists(patients, notJudged: try recordsNotJudged(), seen: seen)
  }
}
