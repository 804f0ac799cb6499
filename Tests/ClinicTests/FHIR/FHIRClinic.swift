import Exchange
import Foundation
import Outcomes

@testable import Clinic

/// A patient with CIDP and one with MG, with everything that a bundle writes in a way of its own.
enum FHIRClinic {
  static let patients = """
    patient_id,family_name,given_name,birth_date,sex
    C-1,Silva,Vera,1961-04-02,female
    M/2 ä,"O'Brien ""Jr\\",Léa,1975-11,

    """
  static let diagnoses = """
    patient_id,disease,diagnosed_on,onset_on,ended_on,note
    C-1,gbs,2024-03-01,2024,2025-01-10,
    C-1,cidp,2025-01-10,2024-03,,
    M/2 ä,mg,2025-02,,,"ocular first, then ""general"" signs"

    """
  static let treatments = """
    patient_id,therapy,start,stop,stop_reason,intent,dose,unit,interval_days,note
    C-1,ivig,2025-01-20,2025-08-01,no-effect,induction,0.4,g/kg,21,
    M/2 ä,thymectomy,2024,,,,,,,
    M/2 ä,plex,2025-03,2025-04,planned,induction,5,exchanges,2,
    M/2 ä,prednisone,2025-06-02,,,,12.5,mg,1,

    """
  static let scores = """
    patient_id,date,measure,item,value,variant,rater,note
    C-1,2025-01-15,incat,arms,2,,RN,
    C-1,2025-01-15,incat,legs,3,,RN,
    C-1,2025-01-15,grip-vigorimeter,,42.5,hand=right,,
    C-1,2025-01-15,grip-vigorimeter,,unable,hand=left,,
    C-1,2025-01-15,ck,result,600.25,,,
    C-1,2025-01-15,ck,upper-limit,190,,,
    M/2 ä,2025-06-01,mg-adl,talking,2,,,tired
    M/2 ä,2025-06-01,mg-adl,chewing,unable,,,tired
    M/2 ä,2025-06-01,mg-adl,swallowing,refused,,,tired
    M/2 ä,2025-06-01,mg-adl,breathing,not-done,,,tired
    M/2 ä,2025-06-01,mg-adl,brush-comb,not-applicable,,,tired
    M/2 ä,2025-06-01,mg-adl,chair,0,,,tired
    M/2 ä,2025-06-01,mg-adl,diplopia,3,,,tired
    M/2 ä,2025-06-01,mg-adl,ptosis,1,,,tired
    M/2 ä,2025-07-01,mg-adl,total,9,,,
    M/2 ä,2025-07-01,mgfa-class,,IIb,,,

    """

  static func make() throws -> TestClinic {
    try TestClinic([
      "patients.csv": patients, "diagnoses.csv": diagnoses, "treatments.csv": treatments,
      "scores.csv": scores,
    ])
  }
}

extension TestClinic {
  func fhir(pseudonymous: Bool = false, lines: Bool = true, site: String? = nil) throws -> String {
    var bytes: [UInt8] = []
    _ = try desk.exportFHIR(pseudonymous: pseudonymous, site: site, lines: lines) {
      bytes.append(contentsOf: $0)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
