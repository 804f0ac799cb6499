/// Fields and forms as HTML: every label is tied to its field, every hint and error is read out with
/// it.
extension TextField {
  var markup: Markup {
    let hinted: Markup? = hint.map { _ in " \(id)-hint" }
    let described: Markup? =
      if error != nil {
        " aria-invalid=\"true\" aria-describedby=\"\(id)-error\(hinted)\""
      } else {
        hint.map { _ in " aria-describedby=\"\(id)-hint\"" }
      }
    return """
      <div class="field\(" wrong", if: error != nil)">
      \(FieldParts.head(id, label, hint, error))<input id="\(id)" name="\(id)" type="\(type)" \
      value="\(value)" autocomplete="\(autocomplete)"\(inputMode.map { " inputmode=\"\($0)\"" })\(" autofocus", if: hasFocus)\(described)>
      </div>

      """
  }

  /// The same for several lines of text.
  var area: Markup {
    """
    <div class="field\(" wrong", if: error != nil)">
    \(FieldParts.head(id, label, hint, error))<textarea id="\(id)" name="\(id)" rows="3"\
    \(FieldParts.wrong(id, error))>\(value)</textarea>
    </div>

    """
  }
}

extension TextField {
  /// Several lines as they are written, such as a mapping.
  func text(rows: Int) -> Markup {
    """
    <div class="field\(" wrong", if: error != nil)">
    \(FieldParts.head(id, label, hint, error))<textarea id="\(id)" name="\(id)" class="code" rows="\(rows)" \
    spellcheck="false" autocapitalize="off" wrap="off"\(FieldParts.wrong(id, error))>
    \(value)</textarea>
    </div>

    """
  }

  fileprivate func files(_ accept: String) -> Markup {
    """
    <div class="field\(" wrong", if: error != nil)">
    \(FieldParts.head(id, label, hint, error))<input id="\(id)" name="\(id)" type="file" multiple \
    accept="\(accept)"\(hint.map { _ in " aria-describedby=\"\(id)-hint\"" })\(" aria-invalid=\"true\"", if: error != nil)>
    </div>

    """
  }
}

extension ChoiceField {
  var select: Markup {
    """
    <div class="field\(" wrong", if: error != nil)">
    \(FieldParts.head(id, label, hint, error))<select id="\(id)" name="\(id)"\(FieldParts.wrong(id, error))>
    \(options)</select>
    </div>

    """
  }

  /// Choices without a group first, then the groups in the order of their first choice.
  private var options: [Markup] {
    var groups: [String] = []
    for case let group? in choices.map(\.group) where !groups.contains(group) {
      groups.append(group)
    }
    return choices.filter { $0.group == nil }.map(\.option)
      + groups.map { group in
        """
        <optgroup label="\(group)">
        \(choices.filter { $0.group == group }.map(\.option))</optgroup>

        """
      }
  }

  var radios: Markup {
    """
    <fieldset id="\(id)" tabindex="-1"\(" class=\"wrong\"", if: error != nil)>
    <legend>\(label)</legend>
    \(hint.map { "<p class=\"hint\">\($0)</p>\n" })\(FieldParts.unnamed(error))\
    \(choices.map { $0.radio(named: id) })</fieldset>

    """
  }

  /// A box to tick; its only choice says what is confirmed.
  var confirm: Markup {
    """
    <div class="field\(" wrong", if: error != nil)">
    \(FieldParts.error(id, error))\(choices.map { choice in
      """
      <label class="choice"><input id="\(id)" type="checkbox" name="\(id)" value="\(choice.value)"\
      \(" checked", if: choice.chosen)> \(choice.label)</label>

      """
    })</div>

    """
  }
}

extension Choice {
  var option: Markup {
    "<option value=\"\(value)\"\(" selected", if: chosen)>\(label)</option>\n"
  }

  func radio(named name: String) -> Markup {
    """
    <label class="choice"><input type="radio" name="\(name)" value="\(value)"\(" checked", if: chosen)> \
    \(label)</label>

    """
  }
}

extension FormField {
  var markup: Markup {
    switch self {
    case .text(let field): field.markup
    case .area(let field): field.area
    case .files(let field, let accept): field.files(accept)
    case .select(let field): field.select
    case .radios(let field): field.radios
    case .confirm(let field): field.confirm
    case .hidden(let name, let value):
      "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">\n"
    }
  }
}

extension PlainForm {
  var markup: Markup {
    """
    \(lead.map { "<p class=\"lead narrow\">\($0)</p>\n" })\(factList)\
    <form class="narrow card" method="post" action="\(action)"\(" enctype=\"multipart/form-data\"", if: takesFiles)>
    \(nonce.map(FieldParts.nonce))\(fields.map(\.markup))<p><button class="button">\(button)</button></p>
    \(aside)</form>

    """
  }

  private var factList: Markup? {
    facts.isEmpty
      ? nil : "<ul class=\"facts\">\n\(facts.map { "<li>\($0)</li>\n" })</ul>\n"
  }
}

extension FilterForm {
  var markup: Markup {
    let method = nonce == nil ? "get" : "post"
    return """
      <form class="card filters" method="\(method)" action="\(action)">
      \(nonce.map(FieldParts.nonce))\(fields.map(\.markup))<p><button class="button">Show</button>\(aside)</p>
      </form>

      """
  }
}

/// What the fields and forms have in common.
private enum FieldParts {
  static func nonce(_ nonce: String) -> Markup {
    "<input type=\"hidden\" name=\"nonce\" value=\"\(nonce)\">\n"
  }

  static func head(_ id: String, _ label: String, _ hint: String?, _ message: String?) -> Markup {
    """
    <label for="\(id)">\(label)</label>
    \(hint.map { "<p class=\"hint\" id=\"\(id)-hint\">\($0)</p>\n" })\(error(id, message))
    """
  }

  static func error(_ id: String, _ message: String?) -> Markup? {
    message.map {
      "<p class=\"error\" id=\"\(id)-error\"><span class=\"unseen\">Error:</span> \($0)</p>\n"
    }
  }

  static func unnamed(_ message: String?) -> Markup? {
    message.map { "<p class=\"error\"><span class=\"unseen\">Error:</span> \($0)</p>\n" }
  }

  static func wrong(_ id: String, _ message: String?) -> Markup? {
    message.map { _ in " aria-invalid=\"true\" aria-describedby=\"\(id)-error\"" }
  }
}
