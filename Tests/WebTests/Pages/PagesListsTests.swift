import Clinic
import Foundation
import Outcomes
import Registry
import Reporting
import TestSupport
import Testing

@testable import Web

@Suite struct PagesListsTests {
  /// What the lists show, as text.
  private func texts(_ lists: ClinicLists, _ library: Library, asOf: Day) -> [[String]] {
    let due = lists.due.map { line -> [Cell] in
      [
        .text(line.patient.id.text), .text(line.disease), .text(line.why),
        .text(line.due.reason.rawValue), .day(line.due.on), .day(line.due.latest),
        .text(line.diseaseID.text),
      ]
    }
    let cells =
      lists.review.map(\.cells) + due + tables(lists, library)
      + lists.dueWeeks(asOf: asOf).map { [.text($0.title), .integer($0.lines.count)] }
    return cells.map { $0.map(\.text) }
  }

  private func tables(_ lists: ClinicLists, _ library: Library) -> [[Cell]] {
    CohortTables.allCases.flatMap { $0.table(lists.cohort, lists.yield, library).rows }
  }

  /// Two courses that want an assessment on one day are one visit, wherever that is counted.
  @Test func whatIsOverdueIsCountedAlikeEverywhere() async throws {
    let test = try await PagesSite()
    let desk = test.desk
    let id = Patient.ID("A-18")
    try desk.register(
      Patient(id: id, familyName: "Other", givenName: "", birthDate: nil, sex: nil))
    for (disease, therapy) in [("mg", "azathioprine"), ("mg", "mycophenolate")] {
      if therapy == "azathioprine" {
        try desk.addDiagnosis(
          Diagnosis(disease: Disease.ID(disease), diagnosedOn: PagesSite.today - 900), to: id)
      }
      try desk.startTreatment(
        TreatmentCourse(therapy: Therapy.ID(therapy), start: PagesSite.today - 800), of: id)
    }
    let lists = try test.site.lists.lists(desk)
    let overdue = lists.due.filter { $0.dueOn < PagesSite.today }
    let week = try #require(lists.dueWeeks(asOf: PagesSite.today).first { $0.monday == nil })
    #expect(overdue.count > week.visits.count)
    #expect(test.site.lists.counts?.overdue == week.visits.count)
    try await test.browse(.staff) { browser in
      let page = try await browser.get("/due")
      #expect(page.text.contains("<h2>Overdue · \(week.visits.count)</h2>"))
      #expect(
        page.text.contains("Due <b>\(week.visits.count)<span class=\"unseen\"> overdue</span></b>"))
    }
  }

  /// It is drawn once for all who ask, until something is entered; each choice is a page of its own.
  @Test func theCohortHasWhatWasJustEntered() async throws {
    let test = try await PagesSite()
    try await test.browse(.physician) { browser in
      func courses(_ query: String = "") async throws -> Int {
        let text = try await browser.get("/cohort" + query).text
        let before = try #require(text.components(separatedBy: " judged course").first)
        return try #require(Int(before.split(separator: " ").last ?? ""))
      }
      let (all, mg) = (try await courses(), try await courses("?disease=mg"))
      #expect(try await courses() == all)
      let id = Patient.ID("A-18")
      try test.desk.register(
        Patient(id: id, familyName: "Other", givenName: "", birthDate: nil, sex: nil))
      try test.desk.addDiagnosis(
        Diagnosis(disease: Disease.ID("mg"), diagnosedOn: PagesSite.today - 900), to: id)
      try test.desk.startTreatment(
        TreatmentCourse(therapy: Therapy.ID("azathioprine"), start: PagesSite.today - 800), of: id)
      #expect(try await courses() == all + 1)
      #expect(try await courses("?disease=mg") == mg + 1)
      #expect(try await courses("?disease=cidp") == all - mg)
    }
  }

  /// After every kind of entry the kept lists are those that are judged afresh.
  @Test func theKeptListsAreThoseJudgedAfresh() async throws {
    let test = try await PagesSite()
    let desk = test.desk
    let cache = test.site.lists
    let id = PagesSite.patient.id
    func compare(_ step: String, _ desk: Desk) throws -> Int {
      let kept = try cache.lists(desk)
      let fresh = try desk.clinicLists()
      #expect(
        texts(kept, desk.library, asOf: desk.asOf)
          == texts(fresh, desk.library, asOf: desk.asOf), "\(step)")
      return kept.review.count
    }
    #expect(try compare("first", desk) == 1)
    _ = try desk.closeFlags(of: id, decision: .trialInadequate, note: "low dose")
    #expect(try compare("closed", desk) == 0)
    let number = try #require(try desk.record(of: id).scores.last?.number)
    _ = try desk.correctScore(number, pairs: [("chair", "3")], reason: "misread")
    #expect(try compare("corrected", desk) == 1)
    #expect(try compare("earlier day", desk.with(asOf: PagesSite.today - 280)) == 0)
    #expect(try compare("day again", desk) == 1)
    let twin = Patient(
      id: Patient.ID("A-18"), familyName: "Other", givenName: "", birthDate: nil, sex: nil)
    try desk.register(twin, evenIfSimilar: true)
    try desk.addDiagnosis(
      Diagnosis(disease: Disease.ID("mg"), diagnosedOn: PagesSite.today - 300), to: twin.id)
    try desk.startTreatment(
      TreatmentCourse(therapy: Therapy.ID("ivig"), start: PagesSite.today - 200), of: twin.id)
    for days in [201, 165] {
      try desk.record(
        try desk.prepareScore(
          twin.id, .init("mg-adl"), day: PagesSite.today - days, pairs: PagesSite.adl(9)))
    }
    #expect(try compare("another patient", desk) == 2)
    try desk.merge(twin.id, into: id, reason: "one person")
    #expect(try compare("merged", desk) == 1)
    try desk.record(
      try desk.prepareScore(
        twin.id, .init("mg-adl"), day: PagesSite.today - 2, pairs: PagesSite.adl(9)))
    #expect(try compare("entered for the merged one", desk) == 1)
    try desk.unmerge(twin.id, reason: "two persons")
    #expect(try compare("unmerged", desk) == 2)
  }

  @Test func whatIsDueComesByWeek() async throws {
    let test = try await PagesSite()
    let today = PagesSite.today
    #expect(try test.desk.clinicLists().due.map(\.patient.id) == [PagesSite.patient.id])
    try test.desk.startTreatment(
      TreatmentCourse(therapy: Therapy.ID("ivig"), start: today - 3), of: PagesSite.patient.id)
    let lists = try test.desk.clinicLists()
    let weeks = lists.dueWeeks(asOf: today)
    let near = lists.due.map(\.dueOn).filter { $0 < today.monday + 9 * 7 }
    #expect(weeks.flatMap(\.lines).map(\.dueOn) == near && !near.isEmpty)
    for week in weeks {
      for line in week.lines {
        let title = line.dueOn < today ? "Overdue" : "Week of \(line.dueOn.monday)"
        #expect(week.title == title)
      }
    }
    #expect(lists.dueWeeks(asOf: today, ahead: -1).flatMap(\.lines).allSatisfy { $0.dueOn < today })
  }

  /// 450 patients are due: three pages, each line once, in order, with links that lead on.
  @Test func aLongListComesInPages() async throws {
    let test = try await PagesSite()
    for number in 1...450 {
      let id = Patient.ID("D\(1_000 + number)")
      try test.desk.register(
        Patient(id: id, familyName: "N\(number)", givenName: "", birthDate: nil, sex: nil))
      try test.desk.addDiagnosis(
        Diagnosis(disease: Disease.ID("mg"), diagnosedOn: PagesSite.today - 400), to: id)
      try test.desk.startTreatment(
        TreatmentCourse(therapy: Therapy.ID("ivig"), start: PagesSite.today - number % 90), of: id)
    }
    let expected = try test.desk.clinicLists().dueWeeks(asOf: PagesSite.today)
      .flatMap { $0.lines.map(\.patient.id.text) }
    #expect(expected.count > 400)
    try await test.browse(.staff) { browser in
      var shown: [String] = []
      let first = try await browser.get("/due").text
      let weeks = first.components(separatedBy: "href=\"/due?week=").dropFirst()
        .map { String($0.prefix { $0 != "\"" }) }
      #expect(!weeks.isEmpty)
      for week in [""] + weeks {
        var next: String? = week.isEmpty ? "/due" : "/due?week=\(week)"
        while let path = next {
          let text = try await browser.get(path).text
          let names = text.components(separatedBy: "<th scope=\"row\"").dropFirst()
          shown += names.map { part in
            let under = part.components(separatedBy: "class=\"under\">").dropFirst().first ?? ""
            return String(under.prefix { $0 != "<" })
          }
          next = text.range(of: "rel=\"next\" href=\"").map { found in
            String(text[found.upperBound...].prefix { $0 != "\"" })
          }
        }
      }
      #expect(shown == expected)
      let last = try await browser.get("/due?page=2").text
      #expect(last.contains("rel=\"prev\" href=\"/due?page=1\""))
      #expect(try await browser.get("/due?page=99").text.contains("aria-current=\"page\""))
      #expect(try await browser.get("/due?page=x").status == 200)
      #expect(try await browser.get("/due?week=x").status == 200)
    }
  }

  /// More visitors than there are threads and readers: nobody waits for ever.
  // Ends a run that hangs; the minutes are those of all tests, since it also waits for its place.
  @Test(.timeLimit(.minutes(10))) func manyVisitorsOfAPatientAreServed() async throws {
    let test = try await PagesSite()
    let path = try test.path()
    try await test.browse(.physician) { browser in
      let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<120 { group.addTask { try await browser.get(path).status } }
        return try await group.reduce(into: [:]) { $0[$1, default: 0] += 1 }
      }
      #expect(statuses == [200: 120])
    }
  }

  /// Many visitors at once get the same, and the clinic is judged once.
  @Test func visitorsAtOnceGetTheSameLists() async throws {
    let test = try await PagesSite()
    let site = test.site
    let counts = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<20 { group.addTask { try await site.clinicLists(at: site.now()).review.count } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(counts == Array(repeating: 1, count: 20))
  }

  @Test(.timeLimit(.minutes(5))) func theListsAreJudgedBeforeAnybodyAsks() async throws {
    let test = try await PagesSite()
    let keeper = ListsKeeper(site: test.site, logger: test.log.logger)
    let running = Task { try await keeper.run() }
    while test.site.lists.judged == nil { try await Task.sleep(for: .milliseconds(20)) }
    running.cancel()
    try await running.value
    #expect(test.site.lists.judged == PagesSite.today)
  }
}
