import Exchange
import Outcomes
import Reporting

/// What a field of a form holds, for whoever reads the form back.
enum REDCapRole: Hashable {
  /// A column of the table that the form was made of.
  case fact(String)
  case variant(String)
  /// The answer to a field of an instrument.
  case answer(String)
  /// What REDCap adds up itself.
  case total
  /// A total that was recorded without its items.
  case totalOnly
}

/// What a form's column needs beside what every exported column has.
struct REDCapDetail {
  var role: REDCapRole
  /// Codes that do not say what they stand for, with that.
  var words: [(value: String, code: String)] = []
  /// The roles of the columns that REDCap adds up.
  var sum: [REDCapRole] = []
  var hasLines = false
}

/// An instrument of a REDCap project and where its rows come from.
struct REDCapForm {
  /// Letters, digits and underscores.
  var name: String
  /// As people read it.
  let title: String
  let isRepeating: Bool
  /// What the names of its fields begin with.
  let prefix: String
  let sheet: PackageSheet
  /// Of the sheet's columns after the patient.
  let details: [REDCapDetail]
  /// Of an instrument.
  var measure: Measure?
}

extension REDCapForm {
  /// A form of a table of the package: its words become choices.
  ///
  /// - Parameter without: columns that REDCap has in other ways, or that others tell.
  init(
    _ name: String, _ title: String, of sheet: PackageSheet, isRepeating: Bool, prefix: String,
    without: Set<String>
  ) {
    let columns = sheet.table.columns
    let codes = columns.map { column in
      column.kind == .category ? REDCapCodes(column.categories.map(\.value)) : nil
    }
    let kept = columns.indices.filter { !without.contains(columns[$0].name) }
    var table = sheet.table
    table.columns = kept.map { place in
      var column = columns[place]
      column.categories = column.categories.map { category in
        .init(codes[place]?.code(of: category.value) ?? category.value, category.label)
      }
      return column
    }
    table.key = []
    table.references = []
    self.name = name
    self.title = title
    self.isRepeating = isRepeating
    self.prefix = prefix
    self.sheet = PackageSheet(table: table) { record in
      sheet.rows(record).map { row in
        kept.map { place in
          guard let codes = codes[place], let code = codes.code(of: row[place].text) else {
            return row[place]
          }
          return .text(code)
        }
      }
    }
    details = kept.dropFirst().map { place in
      REDCapDetail(
        role: .fact(columns[place].name), words: codes[place]?.otherwise ?? [],
        hasLines: columns[place].name == "note")
    }
  }
}

extension PackageContext {
  /// Forms of what is recorded beside the scores.
  var redcapFactForms: [REDCapForm] {
    [
      REDCapForm(
        "patient", "Patient", of: patients, isRepeating: false, prefix: "",
        without: ["first_record"]),
      REDCapForm(
        "diagnosis", "Diagnosis", of: diagnoses, isRepeating: true, prefix: "diagnosis",
        without: ["diagnosis"]),
      REDCapForm(
        "treatment", "Treatment", of: courses, isRepeating: true, prefix: "treatment",
        without: ["course"]),
    ]
  }
}
