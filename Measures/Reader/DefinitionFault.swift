import Outcomes

/// What is wrong at one place of a definition file.
package struct DefinitionFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// Path as it was given: `measures/mg/mg-adl.yaml`.
  package var file: String
  /// Counted from 1.
  package var line: Int
  /// Counted from 1, in characters.
  package var column: Int
  package var problem: DefinitionProblem

  package init(file: String, line: Int, column: Int, problem: DefinitionProblem) {
    self.file = file
    self.line = line
    self.column = column
    self.problem = problem
  }

  /// `measures/mg/x.yaml:12:5: missing key 'label' in an item`.
  package var description: String { "\(file):\(line):\(column): \(problem.description)" }
}

/// All faults of the files that were read, in the order of files and lines.
package struct DefinitionFaults: Error, Sendable {
  package var faults: [DefinitionFault]

  package init(faults: [DefinitionFault]) { self.faults = faults }
}

/// The kinds of faults, as facts.
///
/// Numbers are texts as they stand in the file.
package enum DefinitionProblem: Hashable, Sendable {
  // The file and its form
  case syntax(String)
  case empty
  case misplacedFile
  case duplicateKey(String)
  case unknownKey(String, in: String, allowed: [String], commaInText: Bool)
  case missingKey(String, in: String, why: String?)
  case wrongType(String, found: String, needed: String)
  case notAllowed(String, found: String, allowed: [String])
  case tooLong(String, found: Int, limit: Int)
  case wordNotStorable(String)
  case unseen(String)
  // Ids
  case badID(String)
  case idIsNotFileName(id: String, name: String)
  case duplicateID(kind: String, id: String, other: String)
  case duplicate(String, String)
  /// `other`: `measure qmg`.
  case calledTwice(String, other: String)
  /// A line of a mapping that a person has to decide.
  case undecided(choices: String?)
  /// `near`: what is meant, where the word is known to be another one for it.
  case undefined(kind: String, id: String, known: [String], near: String? = nil)
  case variantCircle(String)
  // Times of a therapy
  case trialAfterDeadline(trial: String, deadline: String)
  case effectEndsTooEarly(trialDays: Int, effectDays: Int, firstEffect: String)
  case earlyWorseningTooLong(weeks: String, deadline: String)
  case assessmentAtDeadline(weeks: String)
  // Numbers and bands
  case upsideDown(from: String, to: String)
  case offStep(value: String, step: String, start: String)
  case bandGap(from: String, to: String, step: String)
  case bandOverlap(end: String, start: String)
  case bandsBeginLate(start: String, needed: String)
  case bandsEndShort(end: String, needed: String)
  case notAscending(String)
  case outside(String, value: String, range: String)
  case unreachable(end: String, stated: String, reachable: String)
  case valueRangeDiffers(stated: String, range: String)
  case gradeWithoutOption(grade: String, allowed: [String])
  // Scoring
  case eitherOr([String])
  case neither([String])
  case notWith(key: String, kind: String)
  case sharedScore(score: String, options: [String])
  /// The first answer in which an item differs from the one that it is said to be.
  case sharedItemDiffers(other: String, found: String, allowed: String)
  case divisorMayBeZero(String)
  case tooManyMissing(allowed: Int, items: Int)
  // Evidence
  case sourceWithoutIdentifier
  case unverifiedJudges
  case twoJudges(String)
  case judgesWithoutDirection
  // Diseases and therapies
  case mayNotBeCounted(measure: String, measureClass: String)
  case noImprovementThreshold(measure: String)
  case notAComposite(String)
  case countedAndWatched(String)
  case computed(measure: String)
  case windowOrder(firstEffect: String, assessBy: String, deadline: String)
  // Examples
  case exampleUnknownItem(String, allowed: [String])
  case exampleAnswer(item: String, found: String, allowed: String)
  case exampleTotal(stated: String, computed: String)
  case exampleSubscore(String, stated: String, computed: String)
  case examplesLack(String)
}

