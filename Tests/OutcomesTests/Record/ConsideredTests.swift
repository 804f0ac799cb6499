import Outcomes
import Testing

/// response.md section 7: states are facts with history, and the latest is what holds.
@Suite struct `Where a re-evaluation stands` {
  private static let mg = Disease.ID("mg")

  private static func said(
    _ row: String, _ state: Consideration.State, on offset: Int, of disease: Disease.ID = mg
  ) -> Consideration {
    Consideration(disease: disease, row: row, state: state, day: day(offset), author: "Dr A")
  }

  private func record(
    _ considerations: [Consideration] = [], _ visits: [VisitNote] = []
  ) -> PatientRecord {
    var record = Scenario([]).record
    record.considerations = considerations
    record.visits = visits
    return record
  }

  private func text(_ record: PatientRecord, _ disease: Disease.ID = mg) -> [String] {
    var rows: [String] = []
    var latest: [String: Consideration] = [:]
    for said in record.considerations(under: { $0 == disease }) {
      if latest[said.row] == nil { rows.append(said.row) }
      latest[said.row] = said
    }
    return rows.compactMap { latest[$0] }.map { "\($0.row) \($0.state) \($0.day - firstDose)" }
  }

  @Test func `is what was said last of each row, in the order in which they were taken up`() {
    let said = [
      Self.said("damage", .open, on: 10), Self.said("illness", .requested, on: 11),
      Self.said("damage", .requested, on: 20), Self.said("our own row", .open, on: 21),
      Self.said("illness", .excluded, on: 30),
    ]
    #expect(
      text(record(said)) == ["damage requested 20", "illness excluded 30", "our own row open 21"])
    #expect(text(record()) == [])
  }

  @Test func `is of one diagnosis`() {
    let cidp = Disease.ID("cidp")
    let said = [
      Self.said("damage", .open, on: 10), Self.said("damage", .confirmed, on: 12, of: cidp),
    ]
    #expect(text(record(said)) == ["damage open 10"])
    #expect(text(record(said), cidp) == ["damage confirmed 12"])
  }

  @Test func `counts the day it is dated, and of one day what was recorded later`() {
    let said = [
      Self.said("damage", .excluded, on: 20), Self.said("damage", .open, on: 10),
      Self.said("illness", .open, on: 20), Self.said("illness", .confirmed, on: 20),
      Self.said("illness", .requested, on: 20),
    ]
    #expect(text(record(said)) == ["damage excluded 20", "illness requested 20"])
  }

  @Test func `is as it was said by the day`() {
    let said = [
      Self.said("damage", .open, on: 10), Self.said("damage", .excluded, on: 20),
      Self.said("illness", .open, on: 21),
    ]
    let record = record(said)
    #expect(text(record.asOf(day(9))) == [])
    #expect(text(record.asOf(day(10))) == ["damage open 10"])
    #expect(text(record.asOf(day(20))) == ["damage excluded 20"])
    #expect(text(record.asOf(day(21))) == ["damage excluded 20", "illness open 21"])
  }

  @Test func `a known row is one that the rule asks, in the very same letters`() {
    for question in Explanation.Question.allCases {
      #expect(library.knowsRow(question.rawValue, in: Self.mg))
    }
    for row in ["our own row", "Damage", "", "other"] {
      #expect(!library.knowsRow(row, in: Self.mg), "\(row)")
    }
  }

  @Test func `of a visit holds what was noted last, by day`() {
    let visits = [
      VisitNote(day: day(20), illness: true), VisitNote(day: day(10), missedDoses: false),
      VisitNote(day: day(20), illness: false, daysSinceDose: 0, note: "asked again"),
    ]
    #expect(record([], visits).visitNotes == [visits[1], visits[2]])
    #expect(record([], visits).asOf(day(19)).visitNotes == [visits[1]])
    #expect(record([], visits).asOf(day(9)).visitNotes == [])
  }

  @Test func `what is not said anew of a visit stays`() {
    let noted = VisitNote(
      day: day(20), illness: true, missedDoses: false, daysSinceDose: 3, note: "cold", number: 4)
    let cases: [(VisitNote, VisitNote)] = [
      (VisitNote(day: day(20)), noted),
      (
        VisitNote(day: day(20), illness: false, number: 5),
        VisitNote(
          day: day(20), illness: false, missedDoses: false, daysSinceDose: 3, note: "cold",
          number: 5)
      ),
      (
        VisitNote(day: day(20), missedDoses: true, daysSinceDose: 0, note: "fell"),
        VisitNote(
          day: day(20), illness: true, missedDoses: true, daysSinceDose: 0, note: "fell")
      ),
    ]
    for (said, kept) in cases {
      var kept = kept
      kept.number = said.number
      #expect(said.keeping(noted) == kept)
      #expect(said.keeping(nil) == said)
    }
  }

  @Test func `a note that was emptied again says nothing`() {
    let visits = [VisitNote(day: day(20), illness: true), VisitNote(day: day(20))]
    #expect(record([], visits).visitNotes == [])
    #expect(VisitNote(day: day(20)).isEmpty)
    for visit in [
      VisitNote(day: day(20), illness: false), VisitNote(day: day(20), missedDoses: false),
      VisitNote(day: day(20), daysSinceDose: 0), VisitNote(day: day(20), note: "x"),
    ] {
      #expect(!visit.isEmpty)
    }
  }
}
