import Outcomes
import Testing

@testable import Reporting

/// What a sorted list puts down in a temporary file comes back as it was.
@Suite struct KeptRowTests {
  @Test func comesBackAsItWas() {
    let row: [Cell] = [
      .text(""), .text("a:b"), .text("Łukasik \"x\"\n\u{1}t3:"), .integer(-7), .integer(.max),
      .decimal(Rational(-22, over: 7), places: 2), .plain(Rational(5, over: 3)), .plain(.zero),
      .day(Day(number: -3)), .empty, .text("end"),
    ]
    for count in 0...row.count {
      let bytes = KeptRow.bytes(Array(row.prefix(count)))
      #expect(bytes.withUnsafeBufferPointer { KeptRow.row($0) } == Array(row.prefix(count)))
    }
  }

  @Test(arguments: ["t9:short", "t-1:", "x", "i", "ione:", "d1:0:2:", "p1:", "t", "y:"])
  func refusesWhatIsNoRow(_ text: String) {
    #expect(Array(text.utf8).withUnsafeBufferPointer { KeptRow.row($0) } == nil)
  }

  @Test func foremostAreThoseOfASortedList() {
    let numbers = (0..<200).map { (key: $0 * 7919 % 23, place: $0) }
    for most in [0, 1, 5, 23, 500] {
      var foremost = Foremost<(key: Int, place: Int)>(most) { $0.key < $1.key }
      for number in numbers { foremost.add(number) }
      let sorted = numbers.sorted { ($0.key, $0.place) < ($1.key, $1.place) }.prefix(most)
      #expect(foremost.values.map(\.place) == sorted.map(\.place))
      #expect(foremost.count == numbers.count)
    }
  }
}
