import Clinic
import Exchange
import HTTPTypes
import Registry
import Reporting

/// The clinic's own files, from the upload to what was stored.
///
/// Nothing is stored before its preview was confirmed, and then all of it or nothing.
enum ImportPages {
  static let access = Route.Access.only([.administrator, .physician])
  /// Beside the files: the fields and what tells the parts apart.
  private static let limit = KeptUploads.limit + (1 << 16)

  static let routes: [Route] = [
    .get("import", for: access, label: "Import") { try await ImportStartPage.page($0) },
    upload,
    .get("import/:upload", for: access) { try await look($0) },
    .post(
      "import/:upload/ways", for: access, fields: .named(["update", "similar"]), use: .repeatedly
    ) { try await choose($0) },
    .post("import/:upload/store", for: access, fields: .named(["preview", "leave-out"])) {
      try await store($0)
    },
    .post("import/:upload/cancel", for: access, fields: .named([]), use: .repeatedly) { request in
      request.site.uploads.removeAll(of: try request.session)
      return request.done("Given up, and nothing was stored", at: "/import")
    },
    .get("import/:upload/left-out", for: access) { try await leftOut($0) },
    .get("import/:upload/preview", for: access) { try await file($0) },
  ]

  private static let upload: Route = {
    var route = Route.post(
      "import", for: access, fields: .upload(["meaning"]), use: .repeatedly, limit: limit
    ) { try await ImportStartPage.upload($0) }
    route.tooLarge = WebFault(.contentTooLarge, "The file is too large", tooLarge)
    return route
  }()

  static let tooLarge =
    "Up to \(KeptUploads.limit >> 20) MiB are read in the browser, all files together. Nothing was "
    + "stored. Import a larger one at the command line, or in parts."

  /// What the browser shows of a way out.
  static func why(_ cell: RefusedCell) -> String { cell.why { _ in "" } }

  /// The preview, the mapping that is still to be said, or what was stored.
  private static func look(_ request: PageRequest) async throws -> PageAnswer {
    let (key, kept) = try request.keptUpload()
    if let stored = kept.stored {
      try await request.note(.view, to: "import result", of: nil)
      return try ImportResultPage.page(request, key, kept, stored)
    }
    if case .unsaid = kept.meaning { return .redirect("/import/\(key)/mapping") }
    return try await preview(request, key, FormProblems())
  }

  static func preview(
    _ request: PageRequest, _ key: String, _ problems: FormProblems
  ) async throws -> PageAnswer {
    let (_, kept) = try request.keptUpload()
    let handed = kept.handed
    do {
      let found = try await request.atImportDesk { desk in try ImportPreview(desk, handed, kept) }
      request.site.uploads.change(key, for: try request.session) { kept in
        kept.mark = found.outcome.mark
        kept.leftOut = found.outcome.leftOut
      }
      try await request.note(.view, to: "import preview", of: nil)
      return try ImportPreviewPage.page(request, key, kept, found, problems)
    } catch let refusal as MappedRefusal {
      return try ImportPreviewPage.refused(request, key, kept, refusal.lines)
    } catch let refusal as MissingDictionary {
      return try ImportPreviewPage.refused(request, key, kept, [refusal.message])
    }
  }

  /// The preview as a file, with the bytes that the command line writes.
  private static func file(_ request: PageRequest) async throws -> PageAnswer {
    let (key, kept) = try request.keptUpload()
    if kept.stored != nil { return .redirect("/import/\(key)") }
    if case .unsaid = kept.meaning { return .redirect("/import/\(key)/mapping") }
    var chosen = kept.ways
    (chosen.isPreview, chosen.isShown) = (true, true)
    let (handed, ways) = (kept.handed, chosen)
    do {
      let bytes = try await request.atImportDesk { desk in
        let preview = MappingPreview(
          try desk.importTables(handed, ways), desk.library, why: why)
        var bytes: [UInt8] = []
        try preview.writeCSV { bytes.append(contentsOf: $0) }
        return bytes
      }
      try await request.note(.export, to: "import preview", of: nil)
      return .file(bytes, name: "preview.csv", type: "text/csv; charset=utf-8")
    } catch is MappedRefusal {
      return .redirect("/import/\(key)")
    } catch is MissingDictionary {
      return .redirect("/import/\(key)")
    }
  }

