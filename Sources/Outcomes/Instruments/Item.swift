/// One question of an instrument, or its value alone.
package struct Item: Sendable {
  package enum Kind: Sendable {
    case options([Option])
    case number(NumberRange)
  }

  package struct Option: Hashable, Sendable {
    /// As entered: a whole number or a word (`IIa`, `yes`).
    package let value: String
    /// The value as a number; nil for a word.
    package let number: Rational?
    package var score: Rational
    package var text: String

    package init(value: String, score: Rational, text: String) {
      self.value = value
      number = Rational(decimal: value)
      self.score = score
      self.text = text
    }
  }

  package var id: String
  package var label: String
  package var kind: Kind
  /// A measured value that may be entered in place of the grade.
  package var raw: RawValue?
  /// Field id of a yes/no aid that raises a score of 0 or 1 to 2.
  package var aid: String?
  package var inTotal: Bool
  package var optional: Bool
  package var help: String?

  package init(
    id: String, label: String, kind: Kind, raw: RawValue? = nil, aid: String? = nil,
    inTotal: Bool = true, optional: Bool = false, help: String? = nil
  ) {
    self.id = id
    self.label = label
    self.kind = kind
    self.raw = raw
    self.aid = aid
    self.inTotal = inTotal
    self.optional = optional
    self.help = help
  }

  /// The largest score an answer can have.
  package var maximum: Rational? {
    switch kind {
    case .options(let options): options.map(\.score).max()
    case .number(let range): range.maximum
    }
  }

  package var minimum: Rational? {
    switch kind {
    case .options(let options): options.map(\.score).min()
    case .number(let range): range.minimum
    }
  }
}

/// The numbers an answer may take: within both ends and on a step from the lower one.
package struct NumberRange: Hashable, Sendable {
  package var minimum: Rational
  package var maximum: Rational
  package var step: Rational
  package var unit: String
  /// The sign is dropped before checking (some devices print inspiratory force as negative).
  package var ignoresSign: Bool

  package init(
    minimum: Rational, maximum: Rational, step: Rational, unit: String, ignoresSign: Bool = false
  ) {
    self.minimum = minimum
    self.maximum = maximum
    self.step = step
    self.unit = unit
    self.ignoresSign = ignoresSign
  }
}

/// A measured value with the bands that grade it.
package struct RawValue: Sendable {
  package struct Band: Hashable, Sendable {
    package var from: Rational
    package var to: Rational
    package var value: Rational

    package init(from: Rational, to: Rational, value: Rational) {
      self.from = from
      self.to = to
      self.value = value
    }
  }
  package enum Bands: Sendable {
    case all([Band])
    case bySex(female: [Band], male: [Band])
  }

  package var id: String
  package var label: String
  package var number: NumberRange
  package var bands: Bands

  package init(id: String, label: String, number: NumberRange, bands: Bands) {
    self.id = id
    self.label = label
    self.number = number
    self.bands = bands
  }

  /// The grade of a measured value; nil where the bands differ by sex and the sex is not known.
  package func grade(of value: Rational, sex: Sex?) -> Rational? {
    let table: [Band]
    switch (bands, sex) {
    case (.all(let bands), _): table = bands
    case (.bySex(let female, _), .female): table = female
    case (.bySex(_, let male), .male): table = male
    case (.bySex, _): return nil
    }
    return table.first { $0.from <= value && value <= $0.to }?.value
  }
}

/// A place an answer can be given to.
package struct Field: Sendable {
  package enum Role: Sendable {
    case item(Int)
    /// The raw value of the item at that position.
    case raw(Int)
    /// The aid of the item at that position.
    case aid(Int)
    /// The instrument's value alone.
    case value
  }
  package var id: String
  package var role: Role
  package var label: String
  package var kind: Item.Kind

  static let yesNo: Item.Kind = .options([
    Item.Option(value: "no", score: .zero, text: "no"),
    Item.Option(value: "yes", score: .one, text: "yes"),
  ])

  static func all(items: [Item], value: Item?) -> [Field] {
    var fields: [Field] = []
    for (position, item) in items.enumerated() {
      fields.append(Field(id: item.id, role: .item(position), label: item.label, kind: item.kind))
      if let raw = item.raw {
        fields.append(
          Field(id: raw.id, role: .raw(position), label: raw.label, kind: .number(raw.number)))
      }
      if let aid = item.aid {
        fields.append(
          Field(
            id: aid, role: .aid(position), label: "\(item.label): aid or help used", kind: yesNo))
      }
    }
    if let value {
      fields.append(Field(id: "value", role: .value, label: value.label, kind: value.kind))
    }
    return fields
  }
}
