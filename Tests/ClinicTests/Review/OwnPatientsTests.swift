import Clinic
import CustomDump
import Foundation
import Outcomes
import Registry
import TestSupport
import Testing

/// Whose patients are whose.
@Suite struct `A physician's own patients` {
  @Test func `are found by both names of the account, in capitals or not`() async throws {
    let clinic = try SmallClinic.make()
    let book = try clinic.desk.file.accounts()
    try await book.addFirst(name: "ada", fullName: "Ada Admin", password: "x", at: Date())
    try await book.add(
      name: "weber", fullName: "Dr Weber", role: .physician, by: "ada", at: Date())
    expectNoDifference(
      try clinic.desk.with(author: "WEBER").namesOfAuthor(), ["WEBER", "weber", "Dr Weber"])
    expectNoDifference(
      try clinic.desk.with(author: "Dr Weber").namesOfAuthor(), ["Dr Weber", "weber"])
    expectNoDifference(try clinic.desk.with(author: "Dr Web").namesOfAuthor(), ["Dr Web"])
  }

  @Test func `are the lines of their list, and of nobody else's`() throws {
    let clinic = try SmallClinic.make()
    let id = Patient.ID("P001")
    let mine = ReviewSelection(responsible: ["Dr Weber", "weber"])
    let all = try clinic.desk.reviewTable().table.rows.count
    #expect(all > 0)
    #expect(try clinic.desk.reviewTable(of: mine).isEmpty)
    #expect(try !clinic.desk.hasPatients(of: ["Dr Weber"]))
    try clinic.desk.edit(id, reason: "noted") { $0.physician = "dr weber" }
    let lines = try clinic.desk.reviewTable(of: mine).table.rows
    expectNoDifference(lines.map { $0[0].text }, ["P001"])
    #expect(lines[0].last?.text == "dr weber")
    #expect(try clinic.desk.reviewTable().table.rows.count == all)
    expectNoDifference(
      try clinic.desk.responsiblePhysicians().map { "\($0.name) \($0.patients)" }, ["dr weber 1"])
    try clinic.desk.edit(id, reason: "left") { $0.physician = nil }
    #expect(try clinic.desk.reviewTable(of: mine).isEmpty)
  }

  @Test func `say whose they are only on a wide terminal, and only where it is not the question`()
    throws
  {
    let clinic = try SmallClinic.make()
    try clinic.desk.edit(Patient.ID("P001"), reason: "noted") { $0.physician = "Dr Weber" }
    let table = try clinic.desk.reviewTable()
    #expect(try !table.text(width: 80).contains("Responsible"))
    #expect(try table.text(width: 120).contains("Responsible"))
    let mine = try clinic.desk.reviewTable(of: ReviewSelection(responsible: ["Dr Weber"]))
    #expect(try !mine.text(width: 120).contains("Responsible"))
  }
}
