import Clinic
import Exchange
import Foundation
import Outcomes
import Registry
import Reporting
import TestSupport
import Testing

@testable import Web

/// What no way in takes, tried in the browser; files and commands have their turn in ClinicTests.
@Suite struct BadFactPageTests {
  /// The form of a fact: its address, its fields with what is usually typed, and their names.
  struct Form {
    let path: String
    /// Where it is sent, below the page.
    var action = ""
    let fields: [(String, String)]
    let names: [RecordFault.Field: String]
  }

  private static func form(_ subject: BadFact.Subject, _ test: PagesSite) throws -> Form {
    switch subject {
    case .patient:
      Form(
        path: "/patients/new",
        fields: [
          ("identifier", "N1"), ("family", "Silva"), ("given", "Vera"), ("born", "1961-04-02"),
          ("sex", "female"),
        ], names: RecordFault.Field.particulars)
    case .diagnosis:
      Form(
        path: try test.path("/diagnoses"),
        fields: [
          ("disease", "cidp"), ("other-name", ""), ("diagnosed", "2025-03-01"), ("onset", ""),
          ("note", ""),
        ],
        names: RecordFault.Field.diagnosis)
    case .course:
      Form(
        path: try test.path("/treatments"),
        fields: [
          ("therapy", "scig"), ("start", "2025-03-01"), ("intent", "maintenance"), ("dose", ""),
          ("unit", ""), ("interval", ""), ("note", ""),
        ], names: RecordFault.Field.course)
    case .visit:
      Form(
        path: try test.path("/visits"),
        fields: [
          ("date", "2025-05-01"), ("rater", ""), ("measures", "pain-nrs"),
          ("pain-nrs:value", "3"),
        ], names: RecordFault.Field.visit)
    case .note:
      Form(
        path: try test.path("/visits"),
        fields: [
          ("date", "2025-05-01"), ("rater", ""), ("illness", "no"), ("missed-doses", ""),
          ("days-since-dose", ""), ("visit-note", ""),
        ], names: RecordFault.Field.visit)
    case .decision:
      Form(
        path: try test.path("/flag"),
        fields: [("decision", "deferred"), ("until", "2026-09-01"), ("note", "wait")],
        names: RecordFault.Field.decision)
    case .consideration:
      Form(
        path: try test.path("/reevaluation"),
        fields: [
          ("day", "2025-05-01"), ("new", "a rare one"), ("state:new", "open"), ("note:new", ""),
        ], names: RecordFault.Field.consideration("new"))
    case .revision:
      Form(
        path: try test.path("/diagnoses/1"), action: "/revise",
        fields: [
          ("disease", "cidp"), ("other-name", ""), ("revised-on", "2026-05-01"),
          ("revise-reason", "as told"),
        ], names: [.revisedTo: "disease"])
    }
  }

