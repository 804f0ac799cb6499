import Foundation
import Tables
import Testing

@Suite struct `Damaged workbooks` {
  /// 50 of each of the four programs: bits flipped, bytes overwritten, parts cut out, ends cut off.
  @Test(arguments: ["openpyxl", "xlsxwriter", "libreoffice", "gnumeric"])
  func `end with a sentence`(_ program: String) throws {
    guard case .path(let path) = Reading.fixture(program + ".xlsx").bytes else { return }
    let sound = [UInt8](try Data(contentsOf: URL(filePath: path)))
    let options = TableOptions(sheet: "First")
    let rows = try Reading.rows(sound, options)
    var mutator = Mutator(seed: 12)
    var refused = 0
    for number in 0..<50 {
      var bytes = sound
      switch number % 4 {
      case 0:
        for _ in 0..<8 { bytes[mutator.number(below: bytes.count)] ^= 1 << UInt8(number % 8) }
      case 1:
        for _ in 0..<4 {
          bytes[mutator.number(below: bytes.count)] = UInt8(mutator.number(below: 256))
        }
      case 2:
        let place = mutator.number(below: bytes.count - 200)
        bytes.removeSubrange(place..<place + 1 + mutator.number(below: 199))
      default: bytes.removeLast(1 + mutator.number(below: bytes.count - 1))  // not our enum
      }
      do {
        // A change where nothing is looked at leaves the rows as they were.
        #expect(try Reading.rows(bytes, options) == rows)
      } catch let fault as TableFault {
        refused += 1
        #expect(fault.description.hasSuffix("."))
        #expect(fault.description.hasPrefix("t"))
      }
    }
    #expect(refused >= 35)
  }

  @Test func `lack or repeat half of any part`() throws {
    let parts = FuzzSeeds.book.allParts
    for (index, part) in parts.enumerated() where part.name != "[Content_Types].xml" {
      var halved = parts
      halved[index].content = Array(part.content.prefix(part.content.count / 2))
      #expect(try Reading.fault(ZipFile.bytes(halved)) != nil, "\(part.name) cut")
      var doubled = parts
      doubled[index].content += part.content
      #expect(try Reading.fault(ZipFile.bytes(doubled)) != nil, "\(part.name) doubled")
    }
  }
}

@Suite struct `Inputs that nobody wrote` {
  // The long run is Scripts/fuzz, with its readers text, workbook and part.
  @Test func `are read or refused as text`() throws {
    let outcome = try Fuzz(seed: 20_261_127).texts(5000)
    #expect(outcome.read + outcome.refused == 5000)
    #expect(outcome.read > 1000)
    #expect(outcome.refused > 1000)
  }

  @Test func `are read or refused as workbooks`() throws {
    let outcome = try Fuzz(seed: 20_261_127).books(1000)
    #expect(outcome.read + outcome.refused == 1000)
    #expect(outcome.read > 100)
    #expect(outcome.refused > 500)
  }
}
