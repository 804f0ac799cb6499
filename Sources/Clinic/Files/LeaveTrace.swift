package import Outcomes
package import Registry

extension Desk {
  /// Leaves a line in the record trail that data are looked at or taken out.
  ///
  /// A desk that only looks has the right to write for this line alone and lets it go at once, so that
  /// nobody waits; where it could not get it, reading goes on.
  ///
  /// - Returns: whether there is a line now.
  package func leaveTrace(
    _ access: Access, of subject: String, about patient: Patient.ID?
  ) throws -> Bool {
    guard file.purpose == .looking else {
      try file.noteAccess(access, to: subject, of: patient, by: by())
      return true
    }
    return file.leaveLine(access, to: subject, of: patient, by: by())
  }
}
