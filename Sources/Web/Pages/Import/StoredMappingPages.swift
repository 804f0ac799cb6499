import Clinic
import Registry

/// The mappings that the clinic keeps: shown, changed, added and removed.
enum StoredMappingPages {
  static let routes: [Route] = [
    .get("import/mappings", for: ImportPages.access, query: ["name"]) { request in
      let name = request.query.exact("name")
      let text = try await request.atDesk { desk in
        try desk.storedMappings().first { $0.name == name }?.text
      }
      return try await page(request, name: name, text: text ?? "", FormProblems())
    },
    .post(
      "import/mappings", for: ImportPages.access, fields: .named(["text", "name", "replace"])
    ) { try await store($0) },
    .post("import/mappings/remove", for: ImportPages.access, fields: .named(["name"])) { request in
      let name = request.form.exact("name")
      do { try await request.atDesk { try $0.removeMapping(name) } } catch is StoredMappingRefusal {
        return .redirect("/import/mappings")
      }
      return request.done("Removed; its text stays in the trail.", at: "/import/mappings")
    },
  ]

  private static func store(_ request: PageRequest) async throws -> PageAnswer {
    let form = request.form
    let text = form.exact("text").replacing("\r\n", with: "\n")
    let (name, replaces) = (form["name"], form["replace"] == "yes")
    var problems = FormProblems()
    do {
      _ = try await request.atDesk {
        try $0.addMapping(
          text, path: "mapping", named: name.isEmpty ? nil : name, replaces: replaces)
      }
      return request.done("Stored", at: "/import/mappings")
    } catch let faults as MappingFaults {
      problems.add(faults)
    } catch let refusal as StoredMappingRefusal {
      problems.add("name", refusal.webText)
    }
    return try await page(request, name: name, text: text, problems)
  }

  private static func page(
    _ request: PageRequest, name: String, text: String, _ problems: FormProblems
  ) async throws -> PageAnswer {
    let mappings = try await request.atDesk { try $0.storedMappings() }
    let isThere = mappings.contains { $0.name == name }
    let remove = "/import/mappings/remove"
    let nonce = try request.nonce(for: remove)
    var html = HTMLWriter()
    html.markup(
      """
      <div class="two import">
      <div>\(mappings.isEmpty ? "<p>No mapping is stored yet.</p>\n" : nil)\
      \(mappings.map { stored in
        """
        <section class="card mapping"><h2>\(stored.name)</h2>
        <p class="aside">Stored \(sentence: stored.day) by \(stored.author), SHA-256 <code>\(String(stored.hash.prefix(12)))</code></p>
        <details><summary>Its text</summary><pre tabindex="0">\(stored.text)</pre></details>
        <form method="post" action="\(remove)">
        <input type="hidden" name="nonce" value="\(nonce)">
        <input type="hidden" name="name" value="\(stored.name)">
        <p><a href="/import/mappings?name=\(stored.name.queryText)#text">Change</a>
        <button class="plain">Remove<span class="unseen"> \(stored.name)</span></button></p>
        </form></section>

        """
      })</div>
      <div class="side flowing"><form class="card" method="post" action="/import/mappings">
      <input type="hidden" name="nonce" value="\(try request.nonce(for: "/import/mappings"))">
      <h2>\(isThere ? "Change" : "Add a mapping")</h2>
      \(MappingEditor.field(text, problems).text(rows: 16))\
      \(TextField("name", "Name (as the mapping says, if empty)").filled(name, problems).markup)\
      \(isThere || problems.message(for: "name") != nil ? ChoiceField.replacing(request).confirm : nil)\
      <p><button class="button">Check and store</button></p>
      </form>
      \(MappingEditor.help)</div>
      </div>

      """)
    var frame = try request.frame("Mappings", notice: request.takeNotice())
    frame.beside = "<p>What the columns of the clinic's spreadsheets mean</p>\n"
    return request.page(frame, html, problems)
  }
}

extension String {
  /// As it stands in the query of an address.
  fileprivate var queryText: String {
    utf8.map { byte in
      let isPlain =
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
      return isPlain
        ? String(Unicode.Scalar(byte))
        : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }.joined()
  }
}
