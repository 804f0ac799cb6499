package import Outcomes

/// The definitions in force, read from the files that the program carries and those of the site.
package struct Definitions: Sendable {
  package var library: Library
  /// Shipped definitions that files of the site replace, such as `measure mg-adl`, in order.
  package var replaced: [String]
  /// What the site sets for its own desk; nothing where only a selection was read.
  package var desk = SiteDesk()

  /// The files that the program carries, as paths below `Measures/`, in order.
  package static var shippedPaths: [String] { Embedded.files.map(\.path) }

  /// Reads the shipped definitions and those of a site.
  ///
  /// - Parameters:
  ///   - files: the YAML files of a site's folder, laid out like this one; paths relative to it.
  ///   - only: what a command on a few patients needs; nil: everything. What is left out is not
  ///     checked either.
  ///   - texts: files to read in place of those that the program carries, as tests do.
  ///   - hash: SHA-256 of a text, in hexadecimal. That of a file which the program carries was
  ///     made when it was built.
  ///
  /// What a file that the program carries says by itself was checked when the program was built and
  /// tested; here only what it says of others is checked, which files of a site may have replaced.
  ///
  /// - Throws: every fault of every file; shipped files are called `Measures/...` there.
  package static func read(
    adding files: [(path: String, text: String)] = [], only: DefinitionSelection? = nil,
    shipped texts: [(path: String, text: String)]? = nil, hash: (String) -> String
  ) throws(DefinitionFaults) -> Definitions {
    let faults = FaultList()
    let own = files.filter { $0.path != SiteDesk.path }.compactMap {
      DefinitionFile(path: $0.path, .text($0.text), in: "", faults: faults)
    }
    let ownKeys = Set(own.map(\.key))
    let carried =
      texts?.map { ($0.path, DefinitionFile.Content.text($0.text)) }
      ?? Embedded.files.map { ($0.path, .embedded($0.text)) }
    let shipped = carried.compactMap { path, content in
      DefinitionFile(path: path, content, in: "Measures/", faults: faults)
    }
    let all = shipped.filter { !ownKeys.contains($0.key) } + own
    let reader = LibraryReader(files: all, faults: faults)
    let library = only.map { reader.read(only: $0, hash: hash) } ?? reader.read(hash: hash)
    var desk: SiteDesk?
    if only == nil, let file = files.first(where: { $0.path == SiteDesk.path }),
      let root = YAMLValue.file(file.text, path: file.path, faults: faults)
    {
      func ids(_ kind: DefinitionFile.Kind) -> Set<String> {
        Set(all.filter { $0.kind == kind }.map(\.id))
      }
      desk =
        DeskReader(root: root, measures: ids(.measure), diseases: ids(.disease), library: library)
        .read()
    }
    guard faults.faults.isEmpty else { throw DefinitionFaults(faults: faults.sorted) }
    let replaced = shipped.filter { ownKeys.contains($0.key) }.map(\.key).sorted()
    return Definitions(library: library, replaced: replaced, desk: desk ?? SiteDesk())
  }
}

/// Ids of what a command works on.
///
/// A disease brings its measures and the disease it is a variant of,
/// a composite its parts.
package struct DefinitionSelection: Sendable {
  package var measures: Set<Measure.ID>
  package var diseases: Set<Disease.ID>
  package var therapies: Set<Therapy.ID>

  package init(
    measures: Set<Measure.ID> = [], diseases: Set<Disease.ID> = [], therapies: Set<Therapy.ID> = []
  ) {
    self.measures = measures
    self.diseases = diseases
    self.therapies = therapies
  }
}
