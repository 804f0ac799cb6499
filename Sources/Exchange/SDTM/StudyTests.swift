package import Outcomes

/// The short names of the tests of all instruments.
///
/// All of them are our own and begin with `Z`, so that none is taken for one of CDISC:
/// five letters and digits of the instrument's id follow, and two digits, the number of the item or
/// `00` for the total. Two instruments that would share the five get two signs from the whole id.
package struct StudyTests: Sendable {
  /// A test as the tables name it.
  package struct Test: Hashable, Sendable {
    package let code: String
    package let name: String
    package let measure: Measure.ID
    /// nil: the total.
    package let item: String?
  }

  private let byMeasure: [Measure.ID: [Test]]

  /// Of the number of an item in a code; no instrument has as many.
  private static let comparedNumber = 99

  package init(_ measures: [Measure]) {
    let stems = Self.stems(measures.map(\.id))
    var all: [Measure.ID: [Test]] = [:]
    for measure in measures {
      var names: Set<String> = []
      func test(_ number: Int, _ label: String, _ item: String?) -> Test {
        Test(
          code: "Z" + (stems[measure.id] ?? "") + (number < 10 ? "0" : "") + String(number),
          name: Self.name("\(measure.short)-\(label)", taken: &names), measure: measure.id,
          item: item)
      }
      var tests = [test(0, measure.items.isEmpty ? "Value" : "Total", nil)]
      for (position, field) in measure.fields.enumerated() {
        if case .value = field.role { continue }
        tests.append(test(position + 1, field.label, field.id))
      }
      if let part = measure.comparedPart {
        tests.append(test(Self.comparedNumber, part.name, part.id))
      }
      all[measure.id] = tests
    }
    byMeasure = all
  }

  package func tests(of measure: Measure.ID) -> [Test] { byMeasure[measure] ?? [] }

  /// - Parameter item: nil: the total.
  package func test(_ item: String?, of measure: Measure.ID) -> Test? {
    byMeasure[measure]?.first { $0.item == item }
  }

  /// At most 40 signs, none twice within an instrument.
  private static func name(_ text: String, taken: inout Set<String>) -> String {
    var number = 1
    while true {
      let tail = number == 1 ? "" : " (\(number))"
      let candidate = String(text.prefix(40 - tail.count)) + tail
      if taken.insert(candidate).inserted { return candidate }
      number += 1
    }
  }

  private static func stems(_ ids: [Measure.ID]) -> [Measure.ID: String] {
    func plain(_ id: Measure.ID) -> String {
      String(id.text.uppercased().filter { $0 != "-" }.prefix(5))
    }
    let shared = Dictionary(grouping: ids, by: plain)
    var stems: [Measure.ID: String] = [:]
    var taken = Set(shared.filter { $0.value.count == 1 }.keys)
    for id in ids.sorted() {
      let own = plain(id)
      if shared[own]?.count == 1 {
        stems[id] = own
        continue
      }
      var number = mixed(id.text)
      while true {
        let candidate = String(own.prefix(3)) + signs(number)
        if taken.insert(candidate).inserted {
          stems[id] = candidate
          break
        }
        number += 1
      }
    }
    return stems
  }

  /// The same number for the same id at all times.
  private static func mixed(_ text: String) -> UInt64 {
    text.utf8.reduce(14_695_981_039_346_656_037) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
  }

  private static func signs(_ number: UInt64) -> String {
    let text = String(number % 1_296, radix: 36, uppercase: true)
    return (text.count < 2 ? "0" : "") + text
  }
}
