import Exchange
import Testing

@Suite struct `Rows that are passed over` {
  @Test(arguments: [
    (MappedTables.PassedOver.empty, 0, "0 empty rows"),
    (.empty, 1, "1 empty row"),
    (.before, 1, "1 row above the table"),
    (.before, 2, "2 rows above the table"),
    (.notAsked, 1, "1 row that the mapping does not ask for"),
    (.notAsked, 3, "3 rows that the mapping does not ask for"),
  ])
  func `are counted in words`(why: MappedTables.PassedOver, count: Int, words: String) {
    #expect(why.counted(count) == words)
  }
}
