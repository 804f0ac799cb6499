import Outcomes
import Tables

/// What the columns of one sheet seem to be, found in the order in which they are the surest.
final class SheetPlan {
  let sheet: LookedSheet
  let book: MeasureBook
  let diseases: CalledNames
  let therapies: CalledNames
  var fields: [LookedField] { sheet.fields }

  var id: LookedField?
  var idWhy = ""
  /// Several columns may be the identifier.
  var idChoices: [LookedField] = []
  /// Another table of the mapping says who the patients are.
  var isDescribedElsewhere = false
  /// No table of the mapping has a column for the patient.
  var nobodyHasID = false
  /// A number by which several files name the patient.
  var key: LookedField?
  var family: LookedField?
  var given: LookedField?
  var whole: LookedField?
  var birth: LookedField?
  var sex: LookedField?
  var disease: LookedField?
  var diagnosisDay: LookedField?
  var onset: LookedField?
  var visitDay: LookedField?
  var visitDayWhy = ""
  var visitDayChoices: [LookedField] = []
  var stamp: LookedField?
  var therapy: LookedField?
  var start: LookedField?
  var stop: LookedField?
  var dose: LookedField?
  var unit: LookedField?
  var stopReason: LookedField?
  var notes: [LookedField] = []
  /// Columns whose heading is a therapy, and whose cells are days.
  var therapyDays: [(therapy: Therapy, field: LookedField)] = []
  var analyte: LookedField?
  var value: LookedField?
  var reference: LookedField?
  /// Which item of an instrument a row answers.
  var itemName: LookedField?
  var scores: [ScorePlan] = []
  /// Every row is one dose.
  var isEventLog = false
  var days: [ObjectIdentifier: DayLook] = [:]

  init(_ sheet: LookedSheet, _ book: MeasureBook, others: [LoadedSheet]) {
    self.sheet = sheet
    self.book = book
    self.others = others
    diseases = CalledNames(Disease.self, in: book.library)
    therapies = CalledNames(Therapy.self, in: book.library)
    for field in fields { days[ObjectIdentifier(field)] = DayLook(field) }
    people()
    treatments()
    measurements()
    events()
  }

  /// The other sheets of the same workbook.
  let others: [LoadedSheet]

  func day(_ field: LookedField) -> DayLook { days[ObjectIdentifier(field)] ?? DayLook() }

  /// The first column with that meaning that is not used yet.
  func take(_ meaning: ColumnMeaning, where fits: (LookedField) -> Bool = { _ in true })
    -> LookedField?
  {
    let field = fields.first {
      !$0.isUsed && !$0.texts.isEmpty && meaning.isMeant(by: $0) && fits($0)
    }
    field?.isUsed = true
    return field
  }

  var hasRecords: Bool {
    !scores.isEmpty || analyte != nil || (therapy != nil && (start != nil || isEventLog))
      || !therapyDays.isEmpty || disease != nil || birth != nil || sex != nil || onset != nil
      || family != nil
  }

  private func people() {
    birth = take(.birthDate) { self.day($0).mayBeDays }
    sex = take(.sex) { $0.distinct.count <= 6 }
    family = take(.familyName) { $0.numbers.isEmpty && !$0.isRepeated }
    given = take(.givenName) { $0.numbers.isEmpty && !$0.isRepeated }
    // `Nombre` and `Nom` are whole names in some tables; a comma tells.
    let commas = { (field: LookedField) in field.texts.allSatisfy { $0.contains(", ") } }
    if let one = given, family == nil, commas(one) { (given, whole) = (nil, one) }
    if whole == nil, let name = take(.wholeName, where: { $0.numbers.isEmpty && !$0.isRepeated }) {
      if given != nil, family == nil { family = name } else { whole = name }
    }
    if whole == nil, family == nil { whole = patientByName() }
    diagnosisDay = take(.diagnosisDay) { self.day($0).mayBeDays }
    onset =
      take(.onset) { self.day($0).days > 0 }
      ?? fields.first {
        !$0.isUsed && $0.words.contains("onset") && self.day($0).isOfDays
      }
    onset?.isUsed = true
    disease = take(.disease) {
      !self.day($0).isOfDays && $0.numbers.count < $0.texts.count || !$0.labels.isEmpty
    }
    if disease == nil {
      disease = fields.first { field in
        !field.isUsed && field.texts.count > 0 && !field.isNumeric && !field.isRepeated
          && field.distinct.allSatisfy { self.diseases.id($0.text) != nil }
      }
      disease?.isUsed = true
    }
    identifier()
  }

