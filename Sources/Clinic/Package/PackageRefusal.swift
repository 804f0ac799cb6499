import TableFiles

/// Why no package was written.
package enum PackageRefusal: PlainRefusal, Hashable {
  /// A file, or a folder with something in it, of that name.
  case folderInUse(String)
  /// Something of the name of the one file to be written.
  case fileInUse(String)
  /// Nobody has said what the column tells of a person.
  case untagged(table: String, column: String)
  /// A table does not fit into the file of another program; its words for it.
  case file(String)
  /// The disk did not take such a file.
  case notWritten(String)

  init(_ fault: TableFileFault) {
    switch fault {
    case .textTooLong, .tooManyRows, .tooManyColumns: self = .file(fault.description)
    case .notWritten: self = .notWritten(fault.description)
    }
  }

  package var exitStatus: Int32 {
    switch self {
    case .folderInUse, .fileInUse, .untagged, .file: 1
    case .notWritten: 3
    }
  }

  package var message: String {
    switch self {
    case .folderInUse(let folder):
      "\(folder) exists already and is no empty folder. Give another name, or remove it first."
    case .fileInUse(let file): "\(file) exists already. Give another name, or remove it first."
    case .untagged(let table, let column):
      "\(table), column \(column): nobody has said what it tells of a person, so no pseudonymous "
        + "package was written. Give it a tag: identifier, quasi-identifier, date, free text or value."
    case .file(let words): "\(words) Nothing was written."
    case .notWritten(let words): "\(words) See whether the disk is full. No file is left."
    }
  }
}