  private func escaped(_ text: String) -> String {
    var bytes: [UInt8] = []
    bytes.append(escaping: text)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test(arguments: BadFact.all.filter { !$0.isReadInForms && !$0.isInDoubt && $0.isTypedInForms })
  func areRefusedAtTheirFieldWithTheSameWords(bad: BadFact) async throws {
    let test = try await PagesSite()
    var form = try Self.form(bad.subject, test)
    if bad.field == .stop || bad.field == .stopReason { form = try await Self.running(test) }
    let name = try #require(form.names[bad.field])
    let fields = form.fields.map { ($0.0, $0.0 == name ? bad.value : $0.1) }
    let (path, action) = (form.path, form.path + form.action)
    let before = try test.everything()
    try await test.browse(bad.subject == .decision ? .physician : .staff) { browser in
      let page = try await browser.submit(path, to: action, fields)
      #expect(page.status == 422)
      // At the top with a link to the field, and at the field.
      let message = self.escaped(bad.fault.sentence)
      #expect(page.text.contains("<a href=\"#\(name)\">\(message)</a>"))
      #expect(page.text.components(separatedBy: "class=\"unseen\">Error:").count == 2)
    }
    #expect(try test.everything() == before)
  }

  /// The form that changes a course which began on the usual day.
  private static func running(_ test: PagesSite) async throws -> Form {
    try test.desk.startTreatment(
      TreatmentCourse(
        therapy: .init("scig"), start: BadFact.day("2025-03-01"), intent: .maintenance),
      of: PagesSite.patient.id)
    let number = try test.desk.file.read { try $0.courses(of: PagesSite.patient.id) }
      .first { $0.fact.therapy.text == "scig" }?.number
    return Form(
      path: try test.path("/treatments/\(number ?? 0)"),
      fields: [
        ("start", "2025-03-01"), ("stop", ""), ("because", ""), ("intent", "maintenance"),
        ("dose", ""), ("unit", ""), ("interval", ""), ("note", ""), ("reason", "as told"),
      ], names: RecordFault.Field.course)
  }

  @Test(arguments: BadScore.all.filter(\.isTyped))
  func answersAreRefusedAtTheirFieldWithTheSameWords(bad: BadScore) async throws {
    let test = try await PagesSite()
    let path = try test.path("/visits")
    let measure = bad.measure.text
    var fields = [("date", "2025-05-01"), ("measures", measure)]
    for answer in bad.answers {
      let item = "\(measure):\(answer.item.isEmpty ? "value" : answer.item)"
      let isSecond = fields.contains { $0.0 == item }
      fields.append((isSecond ? "\(item):reason" : item, answer.value))
    }
    let form = fields
    let before = try test.everything()
    try await test.browse(.staff) { browser in
      let page = try await browser.submit(path, form)
      #expect(page.status == 422)
      for (item, fault) in bad.faults {
        let name = "\(measure):\(item.isEmpty ? "value" : item)"
        // In the printed names of the instrument and its item.
        let printed = try #require(test.desk.library.measure(bad.measure))
        let label =
          item == "total" ? item : printed.items.first { $0.id == item }?.label ?? ""
        let words: String =
          switch fault {
          case .noAnswer:
            "no answer. Choose one, or the reason why there is none; an instrument that is cleared is left out."
          case .notANumber:
            measure == "incat"
              ? "is no number. Write a number from 0 to 10 points (whole numbers)."
              : "is no number. Write a number from 0 to 10 cm in steps of 0.1."
          default: fault.explanation(measure: printed.short, item: label)
          }
        let link = try #require(page.text.firstRange(of: "<a href=\"#\(name)\">"))
        let rest = page.text[link.upperBound...].prefix { $0 != "<" }
        #expect(rest.hasSuffix(self.escaped(words)), "\(rest)")
      }
      #expect(
        page.text.components(separatedBy: "<a href=\"#\(measure):").count == bad.faults.count + 1)
    }
    #expect(try test.everything() == before)
  }

