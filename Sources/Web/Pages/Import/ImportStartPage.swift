import Clinic
import Exchange
import Registry

/// Where files are uploaded, and what their columns mean is chosen.
enum ImportStartPage {
  private static let own = "own"
  private static let new = "new"
  private static let suggested = "suggested"
  private static let stored = "stored "

  static func page(
    _ request: PageRequest, chosen: String = "", _ problems: FormProblems = FormProblems()
  ) async throws -> PageAnswer {
    let mappings = try await request.atDesk { try $0.storedMappings() }
    var files = TextField("files", "Files")
    files.hint =
      "Spreadsheets (.xlsx) or text files (.csv), up to \(KeptUploads.limit >> 20) MiB together; an "
      + "export of REDCap with its dictionary"
    files.error = problems.message(for: "files")
    var choices = mappings.map {
      Choice(stored + $0.name, $0.name, chosen: chosen == stored + $0.name)
    }
    for position in choices.indices { choices[position].group = "Mappings of the clinic" }
    choices += [
      Choice(own, "Our own layouts: no mapping is needed", chosen: chosen == own),
      Choice(
        suggested, "Suggest a mapping from the file, to be checked on the next page",
        chosen: chosen == suggested),
      Choice(new, "A new mapping, written on the next page", chosen: chosen == new),
    ]
    choices.insert(Choice("", "Choose", chosen: chosen.isEmpty), at: 0)
    var form = try PlainForm(
      request, action: "/import", button: "Show what it would become",
      fields: [
        .files(files, accept: UploadedKind.endings.joined(separator: ",")),
        .select(ChoiceField("meaning", "What the columns mean", problems, choices)),
      ])
    form.takesFiles = true
    form.aside =
      "<p class=\"aside\">Nothing is stored yet: the next page shows all of it first.</p>\n"
    var html = HTMLWriter()
    html.markup("<div class=\"two exports\">\n<div>\n")
    html.form(form)
    html.markup("</div>\n<div class=\"side flowing\">\(side(mappings))</div>\n</div>\n")
    var frame = try request.frame("Import", notice: request.takeNotice())
    frame.beside = "<p>The clinic's own spreadsheets and CSV files</p>\n"
    return request.page(frame, html, problems)
  }

  private static func side(_ mappings: [StoredMapping]) -> Markup {
    """
    <section class="card"><h2>How it goes</h2>
    <ol class="plain-steps">
    <li>The file is read, and nothing of it is guessed: what the mapping does not explain is refused, with its cell.</li>
    <li>You see what would be stored, and what not, and why.</li>
    <li>You confirm. All of it is stored, or nothing.</li>
    </ol>
    <p class="aside">The file itself is not kept. Its name and its hash stand in the history.</p></section>
    <section class="card"><h2>Mappings</h2>
    \(mappings.isEmpty ? "<p>No mapping is stored yet.</p>\n" : nil)\
    \(mappings.isEmpty ? nil : """
      <ul>
      \(mappings.map { "<li>\($0.name) <span class=\"aside\">\(sentence: $0.day), \($0.author)</span></li>\n" })</ul>

      """ as Markup)<p><a href="/import/mappings">Show, change or remove mappings</a></p></section>
    """
  }

  /// Takes the files; the next page says what they would become.
  static func upload(_ request: PageRequest) async throws -> PageAnswer {
    var problems = FormProblems()
    let meaning = request.form.exact("meaning")
    let files = request.uploads
    let bytes = files.reduce(0) { $0 + $1.bytes.count }
    if files.isEmpty { problems.add("files", "Choose a file.") }
    if let empty = files.first(where: { $0.bytes.isEmpty }) {
      problems.add("files", "\(empty.name) is empty. Choose another file.")
    }
    if let why = files.filter({ !$0.bytes.isEmpty }).compactMap(UploadedKind.objection).first {
      problems.add("files", why)
    }
    if Set(files.map(\.name)).count < files.count {
      problems.add("files", "Two files have the same name. Give each its own.")
    }
    if bytes > KeptUploads.limit { problems.add("files", ImportPages.tooLarge) }
    guard problems.isEmpty else {
      return try await page(request, chosen: meaning, problems)
    }
    let handed = try await PageRequest.aside {
      files.map { HandedTable(name: $0.name, bytes: $0.bytes) }
    }
    let found: KeptUploads.Meaning?
    do { found = try await self.meaning(meaning, handed, request) } catch let refusal
      as any PlainRefusal
    {
      problems.add("files", refusal.message)
      return try await page(request, chosen: meaning, problems)
    }
    guard let found else {
      problems.add("meaning", "Choose what the columns of the file mean.")
      return try await page(request, chosen: meaning, problems)
    }
    let kept = KeptUploads.Kept(files: handed, meaning: found)
    let key = request.site.uploads.put(
      kept, bytes: bytes, for: try request.session, at: request.now)
    guard let key else {
      problems.add(
        "files",
        "Several people are looking at large files at this moment. Try again in some minutes.")
      return try await page(request, chosen: meaning, problems)
    }
    return .redirect("/import/\(key)")
  }

  /// nil: nothing was chosen, or a mapping that is not stored any more.
  private static func meaning(
    _ chosen: String, _ files: [HandedTable], _ request: PageRequest
  ) async throws -> KeptUploads.Meaning? {
    switch chosen {
    case own: return .ownLayouts
    case suggested:
      let text = try await request.atImportDesk { try MappingFile.suggest(files, $0.library).text }
      return .unsaid(draft: text)
    case new: return .unsaid(draft: ImportMappingPages.template)
    case _:
      guard chosen.hasPrefix(stored) else { return nil }
      let name = String(chosen.dropFirst(stored.count))
      return try await request.atDesk { desk in
        guard let found = try desk.storedMappings().first(where: { $0.name == name }) else {
          return nil
        }
        do {
          let mapping = try MappingFile.read(found.text, path: name, desk.library)
          return .mapping(name: name, text: found.text, mapping)
        } catch is MappingFaults {
          // It was stored with other definitions: its faults are shown where it can be mended.
          return .unsaid(draft: found.text)
        }
      }
    }
  }
}
