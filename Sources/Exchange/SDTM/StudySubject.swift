package import Outcomes

/// One patient as a subject of a study.
package struct StudySubject {
  let library: Library
  let tests: StudyTests
  /// Identifier or study code.
  let code: String
  let site: String
  let isPseudonymous: Bool
  /// Study day 1; nil: nothing is known of the patient.
  let reference: Day?
  /// The first dose that is known to the day.
  let firstDose: Day?
  /// Of the first record, for the age.
  let firstRecord: Day?
  let sex: Sex?

  /// There is no protocol, so the clinic is the study.
  package static let study = "RECHECK"
  /// Where no site is named.
  package static let usualSite = "CLINIC"

  /// - Parameter courses: of the patient; the first dose of any, where one is known to the day, is
  ///   study day 1, else the first record is.
  package init(
    library: Library, tests: StudyTests, code: String, site: String?, isPseudonymous: Bool,
    courses: [TreatmentCourse], firstRecord: Day?, sex: Sex?
  ) {
    self.library = library
    self.tests = tests
    self.code = code
    self.site = site ?? Self.usualSite
    self.isPseudonymous = isPseudonymous
    firstDose = courses.filter { $0.startPrecision == nil }.map(\.start).min()
    reference = firstDose ?? firstRecord
    self.firstRecord = firstRecord
    self.sex = sex
  }

  func common(_ domain: String) -> [String: String] {
    ["STUDYID": Self.study, "DOMAIN": domain, "USUBJID": "\(Self.study)-\(code)"]
  }

  /// A pseudonymous table has study days and no dates.
  func date(_ day: PartialDay?) -> String { isPseudonymous ? "" : day?.text ?? "" }
  func date(_ day: Day?) -> String { date(day.map { PartialDay($0) }) }

  func studyDay(_ day: PartialDay?) -> String {
    guard let day, day.precision == nil, let reference else { return "" }
    return String(StudyCode.day(day.earliest - reference))
  }

  /// The row of `dm`.
  package func subject(_ patient: Patient, courses: [TreatmentCourse], last: Day?) -> [String:
    String]
  {
    var row = common("DM")
    row["SUBJID"] = code
    row["SITEID"] = site
    row["RFSTDTC"] = date(reference)
    row["RFXSTDTC"] = date(courses.min { $0.start < $1.start }?.startGiven)
    if !courses.isEmpty, courses.allSatisfy({ $0.stop != nil }) {
      let end = courses.compactMap(\.stopGiven).max { $0.latest < $1.latest }
      row["RFXENDTC"] = date(end)
      row["RFENDTC"] = row["RFXENDTC"]
    }
    row["RFPENDTC"] = date(last)
    row["BRTHDTC"] = date(patient.bornGiven)
    let from = isPseudonymous ? firstRecord : reference
    if let born = patient.birthDate, let from {
      let age = max(0, born.completedYears(on: from))
      row["AGE"] = String(isPseudonymous ? min(90, age) : age)
      row["AGEU"] = "YEARS"
    }
    row["SEX"] =
      switch patient.sex {
      case .female: "F"
      case .male: "M"
      case .other, nil: "U"
      }
    // A clinic assigns nobody to an arm.
    row["ARMNRS"] = "NOT ASSIGNED"
    return row
  }

  /// The rows of `ex`, by first dose.
  package func exposures(_ courses: [TreatmentCourse]) -> [[String: String]] {
    courses.enumerated().map { place, course in
      let therapy = library.therapy(course.therapy)
      let name = isPseudonymous ? therapy?.name : course.otherName ?? therapy?.name
      var row = common("EX")
      row["EXSEQ"] = String(place + 1)
      row["EXTRT"] = (name ?? course.therapy.text).uppercased()
      row["EXCAT"] = therapy?.therapyClass.uppercased()
      if let dose = course.dose {
        row["EXDOSE"] = dose.plain(4)
        row["EXDOSU"] = isPseudonymous && !PlainUnits.all.contains(course.unit) ? "" : course.unit
      }
      row["EXDOSFRQ"] = course.intervalDays.map(StudyCode.frequency(everyDays:))
      // A route that is one of several, or differs between diseases, is not known of this course.
      if let route = therapy?.route, !route.contains(" ") { row["EXROUTE"] = route.uppercased() }
      row["EXSTDTC"] = date(course.startGiven)
      row["EXENDTC"] = date(course.stopGiven)
      row["EXSTDY"] = studyDay(course.startGiven)
      row["EXENDY"] = studyDay(course.stopGiven)
      return row
    }
  }
}
