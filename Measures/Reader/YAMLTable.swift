/// The values of a group of keys.
package struct YAMLTable {
  /// How messages call it: `a threshold`.
  package let name: String
  package let place: YAMLValue
  /// nil: the file was checked when the program was built.
  fileprivate let allowed: [String]?

  /// The value, or nil where the key is not there.
  package subscript(key: String) -> YAMLValue? {
    allowed?.contains(key) == false ? nil : place.value(of: key)
  }

  /// The value; a missing key is a fault.
  package func required(_ key: String, why: String? = nil) -> YAMLValue? {
    let value = self[key]
    if value == nil { place.fault(.missingKey(key, in: name, why: why)) }
    return value
  }

  /// What a key's value says, or the default where the key is not there; nil (after a fault) where
  /// the value is wrong.
  package func optional<Part>(_ key: String, or preset: Part, _ read: (YAMLValue) -> Part?) -> Part?
  {
    guard let value = self[key] else { return preset }
    return read(value)
  }

  /// The place of a key's value, or of the whole group where the key is not there.
  package func place(of key: String) -> YAMLValue { self[key] ?? place }
}

extension YAMLValue {
  /// Keys and values; a key that is not allowed is a fault.
  ///
  /// - Parameter name: how messages call it: `a threshold`.
  package func table(_ name: String, allowed: @autoclosure () -> [String]) -> YAMLTable? {
    guard isTable else {
      wrongType(needed: "keys and values")
      return nil
    }
    guard document.isNew else { return YAMLTable(name: name, place: self, allowed: nil) }
    let allowed = allowed()
    for (text, key, value) in pairs where !allowed.contains(text) {
      key.fault(.unknownKey(text, in: name, allowed: allowed, commaInText: value.isNothing))
    }
    return YAMLTable(name: name, place: self, allowed: allowed)
  }
}
