package import Outcomes

/// What occurs in a review list, to choose from, and how often; kept by what comes and what goes.
package struct ReviewChoices: Hashable, Sendable {
  /// How many lines are red; the others are amber.
  package private(set) var red = 0
  private var ofDiseases = Tally<Disease.ID>()
  private var ofTherapies = Tally<Therapy.ID>()
  private var ofKinds = Tally<FlagKind>()
  private var ofReviewers = Tally<String>()
  /// By the physician responsible for the patient, without capitals.
  private var ofResponsible = Tally<String>()

  package var diseases: [Disease.ID] { ofDiseases.keys }
  package var therapies: [Therapy.ID] { ofTherapies.keys }
  package var kinds: [FlagKind] { FlagKind.allCases.filter { ofKinds[$0] > 0 } }
  /// Who reviewed a patient last.
  package var physicians: [String] { ofReviewers.keys }

  /// How many lines are of patients for whom somebody with one of these names is responsible; see
  /// ``Outcomes/Patient/isPatient(of:)``.
  package func count(ofPatientsOf names: [String]) -> Int {
    Set(names.map { $0.lowercased() }).reduce(0) { $0 + ofResponsible[$1] }
  }

  /// - Parameter change: 1: a line came; -1: one that was there went.
  mutating func count(_ line: ReviewLine, _ change: Int) {
    if line.severity == .red { red += change }
    for disease in line.flagged.diseases { ofDiseases.add(disease, change) }
    for therapy in line.flagged.therapies { ofTherapies.add(therapy, change) }
    for kind in line.flagged.kinds { ofKinds.add(kind, change) }
    if let physician = line.physician { ofReviewers.add(physician, change) }
    if let physician = line.patient.physician {
      ofResponsible.add(physician.lowercased(), change)
    }
  }
}