  private static func choose(_ request: PageRequest) async throws -> PageAnswer {
    let (key, _) = try request.keptUpload()
    request.site.uploads.change(key, for: try request.session) { kept in
      kept.updates = request.form["update"] == "yes"
      kept.evenIfSimilar = request.form["similar"] == "yes"
    }
    return .redirect("/import/\(key)")
  }

  private static func store(_ request: PageRequest) async throws -> PageAnswer {
    let (key, kept) = try request.keptUpload()
    if kept.stored != nil { return .redirect("/import/\(key)") }
    var problems = FormProblems()
    guard let mark = kept.mark, request.form["preview"] == mark.text else {
      problems.add("", PreviewOutdated().message)
      return try await preview(request, key, problems)
    }
    if !kept.leftOut.isEmpty, request.form["leave-out"] != "yes" {
      problems.add(
        "leave-out",
        "\(Wording.counted(kept.leftOut.count, "cell")) of the file \(kept.leftOut.count == 1 ? "is" : "are") refused. "
          + "Say that the rest is stored without them, or correct the file and upload it again.")
      return try await preview(request, key, problems)
    }
    var ways = kept.ways
    ways.leavesOut = !kept.leftOut.isEmpty
    ways.previewed = mark
    let (handed, chosen) = (kept.handed, ways)
    do {
      let outcome = try await request.atImportDesk { try $0.importTables(handed, chosen) }
      request.site.uploads.change(key, for: try request.session) { kept in
        kept.stored = StoredImport(
          files: kept.files.map { "\($0.name), SHA-256 \($0.hash)" },
          summary: outcome.stored.summary, vanished: outcome.vanished)
        kept.leftOut = outcome.leftOut
        kept.files = []
      }
      return request.done("Stored", at: "/import/\(key)")
    } catch is PreviewOutdated {
      problems.add("", PreviewOutdated().message)
    } catch is MappedRefusal {
      problems.add("", PreviewOutdated().message)
    }
    return try await preview(request, key, problems)
  }

  private static func leftOut(_ request: PageRequest) async throws -> PageAnswer {
    let (_, kept) = try request.keptUpload()
    try await request.note(.export, to: "cells left out of an import", of: nil)
    var bytes: [UInt8] = []
    try LeftOutCells.write(kept.leftOut, spreadsheet: true, why: why) {
      bytes.append(contentsOf: $0)
    }
    return .file(bytes, name: "left-out.csv", type: "text/csv; charset=utf-8")
  }
}

extension PageRequest {
  /// The upload in the path; 404 where there is none any more.
  func keptUpload() throws -> (key: String, kept: KeptUploads.Kept) {
    let key = try parameter("upload")
    guard let kept = site.uploads.get(key, for: try session, at: now) else {
      throw WebFault(
        .notFound, "This upload is not kept any more",
        "A file that was uploaded is kept for half an hour, for the session that sent it, and until "
          + "the next one is uploaded. What was not confirmed was not stored. Upload it again.")
    }
    return (key, kept)
  }
}

extension KeptUploads.Kept {
  var handed: HandedImport {
    if case .mapping(_, _, let mapping) = meaning { return HandedImport(files, under: mapping) }
    return HandedImport(files, under: nil)
  }

  var ways: MappedImportWays {
    var ways = MappedImportWays()
    ways.updates = updates
    ways.evenIfSimilar = evenIfSimilar
    ways.isBesideOthers = true
    return ways
  }
}

/// What the files would become, with what a page shows of it.
struct ImportPreview: Sendable {
  let outcome: MappedOutcome
  /// Cells that are recorded otherwise and would be corrected.
  let corrected: [RefusedCell]

  init(_ desk: Desk, _ handed: HandedImport, _ kept: KeptUploads.Kept) throws {
    var ways = kept.ways
    ways.isPreview = true
    ways.isShown = true
    outcome = try desk.importTables(handed, ways)
    guard ways.updates else {
      corrected = []
      return
    }
    ways.updates = false
    let still = Set(outcome.leftOut)
    corrected = try desk.importTables(handed, ways).leftOut.filter {
      $0.isRecordedOtherwise && !still.contains($0)
    }
  }
}