  @Test(arguments: GoodFact.all) func whatIsGoodIsStoredAsByOtherWays(good: GoodFact) async throws {
    let test = try await PagesSite()
    let subject = good.field.goodSubject
    var form = try Self.form(subject, test)
    if good.field == .stop || good.field == .stopReason { form = try await Self.running(test) }
    let given = Dictionary(
      uniqueKeysWithValues: try good.given.map { (try #require(form.names[$0.key]), $0.value) })
    let fields = form.fields.map { ($0.0, given[$0.0] ?? $0.1) }
    let path = form.path
    try await test.browse(.staff) { browser in
      let page = try await browser.submit(path, fields)
      #expect(page.status == 303)
    }
    #expect(try test.stored(good.field) == good.stored)
  }

  @Test(arguments: GoodFact.answers) func answersAreStoredAsByOtherWays(text: String) async throws {
    let test = try await PagesSite()
    let path = try test.path("/visits")
    try await test.browse(.staff) { browser in
      let page = try await browser.submit(
        path,
        [
          ("date", "2025-05-01"), ("measures", "incat"), ("incat:arms", text), ("incat:legs", "1"),
        ])
      #expect(page.status == 303)
    }
    let score = try test.desk.record(of: PagesSite.patient.id).scores.first {
      $0.measure.text == "incat"
    }
    #expect(score?.answers == "2,1")
  }

  @Test func aControlCharacterIsNamedWithItsField() async throws {
    let test = try await PagesSite()
    let form = try Self.form(.patient, test)
    let fields = form.fields.map { ($0.0, $0.0 == "family" ? "A\u{1}" : $0.1) }
    let path = form.path
    try await test.browse(.staff) { browser in
      let page = try await browser.submit(path, fields)
      #expect(page.status == 400)
      #expect(page.text.contains("The field “family” has a control character."))
    }
  }

  /// A birth date or sex that turns out wrong can be taken away.
  @Test func anEmptiedFieldIsRecordedAsUnknown() async throws {
    let test = try await PagesSite()
    let path = try test.path("/edit")
    try await test.browse(.staff) { browser in
      let page = try await browser.submit(
        path,
        [
          ("family", "Łukasik"), ("given", "Tove <i>"), ("born", ""), ("sex", ""),
          ("reason", "of another patient"),
        ])
      #expect(page.status == 303)
    }
    let versions = try test.desk.file.read { try $0.history(ofPatient: PagesSite.patient.id) }
    #expect(versions.map(\.fact.birthDate) == [BadFact.born, nil])
    #expect(versions.map(\.fact.sex) == [.female, nil])
    #expect(versions.last?.reason == "of another patient")
  }

  @Test func somebodyAlikeIsAskedAboutForWhateverReason() async throws {
    let test = try await PagesSite()
    try test.desk.register(
      Patient(
        id: .init("0042"), familyName: "O'Brien", givenName: "Mary Ann",
        birthDate: BadFact.day("1970-01-12"), sex: .female))
    try await test.browse(.staff) { browser in
      for (identifier, given, born, words) in [
        ("N1", "Maryann", "1970-01-12", "By name and date of birth"),
        ("N2", "Mary Ann", "1970-12-01", "It may be a slip in the date of birth"),
        ("42", "Una", "1988-08-08", "The identifier differs by capital letters or leading zeros"),
      ] {
        let fields = [
          ("identifier", identifier), ("family", "O\u{2019}Brien"), ("given", given),
          ("born", born), ("sex", ""),
        ]
        let page = try await browser.submit("/patients/new", fields)
        #expect(page.status == 422)
        #expect(page.text.contains(words))
        #expect(page.text.contains("0042"))
        let sure = try await browser.post(
          "/patients/new",
          fields + [("another", "yes"), ("nonce", page.nonce("/patients/new"))])
        #expect(sure.status == 303)
      }
    }
  }
}

extension PagesSite {
  /// The files that an import reads.
  fileprivate func everything() throws -> [String] {
    try [
      ExportLayout.patients, .diagnoses, .treatments, .scores, .reviews, .considerations, .visits,
    ].map { layout in
      var bytes: [UInt8] = []
      try desk.export(layout) { bytes.append(contentsOf: $0) }
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  /// A field of the patient or course that was entered last, as files have it.
  fileprivate func stored(_ field: RecordFault.Field) throws -> String {
    let course = try desk.file.read { try $0.courses(of: Self.patient.id) }.map(\.fact)
      .first { $0.therapy.text == "scig" }
    let diagnosis = try desk.file.read { try $0.diagnoses(of: Self.patient.id) }.map(\.fact)
      .first { $0.disease.text != "mg" }
    let patient = try desk.file.read { try $0.patients() }.first { $0.id != Self.patient.id }
    return switch field {
    case .identifier: patient?.id.text ?? ""
    case .familyName: patient?.familyName ?? ""
    case .givenName: patient?.givenName ?? ""
    case .birthDate: patient?.bornGiven?.text ?? ""
    case .sex: patient?.sex?.rawValue ?? ""
    case .start: course?.startGiven.text ?? ""
    case .stop: course?.stopGiven?.text ?? ""
    case .stopReason: course?.stopReason?.rawValue ?? ""
    case .dose: course?.dose?.plain(4) ?? ""
    case .unit: course?.unit ?? ""
    case .intervalDays: course?.intervalDays.map { "\($0)" } ?? ""
    case .note: course?.note ?? ""
    case .diagnosedOn: diagnosis?.diagnosedGiven.text ?? "none"
    case .onsetOn: diagnosis?.onsetGiven?.text ?? ""
    case .otherName: diagnosis?.otherName ?? ""
    case .disease, .endedOn, .therapy, .intent, .measure, .visitDay, .rater, .illness,
      .missedDoses, .daysSinceDose, .flag, .decision, .day, .physician, .revisedTo,
      .deferredUntil, .row, .state, .author:
      ""
    }
  }
}
