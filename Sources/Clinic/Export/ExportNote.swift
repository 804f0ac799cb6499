import Registry

extension Desk {
  /// Leaves a line in the record trail: that a layout leaves, and whether patients can be told by it.
  ///
  /// Called before the first row leaves: whoever reads the stream may end it at any time.
  package func noteExport(_ layout: ExportLayout, pseudonymous: Bool) throws {
    let subject = layout.rawValue + (pseudonymous ? ", pseudonymous" : ", identified")
    try file.noteAccess(.export, to: subject, of: nil, by: by())
  }

  /// Only a file that is open for writing takes a line.
  package var takesNotes: Bool { file.purpose == .writing }
}
