// fuzz-tables text|workbook COUNT [SEED]: so many inputs, in one process, changed from the seeds of
// the tests. Every one must be read or end with a fault; anything else ends this program.

import Tables

let arguments = CommandLine.arguments.dropFirst()
guard let what = arguments.first, let count = arguments.dropFirst().first.flatMap({ Int($0) })
else { fatalError("fuzz-tables text|workbook COUNT [SEED]") }
let seed = arguments.dropFirst(2).first.flatMap { UInt64($0) } ?? 1

let fuzz = Fuzz(seed: seed)
let outcome = what == "text" ? try fuzz.texts(count) : try fuzz.books(count)
print("\(what): \(count) inputs, \(outcome.read) read, \(outcome.refused) refused by")
for (kind, times) in outcome.kinds.sorted(by: { $0.value > $1.value }) {
  print("  \(times) \(kind)")
}
