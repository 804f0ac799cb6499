import Testing
import YAMLTree

@Suite struct `A tree of YAML` {
  private func lines(_ yaml: String) throws -> [String] {
    let tree = try YAMLTree(yaml: yaml)
    return tree.nodes.indices.map { position in
      let node = tree.nodes[position]
      return "\(node.line):\(node.column) \(node.kind) \(tree.string(position)) <\(node.next)"
    }
  }

  @Test func `knows the place, the quotes and the end of each node`() throws {
    let yaml = """
      # a remark
      id: é-1
      list: [1, "two; 3,4", {deep: ~}]
      long: >
        one
        two
      none:
      """
    #expect(
      try lines(yaml) == [
        "2:1 table  <14", "2:1 plain id <2", "2:5 plain é-1 <3", "3:1 plain list <4",
        "3:7 list  <10", "3:8 plain 1 <6", "3:11 quoted two; 3,4 <7", "3:23 table  <10",
        "3:24 plain deep <9", "3:30 plain ~ <10", "4:1 plain long <11",
        "4:7 quoted one two\n <12", "7:1 plain none <13", "7:6 plain  <14",
      ])
  }

  @Test func `says what is behind an alias, with its place`() throws {
    #expect(
      try lines("a: &x [1]\nb: *x\n") == [
        "1:1 table  <7", "1:1 plain a <2", "1:4 list  <4", "1:8 plain 1 <4", "2:1 plain b <5",
        "1:4 list  <7", "1:8 plain 1 <7",
      ])
  }

  @Test(arguments: [
    ("a: [", "syntax"), ("", "empty"), ("a: 1\na: 2\n", "duplicateKey(\"a\")"),
    // 9 to the power of 9 texts.
    (
      "a: &a [x, x, x, x, x, x, x, x, x]\n"
        + zip("bcdefghi", "abcdefgh").map { name, last in
          "\(name): &\(name) [" + Array(repeating: "*\(last)", count: 9).joined(separator: ", ")
            + "]\n"
        }.joined(), "aliases"
    ),
  ])
  func `is refused where there is none`(_ yaml: String, _ why: String) {
    let faults = #expect(throws: YAMLFaults.self) { try YAMLTree(yaml: yaml) }
    #expect(faults.map { "\($0.faults)" }?.contains(why) == true)
  }

  @Test(arguments: ["", "t1,1,2;p0,1,1;a", "p1,1,5;abcd", "p1,1,1;ab", "x1,1,1;a", "p1,1,-1;a"])
  func `is not made up from a part of one`(_ text: String) {
    #expect(YAMLTree(encoded: text) == nil)
  }
}
