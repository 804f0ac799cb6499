import Foundation
import Testing

@testable import Web

@Suite struct RandomBytesTests {
  @Test(arguments: [0, 1, 7, 8, 9, 16, 20, 32, 33])
  func asManyAsAskedForAndNeverTheSame(_ count: Int) {
    let drawn = (0..<50).map { _ in RandomBytes.make(count) }
    #expect(drawn.allSatisfy { $0.count == count })
    if count >= 16 { #expect(Set(drawn).count == 50) }
  }

  /// Every place of a draw changes, the last ones too.
  @Test func noByteStandsStill() {
    let drawn = (0..<50).map { _ in RandomBytes.make(19) }
    for place in 0..<19 { #expect(Set(drawn.map { $0[place] }).count > 1, "\(place)") }
  }

  @Test func textsForAddressesHoldOnlyWhatAddressesMay() throws {
    #expect(Data().urlText == "")
    #expect(Data([0xFB, 0xFF, 0xFE]).urlText == "-__-")
    #expect(Data([0xFB]).urlText == "-w")
    #expect(Data([0xFF, 0xEF]).urlText == "_-8")
    for count in 0...40 {
      let bytes = RandomBytes.make(count)
      #expect(try #require(Data(urlText: bytes.urlText)) == bytes)
    }
  }
}
