/// What must agree between two scores, or is followed as a separate series.
package struct VariantKey: Hashable, Sendable {
  package enum Comparing: Sendable {
    /// The baseline's value must be met again.
    case match
    /// Each value is followed as a separate series (each hand).
    case separate
    /// Need not agree.
    case any
  }
  package var key: String
  package var label: String
  /// Empty: any text.
  package var values: [String]
  package var defaultValue: String?
  package var comparing: Comparing

  package init(
    key: String, label: String, values: [String], defaultValue: String? = nil,
    comparing: Comparing = .match
  ) {
    self.key = key
    self.label = label
    self.values = values
    self.defaultValue = defaultValue
    self.comparing = comparing
  }
}

extension Measure {
  /// Reads `key=value;key=value` and writes it in the definition's order with every default said.
  ///
  /// Throws when a key is unknown, a value is not allowed, or a key without default is missing.
  package func canonicalVariant(_ text: some StringProtocol) throws(AnswerFault) -> String {
    if text.isEmpty && variants.isEmpty { return "" }
    var given: [String: String] = [:]
    for pair in text.split(separator: ";") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, let key = variants.first(where: { $0.key == parts[0] }) else {
        let allowed = variants.flatMap { variant in
          variant.values.isEmpty
            ? ["\(variant.key)=..."] : variant.values.map { "\(variant.key)=\($0)" }
        }
        throw .variant(key: String(pair), allowed: allowed)
      }
      let value = String(parts[1])
      guard key.values.isEmpty ? !value.isEmpty : key.values.contains(value), given[key.key] == nil
      else { throw .variant(key: key.key, allowed: key.values) }
      given[key.key] = value
    }
    var written: [String] = []
    for key in variants {
      guard let value = given[key.key] ?? key.defaultValue else {
        throw .variant(key: key.key, allowed: key.values)
      }
      written.append("\(key.key)=\(value)")
    }
    return written.joined(separator: ";")
  }

  /// How a total is shown: the chosen option of an instrument that is one choice, else the number.
  package func shown(total: Rational?, answers: String) -> String {
    if let value, case .options(let options) = value.kind, scoring.rule == .entered {
      let slots = Answers(compact: answers, of: self).slots
      if let slot = fieldPositions["value"], case .word(let word)? = slots[slot] { return word }
      if let total, let option = options.first(where: { $0.score == total }) { return option.value }
    }
    return total?.plain() ?? ""
  }
}

extension Measure {
  /// Whether two scores' variants allow a comparison.
  func sameVariant(_ a: String, _ b: String) -> Bool {
    a == b
      || variants.allSatisfy { key in
        key.comparing == .any
          || variantValue(key.key, in: a) == variantValue(key.key, in: b)
      }
  }

  /// The value of one variant key, its default where it is not given.
  package func variantValue(_ key: String, in variant: String) -> String? {
    variants.value(key, in: variant)
  }

  /// The parts of a variant that tell more than the instrument's name: those followed as separate
  /// series, and those that are not as usual.
  package func unusual(in variant: String) -> String {
    variant.split(separator: ";").filter { part in
      let pair = part.split(separator: "=", maxSplits: 1)
      let known = variants.first { $0.key == pair.first.map(String.init) }
      guard let known, known.comparing != .separate else { return true }
      return pair.count < 2 || known.defaultValue != String(pair[1])
    }.joined(separator: ";")
  }

  /// The part of a variant that is followed as a separate series (`hand=right`).
  package func separateVariant(_ variant: String) -> String { variants.separateVariant(variant) }
}

extension [VariantKey] {
  func value(_ key: String, in variant: String) -> String? {
    for pair in variant.split(separator: ";") {
      let parts = pair.split(separator: "=", maxSplits: 1)
      if parts.count == 2, parts[0] == key { return String(parts[1]) }
    }
    return first { $0.key == key }?.defaultValue
  }

  func separateVariant(_ variant: String) -> String {
    guard contains(where: { $0.comparing == .separate }) else { return "" }
    if count == 1 { return variant }
    return filter { $0.comparing == .separate }
      .map { "\($0.key)=\(value($0.key, in: variant) ?? "")" }
      .joined(separator: ";")
  }
}
