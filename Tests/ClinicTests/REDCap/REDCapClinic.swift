import Exchange
import Foundation
import Outcomes
import Testing

@testable import Clinic

/// A small clinic with everything that a REDCap project holds in a way of its own.
enum REDCapClinic {
  static func make() throws -> TestClinic {
    let clinic = try TestClinic([
      "p.csv": """
      patient_id,family_name,given_name,birth_date,sex,physician
      P1,"Silva  Neto, Jr",Vera,1961-04-02,female,Dr A
      P2,Moreau,Léa,1975-11,other,
      P3,Refused,,1950,,
      007,,,,,

      """,
      "d.csv": """
      patient_id,disease,diagnosed_on,onset_on,ended_on,note,other_name
      P1,cidp,2025-01-10,2024-03,,"first line
      second | line",
      P1,mg,,,,,
      P1,mg,2024-02,2019,2025-01-31,,
      P2,other,2025,,,,Vasculitis
      P3,anti-mag,2025-02-28,,,,

      """,
      "t.csv": """
      patient_id,therapy,start,stop,intent,dose,unit,interval_days,note,stop_reason,other_name
      P1,ivig,2024-11,2024-11-20,induction,2,g/kg,21,unable,side-effect,
      P1,rituximab,2024,2025-06,bridge,0.0125,"mg, or so",,,no-effect,
      P2,other-immunotherapy,2024-03-01,,maintenance,,,,,,Leflunomide
      P3,prednisone,2025-01-02,2025-03-04,symptomatic,60,mg,1,,,

      """,
    ])
    var scores =
      SmallClinic.scoreColumns + """
        P1,2025-01-15,grip-vigorimeter,,42.5,hand=right,RN,
        P1,2025-01-15,grip-vigorimeter,,not-done,hand=left,,"left: \"\"cast\"\" x"
        P1,2025-01-15,incat,arms,2,,RN,refused
        P1,2025-01-15,incat,legs,3,,RN,refused
        P1,2025-03-15,incat,total,5,,,from a letter
        P1,2025-01-15,cmap,rest-amplitude,4.5,muscle=abductor-digiti-minimi;side=left,,
        P1,2025-01-15,mrc-set,,44,set=ours  | four,,
        P1,2025-01-15,mgfa-class,,IIa,,,
        P2,2025-02-08,ck,result,0.25,unit=ukat/L,,
        P2,2025-02-08,ck,upper-limit,0.5,unit=ukat/L,,

        """
    func rest(_ measure: String, _ patient: String, _ given: [(String, String)]) throws {
      let known = try #require(clinic.desk.library.measure(.init(measure)))
      let names = given.map(\.0)
      for (item, answer) in given {
        scores += "\(patient),2025-02-08,\(measure),\(item),\(answer),,,\n"
      }
      for (place, item) in known.items.enumerated()
      where !names.contains(item.id) && !names.contains(item.raw?.id ?? "") {
        let reason = MissingReason.allCases[place % MissingReason.allCases.count].rawValue
        scores += "\(patient),2025-02-08,\(measure),\(item.id),\(reason),,,\n"
      }
    }
    try rest("mg-adl", "P2", [("talking", "2"), ("chewing", "1")])
    try rest("qmg", "P1", [("grip-right-kg", "20"), ("fvc-percent", "71.5")])
    try rest("haq-di", "P2", [("dressing", "1"), ("dressing-aid", "yes")])
    try clinic.importing(["s.csv": scores])
    return clinic
  }

  static func folder(_ clinic: TestClinic, _ name: String = "redcap") -> String {
    clinic.folder.appendingPathComponent(name).path
  }

  @discardableResult
  static func export(
    _ clinic: TestClinic, to name: String = "redcap", measures: [String]? = nil,
    pseudonymous: Bool = false, site: String? = nil
  ) throws -> PackageOutcome {
    try clinic.desk.exportREDCap(
      to: folder(clinic, name), measures: measures?.map { .init($0) }, pseudonymous: pseudonymous,
      site: site, program: "Recheck test")
  }

  static func text(_ clinic: TestClinic, _ file: String, in name: String = "redcap") throws
    -> String
  {
    try String(contentsOfFile: folder(clinic, name) + "/" + file, encoding: .utf8)
  }

  /// The rows of a file as texts by their columns.
  static func rows(_ text: String) throws -> [[String: String]] {
    let reader = try CSVReader(bytes: Array(text.utf8))
    var rows: [[String: String]] = []
    while case .record(let record)? = try reader.next() {
      let cells = reader.header.indices.map { record.string(at: $0) }
      rows.append(
        Dictionary(uniqueKeysWithValues: zip(reader.header, cells)).filter { !$0.value.isEmpty })
    }
    return rows
  }

  /// Another clinic, with what a project's mapping reads of its records.
  static func readBack(_ clinic: TestClinic, from name: String = "redcap") throws -> TestClinic {
    let copy = try TestClinic(definitions: clinic.desk.definitions)
    let mapping = try MappingFile.read(
      folder(clinic, name) + "/mapping.yaml", clinic.desk.library)
    _ = try copy.desk.importTables([folder(clinic, name) + "/records.csv"], under: mapping)
    return copy
  }
}
