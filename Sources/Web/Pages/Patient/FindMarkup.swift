/// The search for a patient as HTML, with what was found.
struct FindMarkup {
  struct Row {
    let address: String
    let identity: Frame.Identity
    /// What the person is treated for.
    let diagnoses: String
    /// Another patient of the same name is in the list.
    let isSimilar: Bool
  }

  let nonce: String
  let search: String
  /// How many patients there are.
  let registered: Int
  /// nil before anybody searched.
  let rows: [Row]?
  /// Whether there are more than are shown.
  let isCut: Bool

  var markup: Markup {
    """
    <form class="card search" method="post" action="/patients">
    <input type="hidden" name="nonce" value="\(nonce)">
    <div class="field">
    <label for="search">Name, identifier or its end, or date of birth</label>
    <input id="search" name="search" type="search" value="\(search)" autocomplete="off" autofocus>
    </div>
    <p><button class="button">Find</button> <a class="button second" href="/patients/new">\
    Register a patient</a></p>
    </form>
    \(found)
    """
  }

  private var found: Markup {
    guard let rows else { return "<p>\(registered) patients are registered.</p>\n" }
    guard !rows.isEmpty else {
      return """
        <p>Nobody of that name, identifier or date of birth is registered. Try fewer letters.</p>

        """
    }
    return """
      \("""
      <p class="card caution"><strong>Same name:</strong> compare the date of birth and the \
      identifier.</p>

      """, if: rows.contains(where: \.isSimilar))\
      <div class="wide" role="region" tabindex="0" aria-label="Patients found">
      <table class="stacking" data-rows>
      <thead><tr><th scope="col">Name</th><th scope="col">Born</th>\
      <th scope="col">Identifier</th><th scope="col">Sex</th><th scope="col">Diagnosis</th></tr></thead>
      <tbody>
      \(rows.map(\.markup))</tbody>
      </table>
      </div>
      \("<p>There are more. Write more letters.</p>\n", if: isCut)
      """
  }
}

extension FindMarkup.Row {
  fileprivate var markup: Markup {
    """
    <tr><th scope="row" data-label="Name"><a data-row href="\(address)">\(identity.name)</a>\
    \(" <span class=\"tag\">same name</span>", if: isSimilar)</th>\
    <td data-label="Born">\(sentence: identity.birthDate)</td>\
    <td data-label="Identifier">\(identity.identifier)</td>\
    <td data-label="Sex">\(identity.sex)</td><td data-label="Diagnosis">\(diagnoses)</td></tr>

    """
  }
}
