import Clinic
import Outcomes

/// A way out as a command, as it stands in the sentences about faults of an import: after "Change it
/// ...", or, of what shows all there are, before "shows all of them".
enum WayWords {
  static func text(_ way: WayOut) -> String {
    switch way {
    case .showPatients: "'recheck patient list'"
    case .showMeasures: "'recheck measures list'"
    case .showDiseases: "'recheck measures list --kind diseases'"
    case .showTherapies: "'recheck measures list --kind therapies'"
    case .showPatient(let id): "'recheck patient show \(id?.text ?? "PATIENT")'"
    case .showFlags(let id): "'recheck review show \(id)'"
    case .showReevaluation(let id): "'recheck reconsider \(id)'"
    case .editPatient: "with 'recheck patient edit'"
    case .changeDiagnosis: "with 'recheck diagnosis'"
    case .changeTreatment: "with 'recheck treatment change' or 'recheck treatment stop'"
    case .correctScore(_, let number):
      "with 'recheck correct\(number.map { " \($0)" } ?? "")'"
    case .separate(let id): "with 'recheck patient unmerge \(id)'"
    case .addEvenIfSimilar: "with --even-if-similar"
    case .chooseMeasure: "with --measure ID"
    case .chooseDates(let order): order.map { "--dates \($0)" } ?? "--dates d.m.y or --dates m/d/y"
    case .backUp: "with 'recheck backup'"
    case .restoreBackup: "with 'recheck restore'"
    case .verifyFile: "with 'recheck verify'"
    }
  }
}
