import Outcomes

/// Items that several instruments of a visit form share: asked once, before the first of them.
extension VisitForm {
  /// What the same instruments share.
  package struct Shared: Sendable {
    /// Apart from the ids of all blocks.
    package let id: String
    /// The instruments, as they stand on the form; the names of the fields are those of the first.
    package let blocks: [Block]
    package let questions: [ScoreForm.Question]

    package var first: Block { blocks[0] }

    /// `MG-ADL and MGC`.
    package var instruments: String { VisitForm.names(blocks.map(\.short)) }
  }

  /// The form as it stands with what was typed.
  ///
  /// An item is asked once unless it was answered differently for each already. An instrument of which
  /// nothing of its own would be left to ask, one that is recorded and one that the site leaves out ask
  /// for themselves.
  package func sharing(_ entered: (String) -> [String]) -> VisitForm {
    var form = self
    var taking = blocks.indices.filter {
      !blocks[$0].isRecorded && !blocks[$0].isLeftOut && blocks[$0].variant.isEmpty
    }
    var common = common(taking)
    while true {
      let emptied = taking.filter { block in
        blocks[block].form.questions.allSatisfy { common[blocks[block].origin(of: $0)] != nil }
      }
      if emptied.isEmpty { break }
      taking.removeAll { emptied.contains($0) }
      common = self.common(taking)
    }
    for places in common.values {
      let names = places.map { blocks[$0.block].ownName($0.item) }
      guard Set(names.map(entered).filter { !$0.isEmpty }).count < 2 else { continue }
      for place in places { form.blocks[place.block].shared[place.item] = names[0] }
    }
    return form
  }

  private typealias Place = (block: Int, item: String)

  /// Where each item stands that at least two of those blocks have.
  private func common(_ taking: [Int]) -> [ItemPlace: [Place]] {
    let sharing = taking.contains { !blocks[$0].form.measure.sharedItems.isEmpty }
    guard sharing else { return [:] }
    var places: [ItemPlace: [Place]] = [:]
    for block in taking {
      for question in blocks[block].form.questions {
        places[blocks[block].origin(of: question), default: []].append((block, question.id))
      }
    }
    return places.filter { $0.value.count > 1 }
  }

  /// What is asked once, in the order of the blocks that come first.
  package var shared: [Shared] {
    var groups: [(taking: [Block], questions: [ScoreForm.Question])] = []
    for block in blocks {
      for question in block.form.questions {
        guard let name = block.shared[question.id], name == block.ownName(question.id) else {
          continue
        }
        let taking = blocks.filter { $0.shared.values.contains(name) }
        let asked = question.withLastAnswer(of: taking, origin: block.origin(of: question))
        if let group = groups.firstIndex(where: { $0.taking.map(\.id) == taking.map(\.id) }) {
          groups[group].questions.append(asked)
        } else {
          groups.append((taking, [asked]))
        }
      }
    }
    return groups.map { taking, questions in
      Shared(
        id: "once-" + taking.map(\.id).joined(separator: "-"), blocks: taking,
        questions: questions)
    }
  }

  /// Answers that were typed where the form asks for them no more: from which field to which.
  ///
  /// It was made when other instruments could be entered. They are taken along, never dropped.
  package func moved(_ entered: (String) -> [String]) -> [(from: String, to: String, stays: Bool)] {
    var moved: [(from: String, to: String, stays: Bool)] = []
    let common = common(Array(blocks.indices))
    if common.isEmpty { return moved }
    for block in blocks where !block.isRecorded {
      for question in block.form.questions where common[block.origin(of: question)] != nil {
        let name = block.name(question.id)
        let isShared = block.shared[question.id] != nil
        // By what was typed for another instrument alone none is begun.
        guard
          isShared
            ? name == block.ownName(question.id)
            : entered(name).isEmpty && block.isBegun(entered)
        else { continue }
        let elsewhere = blocks.filter { $0.id != block.id && (isShared || $0.isRecorded) }
          .flatMap { other in
            other.form.questions
              .filter { other.origin(of: $0) == block.origin(of: question) }
              .map {
                (
                  name: other.ownName($0.id),
                  stays: !isShared && other.isBegun(besides: block, entered)
                )
              }
          }
        moved += elsewhere.filter { !entered($0.name).isEmpty }.map { ($0.name, name, $0.stays) }
      }
    }
    return moved
  }

  /// `MG-ADL and MGC`.
  static func names(_ all: [String], _ word: String = "and") -> String {
    guard let last = all.last, all.count > 1 else { return all.joined() }
    return "\(all.dropLast().joined(separator: ", ")) \(word) \(last)"
  }
}

extension VisitForm.Block {
  /// The item that a question was taken over from; itself where it is the instrument's own.
  func origin(of question: ScoreForm.Question) -> ItemPlace {
    form.measure.origin(of: question.id)
  }

  /// What is asked for this instrument alone.
  package var ownQuestions: [ScoreForm.Question] {
    form.questions.filter { shared[$0.id] == nil }
  }

  /// Whether an item was answered that another instrument does not share.
  func isBegun(besides other: Self, _ entered: (String) -> [String]) -> Bool {
    let common = Set(other.form.questions.map { other.origin(of: $0) })
    return form.questions.contains {
      !common.contains(origin(of: $0)) && !entered(name($0.id)).isEmpty
    }
  }

  /// The name of a field were the instrument alone on the form.
  func ownName(_ question: String) -> String { "\(id):\(question)" }
}

extension ScoreForm.Question {
  /// As several instruments ask it: needed where one of them needs it, with the answer of the one that
  /// was entered last.
  fileprivate func withLastAnswer(of blocks: [VisitForm.Block], origin: ItemPlace) -> Self {
    let asked = blocks.compactMap { block in
      block.form.questions.first { block.origin(of: $0) == origin }
        .map { (day: block.form.lastDay, question: $0) }
    }
    // Of the same day that of the first.
    var latest: (day: Day, question: Self)?
    for case (let day?, let question) in asked where question.previous != nil {
      if latest.map({ day > $0.day }) ?? true { latest = (day, question) }
    }
    return ScoreForm.Question(
      id: id, label: label, previous: latest?.question.previous, last: latest?.question.last,
      isOptional: asked.allSatisfy(\.question.isOptional),
      isNeeded: asked.contains { $0.question.isNeeded }, beside: beside, help: help, kind: kind)
  }
}
