import Exchange
import Outcomes
import Reporting

/// A REDCap project that holds the records of a clinic: its forms and fields, and the rows of them.
struct REDCapProject {
  struct Form {
    let form: REDCapForm
    /// nil: identified.
    let pseudonym: PackagePseudonym?
    /// The fields that hold records, with what they hold, in the order of the dictionary.
    let fields: [(detail: REDCapDetail, field: REDCapField)]

    var name: String { form.name }
    /// The field that says how far the form was filled in.
    var complete: String { REDCapProject.complete(form.name) }

    func name(of role: REDCapRole) -> String? { detail(of: role)?.field.name }

    func detail(of role: REDCapRole) -> (detail: REDCapDetail, field: REDCapField)? {
      fields.first { $0.detail.role == role }
    }
  }

  static let record = "record_id"
  static let instrument = "redcap_repeat_instrument"
  static let instance = "redcap_repeat_instance"

  let forms: [Form]
  let isPseudonymous: Bool

  static func complete(_ form: String) -> String { form + "_complete" }

  /// - Parameter measures: the instruments that get a form.
  ///
  /// Throws ``PackageRefusal`` where nobody has said what a column tells.
  init(_ context: PackageContext, measures: [Measure]) throws {
    let facts = context.redcapFactForms
    var names = PackageNames(taken: facts.map(\.name))
    let forms =
      facts
      + measures.map { measure in
        REDCapInstrument(measure, context).form(named: names.name([measure.id.text]))
      }
    isPseudonymous = context.isPseudonymous
    var taken = PackageNames(
      taken: [Self.record, Self.instrument, Self.instance] + forms.map { Self.complete($0.name) })
    self.forms = try forms.map { form in
      try Form(form, isPseudonymous: context.isPseudonymous, &taken)
    }
  }

  /// Every field of the dictionary; the first one names the record.
  var fields: [REDCapField] {
    let record = REDCapField(
      Self.record, form: forms[0].name, section: forms[0].form.title,
      label: isPseudonymous ? "Study code" : "Patient", kind: .text(nil),
      isIdentifier: !isPseudonymous, isRequired: true)
    return [record] + forms.flatMap { $0.fields.map(\.field) }
  }

  /// The columns of the records: those that REDCap takes values for.
  var columns: [String] {
    [Self.record, Self.instrument, Self.instance]
      + forms.flatMap { form in
        form.fields.map(\.field).filter { !$0.isComputed }.map(\.name) + [form.complete]
      }
  }

  /// The rows of one patient.
  ///
  /// - Parameter code: the study code of a pseudonymous project.
  func rows(_ package: PackageRecord, code: String?) -> [[Cell]] {
    let record = Cell.text(code ?? package.record.patient.id.text)
    let first = code == nil ? nil : package.record.firstDay
    var before = 0
    var rows: [[Cell]] = []
    let width = columns.count - 3
    for form in forms {
      let places = form.fields.indices.filter { !form.fields[$0].field.isComputed }
      for (number, row) in form.form.sheet.rows(package).enumerated() {
        let cells = form.pseudonym?.row(row, code: code ?? "", first: first) ?? row
        var line: [Cell] = [record]
        line.append(form.form.isRepeating ? .text(form.name) : .empty)
        line.append(form.form.isRepeating ? .integer(number + 1) : .empty)
        line += Array(repeating: .empty, count: before)
        line += places.map { cells[$0 + 1] } + [.integer(2)]
        line += Array(repeating: .empty, count: width - before - places.count - 1)
        rows.append(line)
      }
      before += places.count + 1
    }
    return rows
  }
}

extension REDCapProject.Form {
  fileprivate init(
    _ form: REDCapForm, isPseudonymous: Bool, _ names: inout PackageNames
  ) throws {
    self.form = form
    pseudonym = isPseudonymous ? try PackagePseudonym(form.sheet.table) : nil
    let columns = (pseudonym?.table ?? form.sheet.table).columns.dropFirst()
    let kept = pseudonym?.kept ?? Array(form.sheet.table.columns.indices)
    let details = kept.dropFirst().map { form.details[$0 - 1] }
    var fields: [(detail: REDCapDetail, field: REDCapField)] = []
    for (column, detail) in zip(columns, details) {
      let isFirst = fields.isEmpty && form.isRepeating
      fields.append(
        (
          detail,
          REDCapField(
            names.name(Self.parts(form.prefix, column.name)), form: form.name,
            section: isFirst ? form.title : "", label: column.meaning, kind: .text(nil),
            unit: column.unit ?? "", isIdentifier: column.tag == .identifier,
            isRequired: column.isRequired)
        ))
      fields[fields.count - 1].field.kind = Self.kind(of: column, detail) { role in
        fields.first { $0.detail.role == role }?.field.name
      }
    }
    self.fields = fields
  }

  /// Where both together are too long the beginning is cut, which other fields have too.
  private static func parts(_ prefix: String, _ name: String) -> [String] {
    if prefix.isEmpty { return [name] }
    let room = max(4, PackageNames.longest - 1 - name.utf8.count)
    return [String(prefix.prefix(room)), name]
  }

  private static func kind(
    of column: PackageColumn, _ detail: REDCapDetail, name: (REDCapRole) -> String?
  ) -> REDCapField.Kind {
    if !detail.sum.isEmpty { return .sum(detail.sum.compactMap(name)) }
    if detail.hasLines { return .notes }
    switch column.kind {
    case .text: return .text(nil)
    case .integer: return .text(.integer(column.range))
    case .number: return .text(.number(column.range))
    // Who is old now was born before anything is recorded.
    case .date:
      return .text(.day(first: column.tag == .identifier ? nil : RecordChecks.earliest))
    case .category:
      return .radio(column.categories.map { .init(code: $0.value, label: $0.label) })
    }
  }
}
