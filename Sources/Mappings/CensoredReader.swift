import Exchange
import Measures

extension MappingReader {
  /// `leave-out`, `value`, or one of them for `<` and for `>`.
  func censored(_ table: YAMLTable, _ context: inout MappingContext) {
    guard let value = table["censored"] else { return }
    if value.scalar != nil {
      let both = value.choice(CellSource.Censored.self)
      (context.below, context.above) = (both, both)
    } else if let table = value.table("'censored'", allowed: ["<", ">"]) {
      if let below = table["<"] { context.below = below.choice(CellSource.Censored.self) }
      if let above = table[">"] { context.above = above.choice(CellSource.Censored.self) }
    }
  }
}
