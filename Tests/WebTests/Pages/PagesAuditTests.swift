import Clinic
import Foundation
import HTTPTypes
import Outcomes
import Registry
import Testing

@testable import Web

/// Whatever shows something of a patient leaves a line in the audit trail.
@Suite struct PagesAuditTests {
  /// Fields that bring a form as far as showing a page about the patient, by route.
  ///
  /// Forms that are not here are sent empty and come back with what is missing.
  private static let forms: [String: [(String, String)]] = [
    "patients": [("search", "")],
    "patients/new": [
      ("identifier", "B-2"), ("family", "Lukasik"), ("given", "Tove"), ("born", "1960-03-01"),
      ("sex", "female"),
    ],
    "exports": [("layout", "scores"), ("identified", "yes")],
    "patients/:patient/edit": seen,
    "patients/:patient/flag": seen,
    "patients/:patient/scores/:score": seen,
    "patients/:patient/scores/:score/withdraw": seen,
    "patients/:patient/treatments/:course": seen,
    "patients/:patient/treatments/:course/stop": seen,
    "patients/:patient/treatments/:course/withdraw": seen,
    "patients/:patient/diagnoses/:diagnosis/revise": seen,
    "patients/:patient/diagnoses/:diagnosis/end": seen,
    "patients/:patient/diagnoses/:diagnosis/withdraw": seen,
  ]
  /// The version that a change was made from; what was seen goes with every change.
  private static let seen = [("seen", "1")]
  /// Those that show a patient, as this test finds them.
  private static let showing: Set<String> = [
    "GET review", "GET due", "GET due/calls", "GET trail", "POST trail", "POST patients",
    "POST patients/new",
    "POST exports",
    "GET patients/:patient", "GET patients/:patient/history", "GET patients/:patient/flag",
    "POST patients/:patient/flag",
    "GET patients/:patient/reevaluation", "POST patients/:patient/reevaluation",
    "GET patients/:patient/edit", "POST patients/:patient/edit", "GET patients/:patient/merge",
    "POST patients/:patient/merge", "GET patients/:patient/unmerge",
    "POST patients/:patient/unmerge",
    "GET patients/:patient/visits", "POST patients/:patient/visits",
    "GET patients/:patient/visits/:day", "POST patients/:patient/visits/:day/withdraw",
    "POST patients/:patient/visits/:day/move",
    "GET patients/:patient/treatments", "POST patients/:patient/treatments",
    "GET patients/:patient/treatments/:course", "POST patients/:patient/treatments/:course",
    "POST patients/:patient/treatments/:course/stop",
    "GET patients/:patient/diagnoses", "POST patients/:patient/diagnoses",
    "GET patients/:patient/diagnoses/:diagnosis",
    "POST patients/:patient/diagnoses/:diagnosis/revise",
    "POST patients/:patient/diagnoses/:diagnosis/end",
    "GET patients/:patient/scores/:score", "POST patients/:patient/scores/:score",
    "POST patients/:patient/scores/:score/withdraw",
    "POST patients/:patient/treatments/:course/withdraw",
    "POST patients/:patient/diagnoses/:diagnosis/withdraw",
  ]

  @Test func everyPageThatShowsAPatientLeavesALine() async throws {
    let test = try await PagesSite()
    let id = PagesSite.patient.id
    try test.desk.startTreatment(
      TreatmentCourse(therapy: Therapy.ID("ivig"), start: PagesSite.today - 3), of: id)
    let numbers = try test.desk.file.read { reading in
      (
        try reading.scores(of: id).last?.number, try reading.courses(of: id).last?.number,
        try reading.diagnoses(of: id).last?.number
      )
    }
    let (score, course, diagnosis) = (
      try #require(numbers.0), try #require(numbers.1), try #require(numbers.2)
    )
    let key = try test.site.pageKeys.key(for: id)
    @Sendable func lines() throws -> [AuditLine] {
      try test.desk.file.read { reading in
        try Access.allCases.flatMap { try reading.audit(AuditFilter(action: $0.rawValue)) }
      }
    }
    // The week in which the patient is due.
    let due = try #require(
      try test.desk.clinicLists().dueWeeks(asOf: PagesSite.today).first?.monday)
    let weeks = ["due": "?week=\(due.iso)", "due/calls": "?week=\(due.iso)"]
    try await test.browse(.physician) { browser in
      let token = try browser.token
      var shown: Set<String> = []
      for route in SiteMap.routes where route.access.allows(.physician) && route.path != "sign-out"
      {
        let path =
          "/"
          + route.path.replacing(":patient", with: key).replacing(":score", with: "\(score)")
          .replacing(":course", with: "\(course)").replacing(":diagnosis", with: "\(diagnosis)")
          .replacing(":day", with: "2026-04-02") + (weeks[route.path] ?? "")
        let name = "\(route.method) \(route.path)"
        let before = try lines()
        let page =
          route.method == .get
          ? try await browser.get(path)
          : try await browser.post(
            path,
            (Self.forms[route.path] ?? []) + [
              ("nonce", try FormNonce(for: path, token: token).text)
            ])
        let added = try lines().count - before.count
        guard page.text.contains("ukasik") || page.text.contains("A-17") else { continue }
        shown.insert(name)
        #expect(added >= 1, "\(name) shows a patient and leaves no line")
        if route.path.contains(":patient") || route.path == "patients/new" {
          #expect(try lines().contains { !before.contains($0) && $0.patient == id }, "\(name)")
        }
      }
      #expect(shown.symmetricDifference(Self.showing).isEmpty)
    }
  }

  /// Both persons are shown before they are put together.
  @Test func comparingTwoPersonsIsNotedForBoth() async throws {
    let test = try await PagesSite()
    let other = Patient(
      id: Patient.ID("B-2"), familyName: "Twin", givenName: "", birthDate: nil, sex: nil)
    try test.desk.register(other)
    let merge = try test.path("/merge")
    try await test.browse(.staff) { browser in
      let page = try await browser.submit(merge, [("other", "B-2"), ("reason", "same address")])
      #expect(page.text.contains("Twin"))
    }
    let lines = try test.desk.file.read { try $0.audit(AuditFilter(patient: other.id)) }
    #expect(lines.contains { $0.action == "view" && $0.subject == "merge" })
  }
}
