/// Units of a dose that say nothing but a unit; what else stands there may tell who is meant.
package enum PlainUnits {
  package static let all: Set<String> = [
    "mg", "g", "kg", "g/kg", "mg/kg", "mg/m2", "mg/d", "g/d", "IU", "U", "ml", "mL", "l", "L",
    "exchanges",
    "µg", "mcg",
  ]
}
