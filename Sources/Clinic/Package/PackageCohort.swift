import Exchange
import Outcomes
import Reporting

/// What the cohort report counts, so that the figures of several clinics can be added.
extension PackageContext {
  var cohortCourses: PackageSheet {
    typealias Row = (number: Int, course: CohortCourse)
    let yesOrNo = YesOrNo.allCases.map { PackageColumn.Category($0.rawValue) }
    func word(_ isYes: Bool?) -> Cell { Cell(isYes.map { YesOrNo($0).rawValue }) }
    return PackageSheet(
      "cohort_courses", "a course or series with an expectation, as the cohort report counts it",
      key: ["number"], references: [.patients],
      [
        PackageField<Row>(
          PackageColumn("number", .integer, .value, "number of the row within the patient")
            .required()
        ) { .integer($0.number) },
        PackageField<Row>(
          PackageColumn(
            "disease", .category, .quasiIdentifier, "the diagnosis that it is under",
            categories: Self.named(library.diseases)
          ).required()
        ) { .text($0.course.disease.text) },
        PackageField<Row>(
          PackageColumn(
            "therapy", .category, .value, "the therapy", categories: Self.named(library.therapies)
          ).required()
        ) { .text($0.course.therapy.text) },
        PackageField<Row>(PackageColumn("start", .date, .date, "first dose").required()) {
          .day($0.course.start)
        },
        PackageField<Row>(
          .init(
            "line", .integer, .value,
            "how many different immunotherapies were begun under the diagnosis by then; of what is "
              + "none empty")
        ) { Cell($0.course.line) },
        PackageField<Row>(
          PackageColumn(
            "share", .category, .value, "how the verdict is counted",
            categories: Self.words(CohortCourse.Share.self)
          ).required()
        ) { .text($0.course.share.rawValue) },
        PackageField<Row>(
          .init(
            "has_baseline", .category, .value,
            "whether there is a baseline; empty: it may still be taken", categories: yesOrNo)
        ) { word($0.course.hasBaseline) },
        PackageField<Row>(
          .init(
            "assessed_in_time", .category, .value,
            "whether it was assessed by the deadline; empty: that has not passed, or the course was "
              + "broken off", categories: yesOrNo)
        ) { word($0.course.wasAssessedInTime) },
        PackageField<Row>(
          .init(
            "followed_days", .integer, .value,
            "days from the first dose to what ended the time to a response; empty where improvement "
              + "is not expected or there is no baseline", unit: "days")
        ) { Cell($0.course.followed?.days) },
        PackageField<Row>(
          .init(
            "followed_to", .category, .value, "what ended it",
            categories: Self.words(FollowedCourse.End.self))
        ) { Cell($0.course.followed?.end.rawValue) },
      ]
    ) { $0.cohortCourses.enumerated().map { ($0 + 1, $1) } }
  }

  var cohortDiagnoses: PackageSheet {
    typealias Row = (number: Int, diagnosis: CohortDiagnosis)
    return PackageSheet(
      "cohort_diagnoses", "a judged diagnosis in force, as the cohort report counts it",
      key: ["number"], references: [.patients],
      [
        PackageField<Row>(
          PackageColumn("number", .integer, .value, "number of the row within the patient")
            .required()
        ) { .integer($0.number) },
        PackageField<Row>(
          PackageColumn(
            "disease", .category, .quasiIdentifier, "the diagnosis",
            categories: Self.named(library.diseases)
          ).required()
        ) { .text($0.diagnosis.disease.text) },
        PackageField<Row>(
          PackageColumn(
            "failed", .integer, .value, "immunotherapies that failed under it; each drug once"
          ).required()
        ) { .integer($0.diagnosis.failed) },
        PackageField<Row>(
          PackageColumn(
            "coverage_gap", .category, .value,
            "whether nothing acts, or nothing bridges the time until a therapy can work",
            categories: YesOrNo.allCases.map { PackageColumn.Category($0.rawValue) }
          ).required()
        ) { .text(YesOrNo($0.diagnosis.hasCoverageGap).rawValue) },
      ]
    ) { $0.cohortDiagnoses.enumerated().map { ($0 + 1, $1) } }
  }
}
