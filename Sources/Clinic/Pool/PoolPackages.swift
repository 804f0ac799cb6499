import Exchange
import Outcomes
import Reporting

/// What became of packages that were put together.
package struct PoolOutcome: Sendable {
  package let files: Int
  /// A row per site.
  package let sites: DrawnTable
  /// The days that the sites were judged as of, where they are not all the same.
  package let days: [String]
}

/// Puts packages of several sites together as one that PostgreSQL loads.
package enum Pool {
  /// Checks all packages first, then writes the folder whole or not at all.
  ///
  /// - Throws: ``PoolRefusal`` with every reason.
  package static func make(
    _ folders: [String], to target: String, program: String
  ) throws -> PoolOutcome {
    var faults: [PoolRefusal.Fault] = []
    var sites = folders.compactMap { SitePackage($0) { faults.append($0) } }
    for site in sites { site.check { faults.append($0) } }
    compare(sites) { faults.append($0) }
    var tables: [PackageTable] = []
    for site in sites { join(site, into: &tables) { faults.append($0) } }
    guard faults.isEmpty else { throw PoolRefusal(faults: faults) }
    // In the order of the study codes that follow.
    sites.sort { Patient.precedes($0.site + "-", $1.site + "-") }
    let folder = try PackageFolder(target)
    do {
      var rows: [String: Int] = [:]
      for table in tables {
        let counts = try merge(table, of: sites, into: folder)
        if table.name == "patients" { rows = counts }
      }
      try describe(tables, sites, program: program, in: folder)
      try folder.finish()
      return outcome(sites, patients: rows, files: folder.written.count)
    } catch {
      folder.discard()
      throw error
    }
  }

  /// Against the first of them.
  private static func compare(_ sites: [SitePackage], _ refuse: (PoolRefusal.Fault) -> Void) {
    guard let first = sites.first else { return }
    for (place, site) in sites.enumerated().dropFirst() {
      if let other = sites[..<place].first(where: { $0.site == site.site }) {
        refuse(.siteTwice(site.site, folder: site.folder, other: other.folder))
      }
      if site.definitions != first.definitions {
        refuse(
          .otherDefinitions(
            folder: site.folder, hash: site.definitions, first: first.folder,
            firstHash: first.definitions))
      }
      if site.program != first.program {
        refuse(
          .otherProgram(
            folder: site.folder, program: site.program, first: first.folder,
            firstProgram: first.program))
      }
      if site.filter != first.filter {
        refuse(.otherFilter(folder: site.folder, first: first.folder))
      }
    }
  }

  private static func join(
    _ site: SitePackage, into tables: inout [PackageTable], _ refuse: (PoolRefusal.Fault) -> Void
  ) {
    for table in site.tables {
      guard let place = tables.firstIndex(where: { $0.name == table.name }) else {
        tables.append(table)
        continue
      }
      if let both = tables[place].joined(with: table) {
        tables[place] = both
      } else {
        refuse(.otherColumn(folder: site.folder, table: table.name))
      }
    }
  }

  /// Writes a table of all sites; returns how many rows each has, by its code.
  private static func merge(
    _ table: PackageTable, of sites: [SitePackage], into folder: PackageFolder
  ) throws -> [String: Int] {
    let file = try folder.open(table.file)
    var writer = CSVWriter { try file.write($0) }
    try writer.row(table.columns.map(\.name))
    var counts: [String: Int] = [:]
    for site in sites where site.tables.contains(where: { $0.name == table.name }) {
      let input = try InputFile(site.path(table.file))
      let reader = try CSVReader { try input.next() }
      let places = table.columns.map { reader.header.firstIndex(of: $0.name) }
      let prefix = Array((site.site + "-").utf8)
      while let step = try reader.next() {
        guard case .record(let record) = step else {
          if case .fault(let fault) = step {
            throw PoolRefusal(faults: [
              .damaged(folder: site.folder, file: table.file, line: fault.line)
            ])
          }
          continue
        }
        guard record.bytes(at: 0).starts(with: prefix) else {
          throw PoolRefusal(faults: [
            .otherRow(
              folder: site.folder, file: table.file, line: record.line,
              found: record.string(at: 0), site: site.site)
          ])
        }
        for place in places {
          if let place { writer.text(utf8: record.bytes(at: place)) } else { writer.empty() }
        }
        try writer.endRow()
        counts[site.site, default: 0] += 1
      }
    }
    try writer.finish()
    try folder.close(file, rows: counts.values.reduce(0, +))
    return counts
  }

  private static func describe(
    _ tables: [PackageTable], _ sites: [SitePackage], program: String, in folder: PackageFolder
  ) throws {
    try PackageDescription.write(
      tables, name: "recheck-pool", title: "Outcome scores of several clinics, by Recheck",
      in: folder)
    let listed = sites.map { site in
      JSONValue.members([
        "site": .string(site.site), "as_of": .string(site.asOf),
        "program": .string(site.program), "manifest_sha256": .string(site.manifestHash),
      ])
    }
    try folder.write(
      PackageManifest.file,
      JSONValue.members([
        "program": .string(program), "sites": .array(listed), "filter": sites.first?.filter,
        "definitions": sites.first?.definitionList,
        "files": PackageManifest.files(folder.written),
      ]).text)
  }

  private static func outcome(
    _ sites: [SitePackage], patients: [String: Int], files: Int
  ) -> PoolOutcome {
    let days = Set(sites.map(\.asOf)).sorted()
    return PoolOutcome(
      files: files,
      sites: DrawnTable(
        Table(
          columns: [
            .init("site", "Site"), .init("patients", "Patients", .number),
            .init("as_of", "Judged as of"), .init("folder", "Folder"),
          ],
          rows: sites.map { site in
            [
              .text(site.site), .integer(patients[site.site] ?? 0), .text(site.asOf),
              .text(site.folder),
            ]
          })), days: days.count > 1 ? days : [])
  }
}
