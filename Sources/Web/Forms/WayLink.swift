import Outcomes

/// A way out of a refusal as a link to the page where it goes on.
struct WayLink: Hashable, Sendable {
  let address: String
  let label: String
}

extension PageRequest {
  /// nil: the way is a field of the same form, or is no matter of the browser.
  func link(_ way: WayOut?) throws -> WayLink? {
    guard let way else { return nil }
    func page(_ id: Patient.ID?, _ rest: String, _ label: String) throws -> WayLink? {
      try id.map { WayLink(address: try path(of: $0, rest), label: label) }
    }
    switch way {
    case .showPatients: return WayLink(address: "/patients", label: "Find a patient")
    case .showMeasures: return WayLink(address: "/measures", label: "All measures")
    case .showDiseases: return WayLink(address: "/measures?kind=diseases", label: "All diseases")
    case .showTherapies: return WayLink(address: "/measures?kind=therapies", label: "All therapies")
    case .showPatient(let id): return try page(id, "", "To \(id?.text ?? "the patient")")
    case .showFlags(let id): return try page(id, "flag", "Flags of \(id)")
    case .showReevaluation(let id): return try page(id, "reevaluation", "Re-evaluation of \(id)")
    case .editPatient(let id): return try page(id, "edit", "Particulars of \(id?.text ?? "")")
    case .changeDiagnosis(let id): return try page(id, "", "To \(id?.text ?? "the patient")")
    case .changeTreatment(let id, let number):
      guard let number else { return try page(id, "", "To the treatments") }
      return try page(id, "treatments/\(number)", "To this treatment")
    case .correctScore(let id, let number):
      guard let number else { return try page(id, "", "To the scores") }
      return try page(id, "scores/\(number)", "To score \(number)")
    case .separate(let id): return try page(id, "unmerge", "Separate the records")
    case .addEvenIfSimilar, .chooseMeasure, .chooseDates, .backUp, .restoreBackup, .verifyFile:
      return nil
    }
  }
}
