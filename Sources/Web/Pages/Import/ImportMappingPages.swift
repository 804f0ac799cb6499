import Clinic
import Exchange
import Registry

/// The mapping of an upload, written or changed on a page: every fault is named with its line.
enum ImportMappingPages {
  static let routes: [Route] = [
    .get("import/:upload/mapping", for: ImportPages.access) { request in
      let (key, kept) = try request.keptUpload()
      let (name, text) = kept.mappingText
      return try page(request, key, kept, name: name, text: text, FormProblems())
    },
    .post(
      "import/:upload/mapping", for: ImportPages.access,
      fields: .checkedByPage, use: .repeatedly
    ) { try await take($0) },
  ]

  /// What a mapping begins with.
  static let template = """
    name: One row per visit
    file: {kind: xlsx}
    dates: d/m/y
    patient: {id: Study ID}
    visits:
      date: Date
      scores:
        - {measure: incat, total: INCAT}

    """

  private static func take(_ request: PageRequest) async throws -> PageAnswer {
    let (key, kept) = try request.keptUpload()
    let form = request.form
    try form.allow(
      only: Set(form.order.filter(UndecidedChoices.isField)).union([
        "text", "name", "keep", "replace",
      ]))
    let typed = form.exact("text").replacing("\r\n", with: "\n")
    let text = UndecidedChoices.decide(typed, diseases: diseases(request)) { form[$0.field] }
    var problems = FormProblems()
    do {
      let mapping = try await request.atDesk {
        try MappingFile.read(text, path: "mapping", $0.library)
      }
      var name = form["name"].isEmpty ? mapping.name : form["name"]
      if form["keep"] == "yes" {
        let (given, replaces) = (name, form["replace"] == "yes")
        name = try await request.atDesk {
          try $0.addMapping(text, path: "mapping", named: given, replaces: replaces).name
        }
      }
      request.site.uploads.change(key, for: try request.session) { kept in
        kept.meaning = .mapping(name: name, text: text, mapping)
        kept.mark = nil
      }
      return .redirect("/import/\(key)")
    } catch let faults as MappingFaults {
      problems.add(faults)
    } catch let refusal as StoredMappingRefusal {
      problems.add("name", refusal.webText)
    }
    return try page(request, key, kept, name: form["name"], text: text, problems)
  }

  /// As in other forms, with the ids that the text of a mapping has.
  private static func diseases(_ request: PageRequest) -> [Choice] {
    let judged = Set(request.library.diseases.filter(\.isJudged).map(\.id.text))
    let all = request.site.pickers.diseases(chosen: "").filter { !$0.value.isEmpty }
    let groups = [
      all.filter { judged.contains($0.value) }, all.filter { !judged.contains($0.value) },
    ]
    return groups.joined().map { disease in
      var choice = Choice(disease.value, "\(disease.label) (\(disease.value))")
      choice.group = disease.group
      return choice
    }
  }

  private static func page(
    _ request: PageRequest, _ key: String, _ kept: KeptUploads.Kept, name: String, text: String,
    _ problems: FormProblems
  ) throws -> PageAnswer {
    let action = "/import/\(key)/mapping"
    var keep = ChoiceField(
      "keep", "", FormProblems(),
      [
        Choice(
          "yes", "Keep it under this name for later files", chosen: request.form["keep"] == "yes")
      ]
    ).confirm
    if problems.message(for: "name") != nil {
      keep = "\(keep)\(ChoiceField.replacing(request).confirm)"
    }
    var html = HTMLWriter()
    html.markup(
      """
      <div class="two import">
      <form class="card" method="post" action="\(action)">
      <input type="hidden" name="nonce" value="\(try request.nonce(for: action))">
      \(UndecidedChoices(text, diseases: diseases(request)).markup)\(MappingEditor.field(text, problems).text(rows: 24))\
      \(TextField("name", "Name (as the mapping says, if empty)").filled(name, problems).markup)\(keep)\
      <p><button class="button">Show what it would become</button></p>
      </form>
      <div class="side flowing"><section class="card"><h2>For</h2>
      <ul>
      \(kept.files.map { "<li>\($0.name)</li>\n" })</ul></section>
      \(MappingEditor.help)
      """)
    try ImportPreviewPage.cancel(request, key, to: &html)
    html.markup("</div>\n</div>\n")
    return request.page(try request.frame("What the columns mean"), html, problems)
  }
}

extension KeptUploads.Kept {
  fileprivate var mappingText: (name: String, text: String) {
    switch meaning {
    case .unsaid(let draft): ("", draft)
    case .ownLayouts: ("", ImportMappingPages.template)
    case .mapping(let name, let text, _): (name, text)
    }
  }
}

/// The field in which a mapping is written, and what stands beside it.
enum MappingEditor {
  private static let mostFaults = 50

  static func field(_ text: String, _ problems: FormProblems) -> TextField {
    var field = TextField("text", "Mapping")
    field.hint = "YAML; every fault is named with its line"
    field.value = text
    field.error = problems.message(for: "text")
    return field
  }

  static let help: Markup = """
    <section class="card"><h2>What a mapping says</h2>
    <ul>
    <li><code>file</code>: the kind of file, its sheet and heading</li>
    <li><code>dates</code>: how days are written, such as <code>d/m/y</code></li>
    <li><code>missing</code>: words that stand for no answer</li>
    <li><code>patient</code>, <code>diagnoses</code>, <code>visits</code>, <code>courses</code>: which column says what</li>
    </ul>
    <p class="aside">What it does not say is not read. The page on spreadsheets in the documents has every key, with examples.</p></section>

    """
}

extension FormProblems {
  /// Every fault of a mapping, at the field with its text.
  mutating func add(_ faults: MappingFaults) {
    for fault in faults.lines.prefix(50) { add("text", "Line \(fault.line): \(fault.what)") }
    let more = faults.lines.count - 50
    if more > 0 { add("text", "And \(more) more.") }
  }
}

extension ChoiceField {
  /// A box to tick where the name is taken.
  static func replacing(_ request: PageRequest) -> ChoiceField {
    ChoiceField(
      "replace", "", FormProblems(),
      [
        Choice(
          "yes", "Put it in the place of the one of that name; the earlier text stays in the trail",
          chosen: request.form["replace"] == "yes")
      ])
  }
}

extension StoredMappingRefusal {
  var webText: String {
    switch self {
    case .exists(let known):
      "A mapping of this name is stored already, since \(known.day) by \(known.author). Choose another name, or say that this one takes its place."
    case .unknown, .neither: "This mapping is not stored any more."
    case .badName: "A name has 1 to \(StoredMapping.longestName) letters, in one line."
    }
  }
}
