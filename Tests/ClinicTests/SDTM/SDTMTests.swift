import Exchange
import Foundation
import Outcomes
import Testing

@testable import Clinic

@Suite struct `Records as study datasets` {
  private func lines(_ clinic: TestClinic, _ file: String, pseudonymous: Bool = false) throws
    -> [String]
  {
    let folder = clinic.folder.appendingPathComponent(pseudonymous ? "hidden" : "study").path
    if !FileManager.default.fileExists(atPath: folder) {
      _ = try clinic.desk.exportSDTM(to: folder, pseudonymous: pseudonymous)
    }
    return try String(contentsOfFile: folder + "/" + file, encoding: .utf8)
      .components(separatedBy: "\r\n").dropLast()
  }

  @Test func `of two patients are these`() throws {
    let clinic = try FHIRClinic.make()
    let id = "RECHECK,QS,RECHECK-M/2 ä,"
    #expect(
      try lines(clinic, "qs.csv").filter { $0.contains("M/2") } == [
        id
          + "1,1,ZMGADL01,MG-ADL-Talking,MG-ADL,always slurred or nasal but understood,,2,2,,,,,Y,,1,"
          + "2025-06-01,-1,the last week",
        id
          + "2,1,ZMGADL02,MG-ADL-Chewing,MG-ADL,,,,,,NOT DONE,UNABLE,,,,1,2025-06-01,-1,the last week",
        id
          + "3,1,ZMGADL03,MG-ADL-Swallowing,MG-ADL,,,,,,NOT DONE,REFUSED,,,,1,2025-06-01,-1,the last week",
        id + "4,1,ZMGADL04,MG-ADL-Breathing,MG-ADL,,,,,,NOT DONE,NOT PERFORMED,,,,1,2025-06-01,-1,"
          + "the last week",
        id
          + "5,1,ZMGADL05,MG-ADL-Brushing teeth or combing hair,MG-ADL,,,,,,NOT DONE,NOT APPLICABLE,,,,"
          + "1,2025-06-01,-1,the last week",
        id + "6,1,ZMGADL06,MG-ADL-Rising from a chair,MG-ADL,normal,,0,0,,,,,Y,,1,2025-06-01,-1,"
          + "the last week",
        id
          + "7,1,ZMGADL07,MG-ADL-Double vision,MG-ADL,constant,,3,3,,,,,Y,,1,2025-06-01,-1,the last week",
        id
          + "8,1,ZMGADL08,MG-ADL-Drooping eyelid,MG-ADL,occurs but not daily,,1,1,,,,,Y,,1,2025-06-01,"
          + "-1,the last week",
        id
          + "9,2,ZMGADL00,MG-ADL-Total,MG-ADL,9,points,9,9,points,,,,,,2,2025-07-01,30,the last week",
        id + "10,3,ZMGFAC00,MGFA class-Value,MGFA CLASS,mild beyond the eyes and mainly bulbar or "
          + "respiratory,,IIb,,,,,,,,2,2025-07-01,30,",
      ])
    #expect(
      try lines(clinic, "mk.csv").dropFirst() == [
        "RECHECK,MK,RECHECK-C-1,1,2,ZGRIPV00,Grip (Martin)-Value,GRIP (MARTIN),,,,,,NOT DONE,UNABLE,"
          + "LEFT,,,,1,2025-01-15,-5",
        "RECHECK,MK,RECHECK-C-1,2,3,ZGRIPV00,Grip (Martin)-Value,GRIP (MARTIN),42.5,kPa,42.5,42.5,kPa,,,"
          + "RIGHT,,Y,,1,2025-01-15,-5",
      ])
    #expect(
      try lines(clinic, "lb.csv").dropFirst() == [
        "RECHECK,LB,RECHECK-C-1,1,1,ZCK01,CK-Result,CK,600.25,U/L,190,600.25,600.25,U/L,,,,Y,,1,2025-01-15,-5",
        "RECHECK,LB,RECHECK-C-1,2,1,ZCK00,CK-Total,CK,,,,3.1592,3.1592,x upper limit,,,,Y,Y,1,2025-01-15,-5",
      ])
    #expect(
      try lines(clinic, "ex.csv").dropFirst() == [
        "RECHECK,EX,RECHECK-C-1,1,INTRAVENOUS IMMUNOGLOBULIN,IMMUNOGLOBULIN,0.4,g/kg,,Q3W,INTRAVENOUS,"
          + "2025-01-20,2025-08-01,1,194",
        "RECHECK,EX,RECHECK-M/2 ä,1,THYMECTOMY,SURGERY,,,,,SURGICAL,2024,,,",
        "RECHECK,EX,RECHECK-M/2 ä,2,PLASMA EXCHANGE,APHERESIS,5,exchanges,,QOD,EXTRACORPOREAL,2025-03,"
          + "2025-04,,",
        "RECHECK,EX,RECHECK-M/2 ä,3,PREDNISONE OR PREDNISOLONE BY MOUTH,CORTICOSTEROID,12.5,mg,,QD,ORAL,"
          + "2025-06-02,,1,",
      ])
  }

  @Test func `say what they hold in the form that CDISC CORE reads`() throws {
    let clinic = try FHIRClinic.make()
    #expect(
      try lines(clinic, "_datasets.csv") == [
        "Filename,Label", "dm,Demographics", "qs,Questionnaires", "ft,Functional Tests",
        "mk,Musculoskeletal System Findings", "re,Respiratory System Findings",
        "lb,Laboratory Test Results", "ex,Exposure",
      ])
    let variables = try lines(clinic, "_variables.csv")
    #expect(variables[0] == "dataset,variable,label,type,length")
    #expect(variables.contains("qs,QSTESTCD,Question Short Name,Char,8"))
    #expect(variables.contains("ex,EXDOSE,Dose,Num,8"))
    for dataset in StudyDataset.all {
      let listed = variables.filter { $0.hasPrefix(dataset.name + ",") }
        .map { $0.components(separatedBy: ",")[1] }
      #expect(try lines(clinic, dataset.file)[0] == listed.joined(separator: ","))
    }
  }

  @Test func `that are pseudonymous have codes and days, and no dates`() throws {
    let clinic = try FHIRClinic.make()
    let codes = try lines(clinic, "dm.csv", pseudonymous: true).dropFirst().map {
      $0.components(separatedBy: ",")[3]
    }
    #expect(codes == codes.sorted() && codes.count == 2)
    var text = ""
    for dataset in StudyDataset.all {
      text += try lines(clinic, dataset.file, pseudonymous: true).dropFirst().joined()
    }
    #expect(text.firstMatch(of: /\d{4}-\d{2}/) == nil)
    for secret in ["Silva", "C-1", "M/2", "tired"] { #expect(!text.contains(secret)) }
    #expect(text.contains("NOT DONE,UNABLE,,,,1,,-1,the last week"))
  }

  @Test func `leave a line in the trail, and are never written over something`() throws {
    let clinic = try FHIRClinic.make()
    _ = try lines(clinic, "dm.csv")
    let rows = try clinic.desk.historyTable(of: nil).table.rows.map { $0.map(\.text) }
    #expect(rows.contains { $0[2] == "export" && $0[4] == "sdtm, identified" })
    let folder = clinic.folder.appendingPathComponent("study").path
    #expect(throws: PackageRefusal.folderInUse(folder)) {
      try clinic.desk.exportSDTM(to: folder, pseudonymous: false)
    }
  }
}
