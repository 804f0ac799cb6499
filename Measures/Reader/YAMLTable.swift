import Yams

/// The values of a group of keys.
package struct YAMLTable {
  /// How messages call it: `a threshold`.
  package let name: String
  package let place: YAMLValue
  package let values: [String: YAMLValue]

  /// The value, or nil where the key is not there.
  package subscript(key: String) -> YAMLValue? { values[key] }

  /// The value; a missing key is a fault.
  package func required(_ key: String, why: String? = nil) -> YAMLValue? {
    if values[key] == nil { place.fault(.missingKey(key, in: name, why: why)) }
    return values[key]
  }

  /// What a key's value says, or the default where the key is not there; nil (after a fault) where
  /// the value is wrong.
  package func optional<Part>(_ key: String, or preset: Part, _ read: (YAMLValue) -> Part?) -> Part?
  {
    guard let value = values[key] else { return preset }
    return read(value)
  }

  /// The place of a key's value, or of the whole group where the key is not there.
  package func place(of key: String) -> YAMLValue { values[key] ?? place }
}

extension YAMLValue {
  /// Keys and values; a key that is not allowed is a fault.
  ///
  /// - Parameter name: how messages call it: `a threshold`.
  package func table(_ name: String, allowed: [String]) -> YAMLTable? {
    guard case .mapping(let mapping) = node else {
      wrongType(needed: "keys and values")
      return nil
    }
    var values: [String: YAMLValue] = [:]
    for (key, value) in mapping {
      let text = key.scalar?.string ?? ""
      let value = part(value, key: text)
      if allowed.contains(text) {
        values[text] = value
      } else {
        let isEmpty = value.scalar == nil && value.node.scalar != nil
        part(key, key: text).fault(
          .unknownKey(text, in: name, allowed: allowed, commaInText: isEmpty))
      }
    }
    return YAMLTable(name: name, place: self, values: values)
  }
}
