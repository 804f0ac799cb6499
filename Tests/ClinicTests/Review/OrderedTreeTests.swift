import Demonstration
import Testing

@testable import Clinic

/// The list that the kept lists of a clinic are made of, against a sorted array.
@Suite struct `A list in order` {
  private struct Number: Placed, Equatable {
    let value: Int
    var label = 0
    static func isBefore(_ a: Number, _ b: Number) -> Bool { a.value < b.value }
  }

  private static func depth(_ tree: OrderedTree<Number>) -> Int {
    // A way of this length leads to the last element of a tree that leans to one side alone.
    var steps = 0
    _ = tree.count(leading: { _ in
      steps += 1
      return true
    })
    var others = 0
    _ = tree.count(leading: { _ in
      others += 1
      return false
    })
    return max(steps, others)
  }

  @Test(arguments: [1, 2, 3]) func `is a sorted array after any changes`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var array = (0..<40).map { Number(value: $0 * 3) }
    var tree = OrderedTree(array.shuffled(using: &random))
    var before: [(tree: OrderedTree<Number>, array: [Number])] = []
    for step in 0..<800 {
      let number = Number(value: Int.random(in: -5..<150, using: &random), label: step)
      let place = array.firstIndex { $0.value >= number.value } ?? array.endIndex
      let isThere = place < array.endIndex && array[place].value == number.value
      // More go than come, then more come than go.
      if Int.random(in: 0..<100, using: &random) < (step < 400 ? 65 : 35) {
        if isThere { array.remove(at: place) }
        tree.remove(number)
      } else {
        if isThere { array[place] = number } else { array.insert(number, at: place) }
        tree.insert(number)
      }
      if step % 20 == 0 {
        #expect(Array(tree) == array)
        #expect(tree.indices.map { tree[$0] } == array)
        #expect(array.indices.allSatisfy { tree.position(of: array[$0]) == $0 })
        before.append((tree, array))
      }
    }
    // Whoever was handed the list has it as it was then.
    #expect(before.allSatisfy { Array($0.tree) == $0.array })
  }

  @Test func `stays flat however it grows`() {
    var (rising, falling) = (OrderedTree<Number>(), OrderedTree<Number>())
    for value in 0..<1_000 {
      rising.insert(Number(value: value))
      falling.insert(Number(value: -value))
    }
    #expect(Self.depth(rising) <= 20 && Self.depth(falling) <= 20)
    for value in 0..<900 { rising.remove(Number(value: value)) }
    #expect(rising.map(\.value) == Array(900..<1_000) && Self.depth(rising) <= 14)
    #expect(rising.position(of: Number(value: 5)) == nil)
    #expect(Array(rising[3..<5]).map(\.value) == [903, 904])
  }
}
