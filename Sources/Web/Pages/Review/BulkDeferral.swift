import Clinic
import Outcomes
import Reporting

/// Several rows of the review list deferred together: one day, one reason, all of them or none.
///
/// It is about the flag that each row shows. No other decision is taken on several patients at once.
struct BulkDeferral {
  static let path = "review/defer"
  private static let row = "row:"
  private static let names: Set<String> = [
    "until", "note", "seen", "page", "tick", "password", ReviewWay.field,
  ]

  private let action: String
  private let nonce: String
  private let filter: ReviewFilter
  private let page: Int
  private let seen: Int
  private let sent: Sent?
  private let problems: FormProblems
  private let form: FormFields
  private let texts: Markup?
  private let signing: Markup

  /// - Parameter seen: the position in the clinic file up to which the list stands.
  init(
    _ request: PageRequest, _ filter: ReviewFilter, page: Int, seen: Int, _ sent: Sent?,
    _ problems: FormProblems
  ) throws {
    action = "/" + Self.path
    nonce = try request.nonce(for: action)
    self.filter = filter
    self.page = page
    self.seen = seen
    self.sent = sent
    self.problems = problems
    form = request.form
    signing = try request.signing(problems)
    texts = NoteTemplates.markup(request, for: .decision, into: "#note")
  }

  /// What was sent and not done.
  struct Sent {
    /// The flags of the rows that were ticked.
    let ticked: [Patient.ID: Review.Subject]
    /// All rows of the page are to be ticked.
    let ticksAll: Bool
    let page: String
    fileprivate var found = FormProblems()
    fileprivate var refused: [(patient: Patient.ID, line: String)] = []

    fileprivate init(_ request: PageRequest) throws {
      let form = request.form
      var ticked: [Patient.ID: Review.Subject] = [:]
      for name in form.order where name.hasPrefix(BulkDeferral.row) {
        let key = String(name.dropFirst(BulkDeferral.row.count))
        guard let patient = request.site.pageKeys.patient(key),
          let flag = Review.Subject(text: form[name])
        else { throw WebFault.badRequest("A row of the form is none of this program.") }
        ticked[patient] = flag
      }
      self.ticked = ticked
      ticksAll = form["tick"] == "all"
      page = form["page"]
    }

    func isTicked(_ line: ReviewLine) -> Bool { ticksAll || ticked[line.patient.id] == line.flag }

    /// What is wrong, each at its field or row of the page that is shown now.
    func problems(_ lines: [ReviewLine], _ lists: ClinicLists) -> FormProblems {
      var problems = found
      for one in refused {
        let isShown = lines.contains { $0.patient.id == one.patient }
        problems.add(isShown ? BulkDeferral.id(one.patient) : "", one.line)
      }
      guard !ticksAll else { return problems }
      for patient in ticked.keys.sorted() {
        let line = lines.first { $0.patient.id == patient }
        guard line?.flag != ticked[patient] else { continue }
        let known = line ?? lists.line(of: patient)
        let name = known.map { BulkDeferral.name($0.patient) } ?? patient.text
        if line == nil {
          problems.add(
            "", "\(name) does not stand on this page of the list any more and is not ticked now.")
        } else {
          problems.add(
            BulkDeferral.id(patient),
            "\(name): the row shows another flag now. Tick it again if that one is to be deferred.")
        }
      }
      if !refused.isEmpty {
        problems.add("", "None of the flags was deferred: look at these rows as they stand now.")
      }
      return problems
    }
  }

  // MARK: - What a form does

