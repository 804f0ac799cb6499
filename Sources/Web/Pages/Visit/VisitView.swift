import Clinic
import Outcomes
import Reporting

/// What stands around the instruments of a visit form.
struct VisitView {
  private let visit: VisitForm
  private let entered: FormFields
  private let action: String
  private let nonces: (form: String, draft: String, running: String, discard: String)
  private let draftSaved: String?
  private let otherDraft: String?
  private let today: Day
  private let rater: TextField
  private let problems: FormProblems
  private let asked: Markup
  private let asksToConfirm: Bool
  let isNew: Bool

  init(
    _ visit: VisitForm, _ entered: FormFields, _ problems: FormProblems, _ request: PageRequest,
    draftSaved: String?, otherDraft: String?, asksToConfirm: Bool
  ) throws {
    self.visit = visit
    self.entered = entered
    self.problems = problems
    action = try request.path(of: visit.patient.id, "visits")
    nonces = (
      try request.nonce(for: action), try request.nonce(for: action + "/draft"),
      try request.nonce(for: action + "/running"), try request.nonce(for: action + "/discard")
    )
    self.draftSaved = draftSaved
    self.otherDraft = otherDraft
    today = request.today
    rater = TextField("rater", "Rated by").filled(entered["rater"], problems)
    isNew = problems.isEmpty
    asked = VisitQuestions.markup(
      visit.noted, entered, problems,
      texts: NoteTemplates.markup(request, for: .visit, into: "#visit-note"))
    self.asksToConfirm = asksToConfirm
  }

  /// A draft that was found.
  var drafts: Markup {
    let found: Markup? = draftSaved.map { saved in
      """
      <div class="card draft-found">
      <p>Not saved yet: a draft of \(sentence: saved) UTC was found and is filled in below.</p>
      <form method="post" action="\(action)/discard">
      <input type="hidden" name="nonce" value="\(nonces.discard)">
      <input type="hidden" name="date" value="\(visit.day.iso)">
      <button>Discard the draft</button>
      </form>
      </div>

      """
    }
    let other: Markup? = otherDraft.map { saved in
      """
      <p class="card draft-found">Another entry for \(sentence: visit.day.iso) was begun and kept \
      \(sentence: saved) UTC. <a href="\(action)?date=\(visit.day.iso)">Go on with that one</a>; \
      what you type here replaces it.</p>

      """
    }
    return "\(found)\(other)"
  }

  var opening: Markup {
    """
    <form class="visit" method="post" action="\(action)" data-entry data-draft="\(action)/draft" \
    data-draft-nonce="\(nonces.draft)" data-running="\(action)/running" \
    data-running-nonce="\(nonces.running)">
    <input type="hidden" name="nonce" value="\(nonces.form)">
    <input type="hidden" name="\(VisitFields.measures)" value="\(measures)">
    <input type="hidden" name="\(VisitFields.opened)" value="\(visit.day.iso)">
    <div class="visit-top">
    \(date)\(rater.markup)<p class="keys script-only"><kbd>0</kbd>–<kbd>9</kbd> answer and go on · \
    <kbd>↑</kbd><kbd>↓</kbd> move · <kbd>Del</kbd> clear · <kbd>N</kbd> no answer · <kbd>Ctrl</kbd> <kbd>Enter</kbd> save\
    \(lastDay.map { " · dotted: last time, <time>\($0.iso)</time>" })</p>
    </div>

    """
  }

  private var measures: String { visit.extra.map(\.text).joined(separator: " ") }

  private var lastDay: Day? { visit.blocks.compactMap(\.form.lastDay).max() }

