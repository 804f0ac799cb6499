package import Outcomes
package import Registry

extension Desk {
  /// Leaves a line in the record trail that data are looked at or taken out.
  ///
  /// A desk that only reads opens the file for this line alone and lets it go at once, so that nobody
  /// waits; where that is not possible, reading goes on.
  ///
  /// - Returns: the desk to go on with, and whether there is a line now.
  package func leavingTrace(
    _ access: Access, of subject: String, about patient: Patient.ID?
  ) throws -> (desk: Desk, isLeft: Bool) {
    guard file.purpose == .reading else {
      try file.noteAccess(access, to: subject, of: patient, by: by())
      return (self, true)
    }
    // A damaged file is kept as it is.
    if let note = VerificationNote(beside: file.path), note.count > 0 { return (self, false) }
    // The writing connection closes last, so that no log stays beside the file.
    try file.close()
    let isLeft = leaveAlone(access, of: subject, about: patient)
    var desk = Desk(
      file: try ClinicFile.open(path: file.path, for: .reading), definitions: definitions,
      today: today, asOf: asOf, author: author)
    desk.channel = channel
    return (desk, isLeft)
  }

  /// False: another process writes, nobody may, the disk is full, or the file is damaged.
  private func leaveAlone(_ access: Access, of subject: String, about patient: Patient.ID?) -> Bool
  {
    // Who looks waits for a save of somebody else, not for an import.
    guard
      let writer = try? ClinicFile.open(path: file.path, for: .writing, waiting: 500)
    else { return false }
    defer { try? writer.close() }
    return (try? writer.noteAccess(access, to: subject, of: patient, by: by())) != nil
  }
}
