package import Outcomes

extension StudyDataset {
  private static let common = [
    StudyVariable("STUDYID", "Study Identifier"), StudyVariable("DOMAIN", "Domain Abbreviation"),
    StudyVariable("USUBJID", "Unique Subject Identifier"),
  ]

  /// A row per subject.
  package static let subjects = StudyDataset(
    name: "dm", label: "Demographics",
    variables: common + [
      StudyVariable("SUBJID", "Subject Identifier for the Study"),
      StudyVariable("RFSTDTC", "Subject Reference Start Date/Time"),
      StudyVariable("RFENDTC", "Subject Reference End Date/Time"),
      StudyVariable("RFXSTDTC", "Date/Time of First Study Treatment"),
      StudyVariable("RFXENDTC", "Date/Time of Last Study Treatment"),
      StudyVariable("RFICDTC", "Date/Time of Informed Consent"),
      StudyVariable("RFPENDTC", "Date/Time of End of Participation"),
      StudyVariable("DTHDTC", "Date/Time of Death"),
      StudyVariable("DTHFL", "Subject Death Flag"),
      StudyVariable("SITEID", "Study Site Identifier"),
      StudyVariable("BRTHDTC", "Date/Time of Birth"), StudyVariable("AGE", "Age", .number),
      StudyVariable("AGEU", "Age Units"), StudyVariable("SEX", "Sex"),
      StudyVariable("RACE", "Race"), StudyVariable("ARMCD", "Planned Arm Code"),
      StudyVariable("ARM", "Description of Planned Arm"),
      StudyVariable("ACTARMCD", "Actual Arm Code"),
      StudyVariable("ACTARM", "Description of Actual Arm"),
      StudyVariable("ARMNRS", "Reason Arm and/or Actual Arm is Null"),
      StudyVariable("ACTARMUD", "Description of Unplanned Actual Arm"),
      StudyVariable("COUNTRY", "Country"),
    ])

  /// A row per course of treatment.
  package static let exposure = StudyDataset(
    name: "ex", label: "Exposure",
    variables: common + [
      StudyVariable("EXSEQ", "Sequence Number", .number),
      StudyVariable("EXTRT", "Name of Treatment"),
      StudyVariable("EXCAT", "Category of Treatment"),
      StudyVariable("EXDOSE", "Dose", .number), StudyVariable("EXDOSU", "Dose Units"),
      StudyVariable("EXDOSFRM", "Dose Form"),
      StudyVariable("EXDOSFRQ", "Dosing Frequency per Interval"),
      StudyVariable("EXROUTE", "Route of Administration"),
      StudyVariable("EXSTDTC", "Start Date/Time of Treatment"),
      StudyVariable("EXENDTC", "End Date/Time of Treatment"),
      StudyVariable("EXSTDY", "Study Day of Start of Treatment", .number),
      StudyVariable("EXENDY", "Study Day of End of Treatment", .number),
    ])

  /// A row per answer and total of the scores of a domain.
  package static func findings(_ domain: Measure.StudyDomain) -> StudyDataset {
    let prefix = domain.rawValue
    func own(_ name: String, _ label: String, _ kind: StudyVariable.Kind = .text) -> StudyVariable {
      StudyVariable(prefix + name, label, kind)
    }
    let words = words(domain)
    var variables = common
    variables += [
      own("SEQ", "Sequence Number", .number), own("GRPID", "Group ID"),
      own("TESTCD", words.code), own("TEST", words.test), own("CAT", words.category),
      own("ORRES", "Result or Finding in Original Units"), own("ORRESU", "Original Units"),
    ]
    if domain == .laboratory {
      variables.append(own("ORNRHI", "Reference Range Upper Limit in Orig Unit"))
    }
    variables += [
      own("STRESC", "Character Result/Finding in Std Format"),
      own("STRESN", "Numeric Result/Finding in Standard Units", .number),
      own("STRESU", "Standard Units"), own("STAT", "Completion Status"),
      own("REASND", "Reason Not Done"),
    ]
    if domain != .questionnaires && domain != .laboratory {
      variables.append(own("LAT", "Laterality"))
    }
    variables += [
      own("METHOD", "Method of Test or Examination"),
      own("LOBXFL", "Last Observation Before Exposure Flag"), own("DRVFL", "Derived Flag"),
      StudyVariable("VISITNUM", "Visit Number", .number), own("DTC", words.date),
      own("DY", words.day, .number),
    ]
    if domain == .questionnaires {
      variables.append(own("EVINTX", "Evaluation Interval Text"))
    }
    return StudyDataset(name: prefix.lowercased(), label: words.dataset, variables: variables)
  }

  private typealias Words = (
    dataset: String, code: String, test: String, category: String, date: String, day: String
  )

  private static func words(_ domain: Measure.StudyDomain) -> Words {
    switch domain {
    case .questionnaires:
      (
        "Questionnaires", "Question Short Name", "Question Name", "Category of Question",
        "Date/Time of Finding", "Study Day of Finding"
      )
    case .functionalTests:
      (
        "Functional Tests", "Short Name of Test", "Name of Test", "Category",
        "Date/Time of Test", "Study Day of Test"
      )
    case .muscles:
      (
        "Musculoskeletal System Findings", "Short Name of Musculoskeletal Test",
        "Name of Musculoskeletal Test", "Category for Musculoskeletal Test",
        "Date/Time of Musculoskeletal Test", "Study Day of Musculoskeletal Test"
      )
    case .respiration:
      (
        "Respiratory System Findings", "Short Name of Respiratory Test",
        "Name of Respiratory Test", "Category for Respiratory Test",
        "Date/Time of Respiratory Test", "Study Day of Respiratory Test"
      )
    case .laboratory:
      (
        "Laboratory Test Results", "Lab Test or Examination Short Name",
        "Lab Test or Examination Name", "Category for Lab Test",
        "Date/Time of Specimen Collection", "Study Day of Specimen Collection"
      )
    }
  }

  /// Every table, in the order in which they are listed.
  package static var all: [StudyDataset] {
    [subjects] + Measure.StudyDomain.allCases.map(findings) + [exposure]
  }
}
