import Tables

/// Tries both readers with inputs that nobody wrote.
struct Fuzz {
  struct Outcome {
    var read = 0
    var refused = 0
    /// How often each kind of fault was the end, by its name.
    var kinds: [String: Int] = [:]

    mutating func note(_ fault: TableFault?) {
      guard let fault else {
        read += 1
        return
      }
      refused += 1
      let name = "\(fault.kind)".prefix { $0 != "(" }
      kinds[String(name), default: 0] += 1
    }
  }

  let seed: UInt64

  func texts(_ count: Int) throws -> Outcome {
    var mutator = Mutator(seed: seed)
    var outcome = Outcome()
    for index in 0..<count {
      let bytes = mutator.changed(
        FuzzSeeds.texts[index % FuzzSeeds.texts.count], words: FuzzSeeds.textWords)
      let options = FuzzSeeds.textOptions[mutator.number(below: FuzzSeeds.textOptions.count)]
      outcome.note(try FuzzSeeds.read(bytes, options))
    }
    return outcome
  }

  /// In turn the zip file itself, the letters of a part inside a sound zip file, and the values in one.
  func books(_ count: Int) throws -> Outcome {
    var mutator = Mutator(seed: seed)
    var outcome = Outcome()
    let book = FuzzSeeds.book
    let sound = try book.bytes()
    let parts = book.allParts
    for index in 0..<count {
      var bytes: [UInt8]
      if index % 4 == 0 {
        bytes = mutator.changed(sound, words: ["PK\u{1}\u{2}", "PK\u{3}\u{4}", "\0\0\0\0"])
      } else {
        var changed = parts
        // Half of them in the sheet, which is the last part.
        let place =
          mutator.number(below: 2) == 0
          ? parts.count - 1 : mutator.number(below: parts.count)
        let content = parts[place].content
        changed[place].content =
          index % 4 == 1
          ? mutator.changed(content, words: FuzzSeeds.bookWords)
          : mutator.revalued(content, words: FuzzSeeds.values)
        bytes = try ZipFile.bytes(changed, packed: false)
      }
      outcome.note(try FuzzSeeds.read(bytes, FuzzSeeds.bookOptions))
    }
    return outcome
  }
}
