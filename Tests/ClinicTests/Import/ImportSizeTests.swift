import Clinic
import Exchange
import Foundation
import Outcomes
import Testing

@Suite struct `A large import` {
  /// Runs in a process of its own, so that its peak of memory is that of the import alone.
  @Test func `of 200,000 rows, in order or scattered, does not hold the file in memory`()
    async throws
  {
    await #expect(processExitsWith: .success) {
      let clinic = try TestClinic()
      let small = try LargeFile.write(patients: 100, visits: 5, scattered: false, in: clinic)
      let large = try LargeFile.write(patients: 4000, visits: 25, scattered: false, in: clinic)
      let mixed = try LargeFile.write(patients: 4000, visits: 25, scattered: true, in: clinic)
      _ = try clinic.desk.importFiles(small, dryRun: true)
      let before = try LargeFile.peakMemory()
      var told: [Int] = []
      let outcome = try clinic.desk.importFiles(large, dryRun: true) { rows, _, _ in
        told.append(rows)
      }
      try #require(outcome.rows == 204_000 && outcome.stored[.scores] == 100_000)
      try #require(told.contains(100_000))
      let scattered = try clinic.desk.importFiles(mixed, dryRun: true)
      try #require(scattered.rows == 204_000 && scattered.stored[.scores] == 100_000)
      // The file has 7 MB, and its rows as objects would take ten times as much.
      try #require(try LargeFile.peakMemory() - before < 16_000)
    }
  }
}

enum LargeFile {
  /// A patients file and a scores file with two rows for each visit.
  static func write(patients: Int, visits: Int, scattered: Bool, in clinic: TestClinic) throws
    -> [String]
  {
    var text = "patient_id,family_name,given_name,birth_date,sex\n"
    for number in 0..<patients { text += "P\(number),Family\(number),Given,1970-01-01,female\n" }
    let register = try clinic.write("p\(patients)\(scattered).csv", text)
    text = "patient_id,date,measure,item,value\n"
    func add(_ item: String) {
      for number in 0..<patients {
        for visit in 0..<visits {
          text +=
            "P\(number),\(Day(number: 19_000 + visit * 28)),incat,\(item),\((number + visit) % 6)\n"
          if !scattered {
            text += "P\(number),\(Day(number: 19_000 + visit * 28)),incat,legs,\(visit % 6)\n"
          }
        }
      }
    }
    add("arms")
    if scattered { add("legs") }
    return [register, try clinic.write("s\(patients)\(scattered).csv", text)]
  }

  /// In KiB; of the whole process so far.
  static func peakMemory() throws -> Int {
    let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") })
    return try #require(Int(line.filter(\.isNumber)))
  }
}