  static func save(_ request: PageRequest) async throws -> PageAnswer {
    let form = request.form
    var sent = try Sent(request)
    try form.allow(only: names.union(form.order.filter { $0.hasPrefix(row) }))
    guard let seen = try request.seen() else { throw WebFault.notFound }
    if sent.ticksAll {
      var answer = try await ReviewPage.page(request, sent)
      answer.storedNothing = true
      return answer
    }
    var fields = FieldReader(form)
    let until = fields.day(form["until"], .deferredUntil)
    let note = form["note"]
    let faults = try await request.atDesk {
      $0.faults(ofDeciding: .deferred, note: note, deferredUntil: until)
    }
    sent.found.add(fields.faults(with: faults), at: RecordFault.Field.decision)
    try await request.sign(&sent.found)
    if sent.ticked.isEmpty {
      sent.found.add("", "No row is ticked. Tick the rows whose flags are to be deferred.")
    }
    guard sent.found.isEmpty, let until else { return try await ReviewPage.page(request, sent) }
    let flags = sent.ticked.sorted { $0.key < $1.key }.map {
      ListedFlag($0.key, .subject($0.value), seen: seen)
    }
    do {
      let done = try await request.atDesk {
        try $0.deferFlags(flags, until: until, note: note)
      }
      let filter = request.listFilter
      return request.done(words(done, until), at: filter.address(page: Int(form["page"]) ?? 1))
    } catch DeskRefusal.noneDeferred(let refused) {
      sent.refused = refused.map { ($0.patient.id, request.words.line($0)) }
    } catch DeskRefusal.unknownPatient {
      throw WebFault.notFound
    } catch {
      try sent.found.add(refused: error, at: "until", RecordFault.Field.decision, request)
    }
    return try await ReviewPage.page(request, sent)
  }

  private static func words(_ done: [DeferredFlag], _ until: Day) -> String {
    let left = done.count { !$0.open.isEmpty }
    let flags = Wording.counted(done.count, "flag")
    let stay =
      left == 0
      ? "" : " (\(Wording.counted(left, "patient")) with another open flag)"
    return "\(flags) deferred until \(until)\(stay),"
  }

  fileprivate static func name(_ patient: Patient) -> String {
    "\(patient.listName) (\(patient.id))"
  }

  fileprivate static func id(_ patient: Patient.ID) -> String { "row-" + patient.text }
}

extension BulkDeferral {
  // MARK: - What stands on the page

  var opening: Markup {
    """
    <form method="post" action="\(action)" data-defer>
    <input type="hidden" name="nonce" value="\(nonce)">
    <input type="hidden" name="seen" value="\(seen)">
    <input type="hidden" name="page" value="\(page)">
    <input type="hidden" name="\(ReviewWay.field)" value="\(filter.text)">

    """
  }

  /// Ticks every row of the page; without script a button does.
  static let all: Markup =
    "<input type=\"checkbox\" class=\"tick script-only no-print\" data-tick-all aria-label=\"Tick all on this page\" title=\"All on this page\"> "

  func tick(_ line: ReviewLine, _ request: PageRequest) throws -> Markup {
    let name = Self.row + (try request.site.pageKeys.key(for: line.patient.id))
    let label = "Defer \(Self.name(line.patient)): \(line.question)"
    return """
      <input type="checkbox" class="tick no-print" name="\(name)" value="\(line.flag.text)" data-tick \
      aria-label="\(label)"\(" checked", if: sent?.isTicked(line) ?? false)> 
      """
  }

  func closing(_ lines: [ReviewLine]) -> Markup {
    var until = TextField.date("until", "Deferred until")
    until = until.filled(form["until"], problems)
    let reason = TextField("note", "Reason").filled(form["note"], problems)
    let ticked = lines.count { sent?.isTicked($0) ?? false }
    return """
      <section class="savebar deferral no-print" aria-labelledby="defer-title">
      <h2 id="defer-title">Defer the ticked flags <output class="script-only" data-ticked>\(ticked)</output></h2>
      \(until.markup)\(reason.markup)\(signing)\
      <p class="doing"><button class="button" data-defer-all>Defer them together</button>
      <noscript><button class="second" name="tick" value="all">Tick all on this page</button></noscript></p>
      \(texts)
      </section>
      </form>

      """
  }
}
