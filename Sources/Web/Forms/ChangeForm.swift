import Clinic
import Outcomes

/// The fields of a form that changes a fact: as the person saw the fact, as they typed it, and as it
/// stands now.
///
/// Where somebody else changed the fact since, the form comes back on top of what stands now: what
/// the person left as it was takes what stands, what they changed stays, and where both changed the
/// same field they are asked. So no save takes back an earlier one without anybody having seen it.
struct ChangeForm {
  /// The version that the form is made from now.
  private let version: Int
  private let fields: [FieldText]
  /// Of what was typed; empty where the page is only looked at.
  private let merges: [FieldMerge]
  /// Names of fields whose conflict is still to be settled.
  private let asked: [String]
  private let isConfirmed: Bool
  private let words: MeanwhileWords
  private let measure: Measure?
  /// What others did since the person saw the fact; nil: it stands as they saw it.
  let meanwhile: ChangedMeanwhile?

  /// - Parameter typed: the text of a field as it was sent; nil: the form has no such field.
  init<Fact>(
    _ fact: SeenFact<Fact>, _ request: PageRequest, measure: Measure? = nil,
    typed: (FactField) -> String?
  ) {
    version = fact.now.version
    fields = fact.fieldsNow
    meanwhile = fact.meanwhile
    self.measure = measure
    words = MeanwhileWords(words: request.words)
    let seen = Dictionary(
      fact.fieldsSeen.map { ($0.field, $0.text) }, uniquingKeysWith: { first, _ in first })
    merges = fact.fieldsNow.compactMap { now in
      typed(now.field).map {
        FieldMerge(
          now.field, seen: seen[now.field] ?? "", typed: now.field.plain($0, request.form.dates),
          now: now.text)
      }
    }
    // A conflict stays one until it is settled, also when the form is sent again from what stands.
    let askedBefore = Set(request.form[Self.askedField].split(separator: " ").map(String.init))
    asked = merges.filter { merge in
      merge.isConflict || (askedBefore.contains(merge.field.name) && merge.typed != merge.now)
    }.map(\.field.name)
    isConfirmed = request.form[Self.confirmField] == "yes" && fact.meanwhile == nil
  }

  /// Names of the fields that go with every form that changes a fact.
  static let names: Set<String> = [seenField, askedField, confirmField]
  static let seenField = "seen"
  private static let askedField = "asked"
  private static let confirmField = "confirm"

  /// What the field shows.
  func value(_ field: FactField) -> String {
    merges.first { $0.field == field }?.merged ?? fields.first { $0.field == field }?.text ?? ""
  }

  /// Whether the person changed the field.
  func isChanged(_ field: FactField) -> Bool {
    merges.first { $0.field == field }?.isMine ?? false
  }

  /// What stands beside a field where somebody else changed the fact meanwhile.
  func note(_ field: FactField) -> String? {
    guard meanwhile != nil, let merge = merges.first(where: { $0.field == field }),
      merge.isMine != merge.isTheirs
    else { return nil }
    return merge.isTheirs
      ? "Changed meanwhile: \(words.shown(merge.seen, field)) → \(words.shown(merge.now, field))."
      : "Stands now: \(words.shown(merge.now, field)). You entered: \(words.shown(merge.typed, field))."
  }

  /// Says what was done meanwhile, and asks where both changed the same field.
  ///
  /// - Returns: whether the form must be looked at again before anything is saved.
  func add(to problems: inout FormProblems) -> Bool {
    if let meanwhile {
      words.add(
        meanwhile, "Nothing of yours was saved yet: see below what stands now.", to: &problems)
    }
    guard meanwhile != nil || (!asked.isEmpty && !isConfirmed) else { return false }
    for merge in merges where asked.contains(merge.field.name) {
      let now = words.shown(merge.now, merge.field)
      let typed = words.shown(merge.typed, merge.field)
      problems.add(
        merge.field.name,
        "\(merge.field.label(of: measure)) stands now as \(now), you entered \(typed). Which is right?"
      )
    }
    if meanwhile == nil {
      problems.add(Self.confirmField, "Compare the marked fields, then confirm.")
    }
    return true
  }

  /// Said above the form where it goes on with both.
  var lead: String? {
    meanwhile == nil
      ? nil
      : "The form shows what stands now together with what you entered. Look at it, then save: only what you changed is sent on."
  }

  /// The fields that go with the form, and the box to tick where both changed the same field.
  func closing(_ problems: FormProblems) -> [FormField] {
    let fields: [FormField] = [.hidden(name: Self.seenField, value: "\(version)")]
    guard !asked.isEmpty else { return fields }
    let confirm = ChoiceField(
      Self.confirmField, "", problems,
      [Choice("yes", "I compared the marked fields: what stands in them now is right.")])
    return fields + [
      .hidden(name: Self.askedField, value: asked.joined(separator: " ")), .confirm(confirm),
    ]
  }

  /// The version alone, for a form that types nothing of the fact.
  static func seen(_ version: Int) -> FormField { .hidden(name: seenField, value: "\(version)") }
}

extension PageRequest {
  /// The version that a form of a change was made from; nil: the page is only looked at.
  func seen() throws -> Int? {
    if route.method == .get { return nil }
    guard let seen = Int(form[ChangeForm.seenField]) else {
      throw WebFault.badRequest("The form does not say which version it was made from.")
    }
    return seen
  }
}

extension FactField {
  /// What was typed, in the way in which facts are compared; a text that cannot be read stays as it is.
  fileprivate func plain(_ text: String, _ dates: TypedDay.Order?) -> String {
    switch self {
    case .born, .diagnosed, .onset, .ended, .start, .stop, .day:
      if case .day(let day) = TypedDay.read(text.withoutOuterBlanks, order: dates) {
        day.text
      } else {
        text
      }
    case .dose, .interval, .item, .total: TypedNumber.plain(text)
    case .family, .given, .sex, .responsible, .disease, .otherName, .therapy, .stopReason, .intent,
      .unit,
      .rater, .note:
      text
    }
  }
}

/// A field beside which a hint may stand.
protocol HintedField {
  var hint: String? { get set }
}

extension TextField: HintedField {}
extension ChoiceField: HintedField {}

extension HintedField {
  /// The field with a note before its hint.
  func noting(_ note: String?) -> Self {
    var field = self
    let text = [note, hint].compactMap(\.self).joined(separator: " ")
    field.hint = text.isEmpty ? nil : text
    return field
  }
}
