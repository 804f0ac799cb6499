package import Outcomes

/// How the resources of one patient are named and dated.
package struct FHIRFrame {
  let library: Library
  /// What the ids of all resources of the patient begin with.
  let key: String
  /// Identifier or study code.
  let identifier: String
  /// Names, dates and free text are left out.
  let isPseudonymous: Bool
  /// Days are counted from it in place of dates.
  let first: Day?
  let sex: Sex?
  /// Courses that begin or end later have not begun or ended.
  let asOf: Day

  /// - Parameter key: letters, digits, `-` and `.`, at most 48; see ``key(_:digest:)``.
  package init(
    library: Library, key: String, identifier: String, isPseudonymous: Bool, first: Day?, sex: Sex?,
    asOf: Day
  ) {
    self.library = library
    self.key = key
    self.identifier = identifier
    self.isPseudonymous = isPseudonymous
    self.first = first
    self.sex = sex
    self.asOf = asOf
  }

  var subject: JSONValue { FHIRResource.reference("Patient", key) }

  package var patientID: String { key }

  /// The id of the patient's resource of a type with that number.
  package func id(_ number: Int) -> String { "\(key)-\(number)" }

  /// A text that a person wrote.
  func free(_ text: String?) -> String? { isPseudonymous ? nil : text }

  /// A date under FHIR's name; in a pseudonymous bundle days since the first record, in an extension.
  func date(
    _ day: PartialDay?, _ member: String, as name: String, reckoned: (PartialDay) -> Day,
    in resource: inout FHIRResource
  ) {
    guard let day, day.precision != .unknown else { return }
    guard isPseudonymous else { return resource.set(member, day.text) }
    guard let first else { return }
    resource.add(FHIRResource.own(name, "valueInteger", .integer(reckoned(day) - first)))
    if let precision = day.precision {
      resource.add(
        FHIRResource.own(name + "-precision", "valueCode", .string(precision.rawValue)))
    }
  }

  func date(_ day: Day?, _ member: String, as name: String, in resource: inout FHIRResource) {
    date(day.map { PartialDay($0) }, member, as: name, reckoned: \.earliest, in: &resource)
  }

  func note(_ text: String, in resource: inout FHIRResource) {
    guard let text = FHIRText.value(free(text)) else { return }
    resource.set("note", .array([.members(["text": text])]))
  }

  /// A part of ids of FHIR for any identifier, and another one for every other.
  ///
  /// Ids have letters, digits, `-` and `.`: what is none of these is written as a point and two
  /// hexadecimal digits per byte, a point as well. Long ones are two points and a digest.
  ///
  /// - Parameter digest: at least 32 hexadecimal digits that no other identifier has.
  package static func key(_ identifier: String, digest: (String) -> String) -> String {
    var key = ""
    for byte in identifier.utf8 {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"):
        key.unicodeScalars.append(Unicode.Scalar(byte))
      case _:
        let digits = String(byte, radix: 16, uppercase: true)
        key += "." + (digits.count < 2 ? "0" : "") + digits
      }
    }
    return key.utf8.count <= longest ? key : ".." + digest(identifier).prefix(32)
  }

  /// Of 64 some are left for a number.
  private static let longest = 48
}
