import Exchange
import Outcomes
import Reporting

extension PackageContext {
  /// The words of an enumeration.
  static func words<Word: RawRepresentable<String> & CaseIterable>(
    _: Word.Type
  ) -> [PackageColumn.Category] {
    Word.allCases.map { .init($0.rawValue) }
  }

  static func named<Kind: NamedDefinition>(_ all: [Kind]) -> [PackageColumn.Category] {
    all.sorted { $0.id.text < $1.id.text }.map { .init($0.id.text, $0.name) }
  }

  static let precisions = [
    PackageColumn.Category("day"), .init("month"), .init("year"), .init("unknown"),
  ]

  /// A day that may be known to the month or year alone, and beside it how far it is known.
  static func partial<Row>(
    _ name: String, precision: String, _ tag: PackageColumn.Tag, _ meaning: String,
    _ day: @escaping (Row) -> PartialDay?, reckoned: @escaping (Row) -> Day?
  ) -> [PackageField<Row>] {
    [
      PackageField(.init(name, .date, tag, meaning + "; the day that counts in judging")) { row in
        day(row).map { $0.precision == .unknown ? .empty : Cell(reckoned(row)) } ?? .empty
      },
      PackageField(
        .init(
          precision, .category, tag == .date ? .value : tag, "how far \(name) is known",
          categories: precisions)
      ) { row in Cell(day(row).map { $0.precision?.rawValue ?? "day" }) },
    ]
  }

  var patients: PackageSheet {
    var fields: [PackageField<PatientRecord>] = [
      .init(.init("family_name", .text, .identifier, "family name")) {
        .text($0.patient.familyName)
      },
      .init(.init("given_name", .text, .identifier, "given name")) { .text($0.patient.givenName) },
    ]
    fields += Self.partial(
      "birth_date", precision: "birth_precision", .identifier, "date of birth",
      \.patient.bornGiven, reckoned: \.patient.birthDate)
    fields += [
      .init(
        .init("sex", .category, .quasiIdentifier, "sex", categories: Self.words(Sex.self))
      ) { Cell($0.patient.sex?.rawValue) },
      .init(.init("physician", .text, .identifier, "physician who is responsible")) {
        Cell($0.patient.physician)
      },
      .init(
        .init("first_record", .date, .date, "day of the patient's first record")
      ) { Cell($0.firstDay) },
    ]
    if isPseudonymous {
      fields.append(
        .init(
          PackageColumn(
            "age", .integer, .quasiIdentifier,
            "whole years at the first record; 90 and over as 90", unit: "years"
          ).within(Rational(0)...Rational(90))
        ) { record in
          Cell(
            record.patient.birthDate.flatMap { born in
              record.firstDay.map { min(90, max(0, born.completedYears(on: $0))) }
            })
        })
    }
    return PackageSheet(
      "patients", "a patient", key: [], references: [], fields, rows: { [$0.whole] })
  }

  var diagnoses: PackageSheet {
    typealias Row = (number: Int, diagnosis: Diagnosis)
    var fields: [PackageField<Row>] = [
      .init(
        PackageColumn("diagnosis", .integer, .value, "number within the patient, by day").required()
      ) { .integer($0.number) },
      .init(
        PackageColumn(
          "disease", .category, .quasiIdentifier, "the diagnosis",
          categories: Self.named(library.diseases)
        ).required()
      ) { .text($0.diagnosis.disease.text) },
      .init(.init("other_name", .text, .freeText, "what the disease 'other' is")) {
        Cell($0.diagnosis.otherName)
      },
    ]
    fields += Self.partial(
      "diagnosed_on", precision: "diagnosed_precision", .date, "day of the diagnosis",
      \.diagnosis.diagnosedGiven, reckoned: \.diagnosis.diagnosedOn)
    fields += Self.partial(
      "onset_on", precision: "onset_precision", .date, "day of the first symptoms",
      \.diagnosis.onsetGiven, reckoned: \.diagnosis.onsetOn)
    fields += [
      .init(.init("ended_on", .date, .date, "day on which the diagnosis was given up")) {
        Cell($0.diagnosis.endedOn)
      },
      .init(.init("note", .text, .freeText, "remark")) { .text($0.diagnosis.note) },
    ]
    return PackageSheet(
      "diagnoses", "a diagnosis", key: ["diagnosis"], references: [.patients], fields
    ) { package in
      package.record.diagnoses.sorted(by: Diagnosis.isEarlier).enumerated().map { ($0 + 1, $1) }
    }
  }

  var courses: PackageSheet {
    typealias Row = (number: Int, course: TreatmentCourse)
    let hides = isPseudonymous
    var fields: [PackageField<Row>] = [
      .init(
        PackageColumn("course", .integer, .value, "number within the patient, by first dose")
          .required()
      ) { .integer($0.number) },
      .init(
        PackageColumn(
          "therapy", .category, .value, "the therapy", categories: Self.named(library.therapies)
        ).required()
      ) { .text($0.course.therapy.text) },
      .init(
        .init("other_name", .text, .freeText, "what the therapy 'other-immunotherapy' is")
      ) { Cell($0.course.otherName) },
    ]
    fields += Self.partial(
      "start", precision: "start_precision", .date, "first dose", \.course.startGiven,
      reckoned: \.course.start)
    fields += Self.partial(
      "stop", precision: "stop_precision", .date, "last dose; empty while the course runs",
      \.course.stopGiven, reckoned: \.course.stop)
    fields += [
      .init(
        .init(
          "stop_reason", .category, .value, "why it was stopped; empty where that is not known",
          categories: Self.words(TreatmentCourse.StopReason.self))
      ) { Cell($0.course.stopReason?.rawValue) },
      .init(
        .init(
          "intent", .category, .value, "what the course is meant to do",
          categories: Self.words(TreatmentCourse.Intent.self))
      ) { .text($0.course.intent.rawValue) },
      .init(.init("dose", .number, .value, "amount of one dose, in the unit beside it")) {
        $0.course.dose.map(Cell.number) ?? .empty
      },
      .init(
        .init(
          "unit", .text, .value,
          "unit of the dose; in a pseudonymous package only where it says nothing else")
      ) { row in
        hides && !Pseudonymous.units.contains(row.course.unit) ? .empty : .text(row.course.unit)
      },
      .init(.init("interval_days", .integer, .value, "days between doses", unit: "days")) {
        Cell($0.course.intervalDays)
      },
      .init(.init("note", .text, .freeText, "remark")) { .text($0.course.note) },
    ]
    return PackageSheet(
      "courses", "a course of treatment", key: ["course"], references: [.patients], fields
    ) { package in
      package.record.courses.sorted { ($0.start, $0.therapy) < ($1.start, $1.therapy) }
        .enumerated().map { ($0 + 1, $1) }
    }
  }
}
