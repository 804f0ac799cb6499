import Exchange
import Outcomes

/// What a person does in REDCap that no file can: `SETUP.txt`.
enum REDCapSetup {
  static func text(_ project: REDCapProject, program: String) -> String {
    let repeating = project.forms.filter(\.form.isRepeating)
    let sums = project.fields.filter(\.isComputed)
    var lines = [
      "\(program): records as a REDCap project", "",
      "In this order:", "",
      "1. Make a new, empty project: a classic one, without events and surveys. Uploading a",
      "   dictionary replaces all forms of a project, and data of fields that are gone is lost.",
      "2. Data Dictionary: upload \(REDCapFolder.dictionary).",
      "3. Project Setup, Additional customizations, Missing Data Codes: enter these lines.", "",
    ]
    lines += MissingReason.allCases.map { "     \($0.redcapCode), \($0.redcapLabel)" }
    lines += [
      "",
      "4. Project Setup, Repeating instruments: enable, and mark these forms.",
      "   '\(project.forms[0].name)' does not repeat.", "",
    ]
    lines += repeating.map { "     \($0.name)  (\($0.form.title))" }
    lines += [
      "", "5. Data Import Tool: upload \(REDCapFolder.records) as it is. It has raw codes, days as",
      "   YYYY-MM-DD and commas between fields; leave blank values ignored. REDCap shows what it",
      "   would store; a second click stores it.",
    ]
    if !sums.isEmpty {
      lines += [
        "6. REDCap computes these totals itself, so they are not in \(REDCapFolder.records). Data",
        "   Quality, rule H, shows whether any is still to be computed.", "",
      ]
      lines += sums.map { "     \($0.name)" }
    }
    lines += [
      "", "Not in these files: decisions on flags, re-evaluations, notes of visits, corrections.",
      "",
    ]
    if project.isPseudonymous {
      lines += [
        "Pseudonymous: a record is a study code, and days count from the patient's first record.",
        "Such records do not come back into the clinic, so there is no mapping.",
      ]
    } else {
      lines += [
        "\(REDCapFolder.mapping) reads records of this project back: what REDCap exports, raw or with",
        "labels, beside \(REDCapFolder.dictionary).",
      ]
    }
    return lines.map { $0 + "\n" }.joined()
  }
}
