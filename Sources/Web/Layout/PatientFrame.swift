import Outcomes
import Reporting

extension PageRequest {
  /// The definitions in force.
  var library: Library { site.desk.library }

  /// The real day: nothing may be recorded after it.
  var today: Day { site.day(now) }

  /// The day that pages judge as of.
  var asOf: Day { site.asOf ?? today }

  /// The frame of a page about a patient, with the patient's identity at the top.
  ///
  /// The title names the page, never the patient, because browsers keep titles. The record trail
  /// gets a line that the page was seen.
  ///
  /// - Parameter subject: what the record trail calls the page.
  func frame(
    _ title: String, of patient: Patient, noting subject: String
  ) async throws -> Frame {
    try await note(.view, to: subject, of: patient.id)
    var frame = try frame(title, notice: takeNotice())
    frame.identity = Frame.Identity(patient, asOf: asOf)
    return frame
  }
}

extension Frame.Identity {
  init(_ patient: Patient, asOf: Day) {
    self.init(
      name: patient.listName.isEmpty ? "name not recorded" : patient.listName,
      birthDate: TreatmentText.born(patient, asOf: asOf) ?? "not recorded",
      identifier: patient.id.text, sex: patient.sex?.rawValue ?? "not recorded")
  }
}