extension DefinitionProblem: CustomStringConvertible {
  /// What was found, what is allowed, what to do.
  package var description: String {
    switch self {
    case .syntax(let problem): "this is no YAML: \(problem)"
    case .empty: "the file is empty; it needs the keys of a definition"
    case .misplacedFile:
      "no definition is expected here; allowed: measures/<group>/<id>.yaml, diseases/<id>.yaml, "
        + "diseases/not-judged/<id>.yaml, therapies/<id>.yaml, desk.yaml"
    case .duplicateKey(let key): "key '\(key)' stands twice; remove one"
    case .unknownKey(let key, let place, let allowed, let comma):
      "unknown key '\(key)' in \(place); allowed: \(allowed.joined(separator: ", "))"
        + (comma
          ? "; if it is the rest of a text with a comma, put the text in quotes"
          : nearMiss(key, allowed))
    case .missingKey(let key, let place, let why):
      "missing key '\(key)' in \(place)" + (why.map { "; \($0)" } ?? "")
    case .wrongType(let key, let found, let needed): "\(key) needs \(needed); found \(found)"
    case .notAllowed(let key, let found, let allowed):
      "\(key) cannot be '\(found)'; allowed: \(allowed.joined(separator: ", "))"
        + nearMiss(found, allowed)
    case .tooLong(let key, let found, let limit):
      "\(key) has \(found) characters; at most \(limit) fit the tables, shorten it"
    case .wordNotStorable(let word):
      "'\(word)' cannot be the value of an option; allowed: a whole number, or a word of letters, "
        + "digits, '-' and '+' that is no reason for a missing answer"
    case .unseen(let key): "\(key) has a character that nobody sees; remove it"
    case .badID(let id):
      "'\(id)' is no id; allowed: lower-case letters and digits, words joined by single hyphens"
    case .idIsNotFileName(let id, let name):
      "id '\(id)' differs from the file's name '\(name)'; give both the same name"
    case .duplicateID(let kind, let id, let other):
      "\(kind) '\(id)' is also defined in \(other); rename or remove one"
    case .duplicate(let what, let found): "\(what) '\(found)' stands twice; remove or rename one"
    case .calledTwice(let word, let other):
      "'\(word)' also means \(other); remove it from one of them"
    case .undecided(let choices):
      "not decided yet; put in place of 'choose': \(choices ?? "what it is")"
    case .undefined(let kind, let id, let known, let near):
      "no \(kind) '\(id)' is defined"
        + ((1...20).contains(known.count) ? "; there are: \(known.joined(separator: ", "))" : "")
        + (near.map { "; did you mean '\($0)'?" } ?? nearMiss(id, known))
    case .variantCircle(let id):
      "disease '\(id)' is a variant of itself, directly or through others; break the circle"
    case .trialAfterDeadline(let trial, let deadline):
      "the trial of \(trial) weeks is longer than the deadline of \(deadline) weeks; give at most the deadline"
    case .effectEndsTooEarly(let trialDays, let effectDays, let firstEffect):
      "a trial of \(trialDays) days and an effect of \(effectDays) days end before the first effect at "
        + "\(firstEffect) weeks; lengthen 'trial' or 'effect-duration'"
    case .earlyWorseningTooLong(let weeks, let deadline):
      "a worsening is expected for \(weeks) weeks, which leaves no more than one week before the deadline "
        + "of \(deadline) weeks; give fewer weeks"
    case .assessmentAtDeadline(let weeks):
      "'assess-by' and 'deadline' are both \(weeks) weeks; say why in 'note', or assess earlier"
    case .upsideDown(let from, let to): "\(from) to \(to) runs backwards; exchange the ends"
    case .offStep(let value, let step, let start):
      "\(value) is not on a step; values go in steps of \(step) from \(start)"
    case .bandGap(let from, let to, let step):
      "gap in the bands between \(from) and \(to); the next band begins one step of \(step) later"
    case .bandOverlap(let end, let start):
      "bands overlap: one ends at \(end), the next begins at \(start); put them in ascending order, "
        + "each value in one band"
    case .bandsBeginLate(let start, let needed):
      "the bands begin at \(start); they must cover the range from its beginning at \(needed)"
    case .bandsEndShort(let end, let needed):
      "the bands end at \(end); they must cover the range to its end at \(needed)"
    case .notAscending(let what): "\(what) must ascend, each larger than the one before"
    case .outside(let what, let value, let range):
      "\(what) \(value) lies outside the range of \(range)"
    case .unreachable(let end, let stated, let reachable):
      "the \(end) \(stated) cannot be reached; the answers and the rule give \(reachable)"
    case .valueRangeDiffers(let stated, let range):
      "the value goes from \(stated), the range of the total from \(range); make them the same"
    case .gradeWithoutOption(let grade, let allowed):
      "band value \(grade) is no score of the item's options; allowed: "
        + allowed.joined(separator: ", ")
    case .eitherOr(let keys): "exactly one of \(keys.joined(separator: ", ")) must be given"
    case .neither(let keys): "one of \(keys.joined(separator: ", ")) must be given"
    case .notWith(let key, let kind):
      "key '\(key)' does not go with \(kind); remove the one or change the other"
    case .sharedScore(let score, let options):
      "options \(options.joined(separator: " and ")) share the score \(score); correct one, or say "
        + "'shared-scores: true' where it is meant"
    case .sharedItemDiffers(let other, let found, let allowed):
      "the item is not the same as \(other): found '\(found)' where that has '\(allowed)'; give both "
        + "the same values and texts, or remove the line"
    case .divisorMayBeZero(let item): "item '\(item)' divides and may be 0; raise its min above 0"
    case .tooManyMissing(let allowed, let items):
      "\(allowed) missing items are allowed but the total has \(items); one must be left"
    case .sourceWithoutIdentifier:
      "the source has no identifier; give one of doi, pmid, registry, where"
    case .unverifiedJudges:
      "an unverified threshold may not judge; say 'use: shown', or read a source and mark it"
    case .twoJudges(let purpose):
      "a second threshold judges \(purpose); only one may, say 'use: shown' for the others"
    case .judgesWithoutDirection:
      "a measure with 'direction: none' cannot judge; say 'use: shown' or give the direction"
    case .mayNotBeCounted(let measure, let measureClass):
      "measure '\(measure)' is of class \(measureClass) and may not be counted; allowed classes: "
        + "objective, functional, composite; list it under 'watched'"
    case .noImprovementThreshold(let measure):
      "measure '\(measure)' has no improvement threshold with 'use: judge' and cannot be counted; "
        + "give 'improvement' here or a threshold in the measure"
    case .notAComposite(let measure):
      "measure '\(measure)' is not of class composite; name one that is, or none"
    case .countedAndWatched(let measure):
      "measure '\(measure)' is counted and watched; what is watched is never judged, remove one"
    case .computed(let measure):
      "measure '\(measure)' is computed from others and never entered; name its parts"
    case .windowOrder(let first, let assess, let deadline):
      "first-effect \(first), assess-by \(assess), deadline \(deadline) are not in order; each must "
        + "be at least the one before"
    case .exampleUnknownItem(let item, let allowed):
      "no item '\(item)'; there are: \(allowed.joined(separator: ", "))" + nearMiss(item, allowed)
    case .exampleAnswer(let item, let found, let allowed):
      "'\(found)' is no answer to '\(item)'; allowed: \(allowed)"
    case .exampleTotal(let stated, let computed):
      "the example says total \(stated), the rule gives \(computed); correct one of them"
    case .exampleSubscore(let part, let stated, let computed):
      "the example says \(part) \(stated), the rule gives \(computed); correct one of them"
    case .examplesLack(let what): "the examples lack \(what); add one"
    }
  }
}

/// `; did you mean 'options'?`, where a word differs by one or two letters.
private func nearMiss(_ word: String, _ allowed: [String]) -> String {
  let limit = word.count < 5 ? 1 : 2
  let letters = Array(word)
  let nearest = allowed.map {
    (word: $0, distance: editDistance(letters, Array($0), atMost: limit))
  }.min { $0.distance < $1.distance }
  guard let nearest, nearest.distance <= limit, nearest.distance > 0 else { return "" }
  return "; did you mean '\(nearest.word)'?"
}
