import Testing

@testable import Web

@Suite struct MarkupTests {
  private func written(_ markup: Markup) -> String {
    var html = HTMLWriter()
    html.markup(markup)
    return String(decoding: html.bytes, as: UTF8.self)
  }

  @Test func aLiteralStandsAsItIs() {
    #expect(written("") == "")
    #expect(written("x") == "x")
    #expect(written("<b class=\"a\">é ≥ ½</b>") == "<b class=\"a\">é ≥ ½</b>")
  }

  @Test func whatIsPutInIsEscaped() {
    let name = "<b a='1' c=\"2\">O'Neil & Müller≥</b>"
    #expect(
      written("<i title=\"\(name)\">\(7)</i>")
        == "<i title=\"&lt;b a=&#39;1&#39; c=&quot;2&quot;&gt;O&#39;Neil &amp; Müller≥&lt;/b&gt;\">7</i>"
    )
    #expect(written("\("")|\("&&")|\("plain")") == "|&amp;&amp;|plain")
  }

  @Test func partsStandOnlyWhereThereIsSomethingToSay() {
    let hint: String? = "1 < 2"
    let nothing: String? = nil
    #expect(written("\(hint.map { "<p>\($0)</p>" })") == "<p>1 &lt; 2</p>")
    #expect(written("[\(nothing.map { "<p>\($0)</p>" })]") == "[]")
    #expect(
      written("<input\(" checked", if: true)\(" disabled", if: false)>") == "<input checked>")
    #expect(
      written("<ul>\(["a", "<b>"].map { "<li>\($0)</li>" })</ul>")
        == "<ul><li>a</li><li>&lt;b&gt;</li></ul>")
  }

  @Test func noDateIsBrokenAcrossLines() {
    #expect(
      written("<p>\(sentence: "from 2024-07-20 to 2024-11-02; A&B")</p>")
        == "<p>from <time>2024-07-20</time> to <time>2024-11-02</time>; A&amp;B</p>")
    #expect(written("\(sentence: "2024-07-20")") == "<time>2024-07-20</time>")
    for text in ["", "2024-07-2", "2024-7-200", "s40120-020-00184-6", "é 20 weeks"] {
      #expect(written("\(sentence: text)") == text)
    }
  }

  /// Labels, hints and errors are tied to their field, so that they are read out with it.
  @Test func fieldsAreTiedToTheirWords() {
    var field = TextField("day", "Day")
    field.value = "\"2026\""
    #expect(
      written(field.markup) == """
        <div class="field">
        <label for="day">Day</label>
        <input id="day" name="day" type="text" value="&quot;2026&quot;" autocomplete="off">
        </div>

        """)
    field.hint = "Such as 2026-03-12"
    field.inputMode = "numeric"
    #expect(
      written(field.markup) == """
        <div class="field">
        <label for="day">Day</label>
        <p class="hint" id="day-hint">Such as 2026-03-12</p>
        <input id="day" name="day" type="text" value="&quot;2026&quot;" autocomplete="off" inputmode="numeric" aria-describedby="day-hint">
        </div>

        """)
    var problems = FormProblems()
    problems.add("day", "No day.")
    #expect(
      written(field.filled("x", problems).markup) == """
        <div class="field wrong">
        <label for="day">Day</label>
        <p class="hint" id="day-hint">Such as 2026-03-12</p>
        <p class="error" id="day-error"><span class="unseen">Error:</span> No day.</p>
        <input id="day" name="day" type="text" value="x" autocomplete="off" inputmode="numeric" aria-invalid="true" aria-describedby="day-error day-hint">
        </div>

        """)
    let choice = ChoiceField(
      "day", "Day", problems, [Choice("1", "one"), Choice("2", "two", chosen: true)])
    #expect(
      written(choice.select) == """
        <div class="field wrong">
        <label for="day">Day</label>
        <p class="error" id="day-error"><span class="unseen">Error:</span> No day.</p>
        <select id="day" name="day" aria-invalid="true" aria-describedby="day-error">
        <option value="1">one</option>
        <option value="2" selected>two</option>
        </select>
        </div>

        """)
  }
}
