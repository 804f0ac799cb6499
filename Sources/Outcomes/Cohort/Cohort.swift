/// All judged courses and diagnoses of a clinic, to be looked at together.
package struct Cohort: Sendable {
  package private(set) var courses: [CohortCourse] = []
  /// Those in force.
  package private(set) var diagnoses: [CohortDiagnosis] = []

  package init() {}

  package mutating func add(_ more: [CohortDiagnosis]) { diagnoses += more }

  package mutating func add(_ more: [CohortCourse]) { courses += more }

  /// Which courses are looked at; nil: all.
  package struct Selection: Hashable, Sendable {
    package var disease: Disease.ID?
    package var therapy: Therapy.ID?
    /// Of the first dose.
    package var year: Int?
    /// 1, 2 or 3; 3 are the third and all later ones.
    package var line: Int?

    package static let lines = 1...3

    package init(
      disease: Disease.ID? = nil, therapy: Therapy.ID? = nil, year: Int? = nil, line: Int? = nil
    ) {
      self.disease = disease
      self.therapy = therapy
      self.year = year
      self.line = line
    }

    package var isEverything: Bool { self == Selection() }

    func takes(_ course: CohortCourse) -> Bool {
      (disease.map { $0 == course.disease } ?? true)
        && (therapy.map { $0 == course.therapy } ?? true)
        && (year.map { $0 == course.start.civil.year } ?? true)
        && (line.map { $0 == course.line.map { min($0, Self.lines.upperBound) } } ?? true)
    }
  }

  package func selecting(_ selection: Selection) -> Cohort {
    var cohort = Cohort()
    cohort.courses = courses.filter(selection.takes)
    // The other choices are of courses.
    cohort.diagnoses = diagnoses.filter { one in
      selection.disease.map { $0 == one.disease } ?? true
    }
    return cohort
  }

  package var patients: Int { Set(courses.map(\.patient)).count }
  package var diseases: [Disease.ID] { Set(courses.map(\.disease)).sorted() }
  package var therapies: [Therapy.ID] { Set(courses.map(\.therapy)).sorted() }
  /// The latest first.
  package var years: [Int] { Set(courses.map(\.start.civil.year)).sorted(by: >) }

  /// By disease and therapy, in the order of their ids.
  package var groups: [CohortGroup] {
    var all: [CohortGroup.Key: [CohortCourse]] = [:]
    for course in courses {
      all[.init(disease: course.disease, therapy: course.therapy), default: []].append(course)
    }
    return all.sorted { $0.key < $1.key }.map { CohortGroup(key: $0, courses: $1) }
  }

  /// The patients of each disease, in the order of the ids.
  package var diseaseGroups: [CohortDisease] {
    Dictionary(grouping: diagnoses, by: \.disease).sorted { $0.key < $1.key }
      .map { CohortDisease(disease: $0, $1) }
  }

  /// Of the courses that can have a baseline by now, those that have one.
  package var withBaseline: Portion { Portion(courses.map(\.hasBaseline)) }
  /// Of the courses whose deadline has passed, those that were assessed by then.
  package var assessedInTime: Portion { Portion(courses.map(\.wasAssessedInTime)) }
}

/// Some of a whole.
package struct Portion: Hashable, Sendable {
  package let count: Int
  package let of: Int

  package init(_ count: Int, of whole: Int) {
    self.count = count
    of = whole
  }

  /// Those that are true, of those that are known.
  package init(_ answers: [Bool?]) {
    let known = answers.compactMap(\.self)
    self.init(known.count { $0 }, of: known.count)
  }

  /// nil of nothing.
  package var percent: Rational? {
    of == 0 ? nil : Rational(Int64(count) * 100, over: Int64(of))
  }
}

/// The courses of one therapy for one disease.
package struct CohortGroup: Sendable {
  package struct Key: Hashable, Comparable, Sendable {
    package let disease: Disease.ID
    package let therapy: Therapy.ID

    package static func < (a: Key, b: Key) -> Bool {
      (a.disease, a.therapy) < (b.disease, b.therapy)
    }
  }

  package let key: Key
  package let courses: [CohortCourse]
  package let times: ResponseTimes

  init(key: Key, courses: [CohortCourse]) {
    self.key = key
    self.courses = courses
    times = ResponseTimes(courses.compactMap(\.followed))
  }

  package func count(_ share: CohortCourse.Share) -> Int { courses.count { $0.share == share } }

  /// Responding, or stable where that was intended, of the courses that are decided.
  package var response: Portion {
    Portion(count(.responding) + count(.stable), of: courses.count - count(.notDecided))
  }

  /// Ascending; of the courses with a response.
  package var daysToResponse: [Int] { courses.compactMap(\.daysToResponse).sorted() }

  /// The changes of the measure that leads in most courses; nil without any.
  package var change: CohortChange? {
    let all = courses.compactMap(\.change)
    let counts = Dictionary(grouping: all, by: \.measure).mapValues(\.count)
    let most = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }
    return most.map { most in
      CohortChange(measure: most.key, courses: all.filter { $0.measure == most.key })
    }
  }
}
