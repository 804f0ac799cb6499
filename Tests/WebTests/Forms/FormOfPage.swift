import Testing

@testable import Web

/// The fields of a page's form as a browser reads them.
extension Page {
  /// What goes with the form unseen, its nonce too.
  func hidden(_ action: String) -> [(String, String)] {
    all(#"<input type="hidden" name="([^"]*)" value="([^"]*)">"#, action)
  }

  /// Everything that a browser would send of the form as it stands, with some fields typed anew.
  func filled(_ action: String, _ typed: [(String, String)] = []) -> [(String, String)] {
    let texts = all(
      #"<input id="[^"]*" name="([^"]*)" type="(?:text|date)" value="([^"]*)""#, action)
    let areas = all(#"<textarea id="[^"]*" name="([^"]*)"[^>]*>([^<]*)</textarea>"#, action)
    let radios = all(#"<input type="radio" name="([^"]*)" value="([^"]*)" checked>"#, action)
    let boxes = all(
      #"<input id="[^"]*" type="checkbox" name="([^"]*)" value="([^"]*)" checked>"#, action)
    let selects = all(
      #"<select id="[^"]*" name="([^"]*)"[^>]*>([^§]*?)</select>"#, action
    ).map { name, options in
      let chosen = Self.matches(#"<option value="([^"]*)" selected>()"#, options).first
      return (name, chosen?.0 ?? Self.matches(#"<option value="([^"]*)">()"#, options)[0].0)
    }
    let asShown = hidden(action) + texts + areas + radios + boxes + selects
    let names = Set(typed.map(\.0))
    return typed + asShown.filter { !names.contains($0.0) }
  }

  /// What stands in one field of the form.
  func value(_ action: String, _ name: String) -> String? {
    filled(action).first { $0.0 == name }?.1
  }

  private func all(_ pattern: String, _ action: String) -> [(String, String)] {
    guard let start = text.range(of: "method=\"post\" action=\"\(action)\"")?.upperBound else {
      return []
    }
    let form = text[start...]
    let end = form.range(of: "</form>")?.lowerBound ?? form.endIndex
    return Self.matches(pattern, String(form[..<end]))
  }

  private static func matches(_ pattern: String, _ text: String) -> [(String, String)] {
    guard let regex = try? Regex(pattern) else { return [] }
    return text.matches(of: regex).map { match in
      (
        plain(String(match.output[1].substring ?? "")),
        plain(String(match.output[2].substring ?? ""))
      )
    }
  }

  private static func plain(_ text: String) -> String {
    text.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
      .replacing("&#39;", with: "'").replacing("&amp;", with: "&")
  }
}
