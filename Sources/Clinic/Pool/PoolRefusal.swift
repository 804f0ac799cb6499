/// Why packages of several sites were not put together: every reason there is.
package struct PoolRefusal: PlainRefusal, Hashable {
  package enum Fault: Hashable, Sendable {
    /// No folder of a package: what is missing or cannot be read in it.
    case noPackage(folder: String, file: String)
    case notPseudonymous(folder: String)
    case noSite(folder: String)
    case siteTwice(String, folder: String, other: String)
    case otherDefinitions(folder: String, hash: String, first: String, firstHash: String)
    case otherProgram(folder: String, program: String, first: String, firstProgram: String)
    case otherFilter(folder: String, first: String)
    case missing(folder: String, file: String)
    case changed(folder: String, file: String)
    case otherColumn(folder: String, table: String)
    /// A row that is not the site's.
    case otherRow(folder: String, file: String, line: Int, found: String, site: String)
    case damaged(folder: String, file: String, line: Int)
  }

  package let faults: [Fault]

  package var message: String {
    let noun = faults.count == 1 ? "fault" : "faults"
    return (faults.map(\.sentence) + ["\(faults.count) \(noun) found; nothing was written."])
      .joined(separator: "\n")
  }
}

extension PoolRefusal.Fault {
  fileprivate var sentence: String {
    switch self {
    case .noPackage(let folder, let file):
      "\(folder), \(file): this is missing or cannot be read, so the folder is no package. Name the "
        + "folder that was written as a package."
    case .notPseudonymous(let folder):
      "\(folder): the package names patients. Only pseudonymous packages are put together: write it "
        + "anew with --pseudonymous and --site."
    case .noSite(let folder):
      "\(folder): its study codes do not say which site they are of. Write it anew with --site."
    case .siteTwice(let site, let folder, let other):
      "\(folder): found the site '\(site)', which \(other) has too. Every site needs a code of its own: "
        + "give each package once, and write one of the two anew with another --site."
    case .otherDefinitions(let folder, let hash, let first, let firstHash):
      "\(folder): found definitions \(hash.prefix(12)), and \(first) has \(firstHash.prefix(12)): they "
        + "were not judged alike. Write both with the same definitions; manifest.json lists them."
    case .otherProgram(let folder, let program, let first, let firstProgram):
      "\(folder): found '\(program)', and \(first) was written by '\(firstProgram)'. Write both with the "
        + "same version of the program."
    case .otherFilter(let folder, let first):
      "\(folder): it holds another part of the records than \(first). Write both with the same diagnoses "
        + "and days; manifest.json says which under 'filter'."
    case .missing(let folder, let file):
      "\(folder), \(file): the manifest lists it and it is not there. Take the whole folder."
    case .changed(let folder, let file):
      "\(folder), \(file): this is not what the manifest was written for: its SHA-256 differs. Fetch the "
        + "package anew, or ask the site."
    case .otherColumn(let folder, let table):
      "\(folder), \(table): a column has another kind, or the rows another key, than at the sites before. "
        + "Write the packages with the same version of the program."
    case .otherRow(let folder, let file, let line, let found, let site):
      "\(folder), \(file), line \(line): found '\(found)', which does not begin with '\(site)-'. Fetch the "
        + "package anew, or ask the site."
    case .damaged(let folder, let file, let line):
      "\(folder), \(file), line \(line): this is no row of the table. Fetch the package anew."
    }
  }
}