  /// A column called after the patient that holds names, beside one that holds the identifier.
  private func patientByName() -> LookedField? {
    let fits = fields.filter {
      !$0.isUsed && !$0.isRepeated && !$0.texts.isEmpty && ColumnMeaning.id.isMeant(by: $0)
    }
    guard fits.count > 1 else { return nil }
    let named = fits.first { field in
      field.texts.allSatisfy { $0.contains(", ") && !$0.contains(where: \.isNumber) }
    }
    named?.isUsed = true
    return named
  }

  private func identifier() {
    let rows = sheet.body.count
    let fits = fields.filter { field in
      !field.isUsed && !field.isRepeated && !field.texts.isEmpty && !day(field).isOfDays
        && ColumnMeaning.id.isMeant(by: field)
    }
    // A running number of the rows is no identifier where there is another one.
    let sure = fits.count > 1 ? fits.filter { !countsRows($0) } : fits
    for field in sure { field.isUsed = true }
    guard let first = sure.first else {
      idChoices = fields.filter {
        !$0.isUsed && !$0.isRepeated && !$0.texts.isEmpty && !day($0).isOfDays
          && ColumnMeaning.mayBeID($0)
      }
      for field in idChoices { field.isUsed = true }
      return
    }
    let different = first.distinct.count
    idWhy =
      different == rows
      ? "by its heading; another one in each of \(Counted.text(rows, "row"))"
      : "by its heading; \(different) different ones in \(Counted.text(rows, "row"))"
    if sure.count == 1 { id = first } else { idChoices = sure }
  }

  private func countsRows(_ field: LookedField) -> Bool {
    let numbers = field.texts.compactMap { Int($0) }
    let words = FoldedWord.words(field.name)
    guard words.first == "id" || words.contains("response"), let first = numbers.first else {
      return false
    }
    return numbers == Array(first..<(first + field.texts.count))
  }

  private func treatments() {
    for field in fields where !field.isUsed && !field.texts.isEmpty {
      guard let id = therapies.id(field.name), let therapy = book.library.therapy(Therapy.ID(id)),
        day(field).realDays + (day(field).forms.values.max() ?? 0) > 0
      else { continue }
      field.isUsed = true
      therapyDays.append((therapy, field))
    }
    therapy =
      take(.therapy) { !$0.isNumeric && !self.day($0).isOfDays || !$0.labels.isEmpty }
      ?? fields.first { field in
        !field.isUsed && !field.texts.isEmpty && !field.isNumeric
          && field.distinct.count(where: { self.therapyWord($0.text) != nil }) * 2
            > field.distinct.count
      }
    therapy?.isUsed = true
    guard therapy != nil else { return }
    start = take(.start) { self.day($0).mayBeDays }
    if start != nil { stop = take(.stop) { self.day($0).days > 0 } }
    stopReason = take(.stopReason)
    dose = take(.dose) {
      $0.texts.contains { LookedField.number($0) != nil || DoseWords.parts($0) != nil }
    }
  }

  /// The therapy that a text names with its first words, and these words with a star behind them.
  func therapyWord(_ text: String) -> (word: String, id: String)? {
    if let id = therapies.id(text) { return (text, id) }
    let parts = text.split(separator: " ")
    for count in stride(from: parts.count - 1, to: 0, by: -1) {
      let begin = parts[..<count].joined(separator: " ")
      if let id = therapies.id(begin) { return (begin + "*", id) }
    }
    return nil
  }

  private func events() {
    guard let therapy, start == nil, let day = visitDay, scores.isEmpty else { return }
    // Rows come back for a patient, and each has its day.
    guard let id, id.distinct.count < id.texts.count,
      day.texts.count == therapy.texts.count
    else {
      return
    }
    isEventLog = true
    if dose == nil { dose = fields.first { !$0.isUsed && $0.isNumeric } }
    dose?.isUsed = true
  }
}
