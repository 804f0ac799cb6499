import Foundation
import Outcomes
import Testing

@testable import Registry

private func instant(_ seconds: Int) -> Instant {
  Instant(milliseconds: 1_772_352_930_000 + seconds * 1000)
}

@Suite struct `A clock` {
  static let now = instant(0)

  @Test(
    arguments: [
      (nil, nil), (0, nil), (120, nil), (121, ClockOddity.behind(last: instant(121), now: now)),
      (-366 * 86_400, nil),
      (-366 * 86_400 - 1, .farAhead(last: instant(-366 * 86_400 - 1), now: now)),
    ] as [(Int?, ClockOddity?)])
  func `is odd two minutes behind the last line, or more than a year after it`(
    _ last: Int?, _ oddity: ClockOddity?
  ) {
    #expect(ClockOddity(last: last.map(instant), now: Self.now) == oddity)
  }

  @Test(
    arguments: [
      (ClockOddity.behind(last: instant(0), now: instant(-500)), -121, true),
      (.behind(last: instant(0), now: instant(-500)), -120, false),
      (.wasSet(seconds: 600, now: instant(0)), -121, false),
      (.wasSet(seconds: 600, now: instant(0)), -120, true),
      (.wasSet(seconds: 600, now: instant(0)), 86_399, true),
      (.wasSet(seconds: 600, now: instant(0)), 86_400, false),
      (.farAhead(last: instant(-40_000_000), now: instant(0)), 86_399, true),
      (.farAhead(last: instant(-40_000_000), now: instant(0)), 86_400, false),
    ])
  func `is said while it is behind, and for a day after it jumped`(
    _ oddity: ClockOddity, _ seconds: Int, _ stands: Bool
  ) {
    #expect(oddity.stands(at: instant(seconds)) == stands)
  }

  @Test func `that is set while the program runs is seen, once`() {
    func steady(_ seconds: Int64, _ boot: String = "a") -> SteadyTime {
      SteadyTime(boot: boot, seconds: seconds)
    }
    let watch = ClockWatch(wall: instant(0), steady: steady(100))
    #expect(watch.look(wall: instant(3600), steady: steady(3700)) == nil)
    #expect(watch.look(wall: instant(3730), steady: steady(3710)) == nil)
    #expect(
      watch.look(wall: instant(13_840), steady: steady(3720))
        == .wasSet(seconds: 10_100, now: instant(13_840)))
    #expect(watch.look(wall: instant(13_850), steady: steady(3730)) == nil)
    #expect(
      watch.look(wall: instant(-100), steady: steady(3740))
        == .wasSet(seconds: -13_960, now: instant(-100)))
    #expect(watch.last == .wasSet(seconds: -13_960, now: instant(-100)))
    // The steady clock of another start says nothing.
    #expect(watch.look(wall: instant(900), steady: steady(5, "b")) == nil)
  }

  @Test func `that goes back is noted with the entry, which is taken, and is seen at opening`()
    throws
  {
    let folder = try TestFolder()
    let file = try ClinicFile.create(path: folder.clinic)
    for (id, seconds) in [("a", 0), ("b", -121), ("c", -120), ("d", 366 * 86_400)] {
      let by = Signature(author: "anna", instant: instant(seconds))
      try file.write(.addPatient, by: by) { try $0.add(.test(id)) }
    }
    let lines = try file.read { try $0.audit() }.reversed().map { line in
      "\(line.entry) \(line.action) \(line.subject) \(line.old ?? "-")"
    }
    #expect(
      lines == [
        "1 add-patient patient -",
        #"2 clock behind the last entry {"clock":"2026-03-01T08:15:30.000Z"}"#,
        "2 add-patient patient -", "3 add-patient patient -",
        #"4 clock far ahead of the last entry {"clock":"2026-03-01T08:13:30.000Z"}"#,
        "4 add-patient patient -",
      ])
    #expect(try file.read { $0.verify(library: nil) }.findings == [])
    #expect(file.clockOddity == nil)
    try file.read { reading in
      let found = try ClinicFile.oddity(now: instant(0), in: reading.database)
      #expect(found == .behind(last: instant(366 * 86_400), now: instant(0)))
    }
    try file.close()
  }
}
