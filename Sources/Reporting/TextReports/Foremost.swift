/// The first so many of values that come in any order, and how many there are in all.
///
/// Of equals the one that came first stands first, as in a sorted list.
struct Foremost<Value> {
  private(set) var values: [Value] = []
  private(set) var count = 0
  private let most: Int
  private let isBefore: (Value, Value) -> Bool

  init(_ most: Int, _ isBefore: @escaping (Value, Value) -> Bool) {
    self.most = most
    self.isBefore = isBefore
  }

  mutating func add(_ value: Value) {
    count += 1
    var (low, high) = (0, values.count)
    while low < high {
      let middle = (low + high) / 2
      if isBefore(value, values[middle]) { high = middle } else { low = middle + 1 }
    }
    guard low < most else { return }
    values.insert(value, at: low)
    if values.count > most { values.removeLast() }
  }
}