  private var date: Markup {
    let message = problems.message(for: "date")
    let shown = entered["date"].isEmpty ? visit.day.iso : entered["date"]
    let isDay = Day(iso: shown) != nil
    let error: Markup? = message.map {
      "<p class=\"error\" id=\"date-error\"><span class=\"unseen\">Error:</span> \($0)</p>\n"
    }
    return """
      <div class="field\(" wrong", if: message != nil)">
      <label for="date">Day of the visit</label>
      \(error)<input id="date" name="date" type="date" value="\(isDay ? shown : "")" max="\(today.iso)" \
      autocomplete="off"\(" aria-invalid=\"true\" aria-describedby=\"date-error\"", if: message != nil)>
      <button class="script-hidden" name="\(VisitFields.show)" value="day" data-show-day>Show this day</button>
      </div>

      """
  }

  private var further: Markup {
    """
    <p class="further"><label for="add">A further measure</label>
    <select id="add" name="\(VisitFields.add)">
    <option value="">choose</option>
    \(visit.others.map { Choice($0.id.text, "\($0.short): \($0.name)").option })</select>
    <button name="\(VisitFields.show)" value="measure" data-show-measure>Add it</button></p>

    """
  }

  /// - Parameter totals: fields for totals without items, and whether one is filled in.
  func closing(totals: [(field: Markup, isUsed: Bool)]) -> Markup {
    """
    \(asked)\(asksToConfirm ? confirmation : nil)\(more(totals))<div class="savebar">
    \(visit.due.map(due))<button class="button" data-save>Save the visit</button>
    <p class="progress script-only">\(visit.blocks.filter { !$0.isRecorded }.map { block in
      "<span>\(block.short) <output data-count-of=\"\(block.id)\"></output></span> "
    })</p>
    <p class="draft" data-draft-state></p>
    </div>
    </form>

    """
  }

  /// What counts and the site's own set leaves out: folded, unless something of it was entered or is
  /// wrong.
  func leftOut(_ cards: [VisitBlock], _ markup: Markup) -> Markup? {
    guard !cards.isEmpty else { return nil }
    let names = cards.map(\.short).uniqued.joined(separator: ", ")
    return """
      <details class="more left-out"\(" open", if: cards.contains(where: \.isTouched))>\
      <summary>Further measures that count for judging: \(names)</summary>
      <p class="hint">The site's own set of measures leaves them out. What is entered here is judged as ever.</p>
      \(markup)</details>

      """
  }

  private func due(_ due: VisitForm.Due) -> Markup {
    let open = due.blocks.filter { !entered.hasEntry($0) }
    return """
      <p class="due\(" gone", if: open.isEmpty)" data-due>Due until <time>\(due.latest.iso)</time> for \(due.treatment) and not entered yet: \
      \(due.blocks.map { block in
        "<span data-due-block=\"\(block.id)\"\(" hidden", if: entered.hasEntry(block))>\(block.short)</span> "
      })</p>

      """
  }

  /// Once for all of the form, folded.
  private func more(_ totals: [(field: Markup, isUsed: Bool)]) -> Markup {
    var notes: [(String, String)] = []
    for block in visit.blocks {
      let measure = block.form.measure
      let note = measure.licence.note
      if !note.isEmpty, !notes.contains(where: { $0.0 == measure.name }) {
        notes.append((measure.name, note))
      }
    }
    let isOpen = visit.blocks.isEmpty || totals.contains { $0.isUsed }
    return """
      <details class="more"\(" open", if: isOpen)><summary>More: a further measure, a total from a letter or an old sheet, licences</summary>
      \(further)\(totals.isEmpty ? nil : "<p class=\"hint\">Where only the total is known; leave it empty where the items are answered.</p>\n")\
      <div class="totals">
      \(totals.map(\.field))</div>
      <dl>\(notes.map { "<dt>\($0.0)</dt><dd>\($0.1)</dd>" })</dl></details>

      """
  }

  private var confirmation: Markup {
    """
    <div class="field wrong">
    <label class="choice"><input id="confirm" type="checkbox" name="confirm" value="yes"\
    \(" checked", if: entered["confirm"] == "yes")> I compared the values with the form: they are as written there.</label>
    </div>

    """
  }
}
