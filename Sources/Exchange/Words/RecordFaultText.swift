package import Outcomes

/// The words of ``RecordFault``.
extension RecordFault {
  /// What is wrong with the value in a cell, what is allowed and what to do.
  ///
  /// - Parameters:
  ///   - dates: how days are written there.
  ///   - way: a shell's words for a way out.
  package func explanation(dates: DateOrder, _ way: (WayOut) -> String) -> String {
    switch kind {
    case .needed: "a value is needed here."
    case .onlyWith(let id): "a name goes with '\(id)' alone. Leave it out, or correct the id."
    case .text(let fault): fault.explanation
    case .notADay:
      dates == .iso
        ? "no day of the calendar written as \(dates.example). Dates in another order need \(way(.chooseDates(nil)))."
        : "no day of the calendar written as \(dates.example), as \(way(.chooseDates(dates.rawValue))) says."
    case .eitherDay(let one, let other):
      "this can be \(one.inWords) or \(other.inWords). Write \(one) or \(other)."
    case .eitherNumber(let fraction, let whole):
      "this can be \(fraction) or \(whole). Write one of the two."
    case .notAWord(let allowed, let isNeeded):
      "allowed are \((allowed + (isNeeded ? [] : ["nothing"])).joined(separator: ", "))."
    case .notANumber:
      "a number with at most 9 digits, 4 of them after the point, is needed, or nothing."
    case .notAboveZero: "a number above 0 is needed, or nothing where it is not known."
    case .notAWholeNumber: "a whole number above 0 is needed, or nothing."
    case .notAWholeNumberFromZero: "a whole number from 0 is needed, or nothing."
    case .tooLong(let limit):
      "at most \(limit) characters are taken here. Shorten it, or write the rest as a note."
    case .neededWith(let other, let word):
      "a value is needed here where the \(other.rawValue) is '\(word)'."
    case .takenWith(let other, let word):
      "a value here goes with the \(other.rawValue) '\(word)' alone. Leave it out, or correct the \(other.rawValue)."
    case .unchanged:
      "this is what it was before. Name another one, or take another decision."
    case .oneNeeded(let fields):
      "nothing is said in this row. Give one of \(fields.map(\.rawValue).joined(separator: ", ")), or leave the row out."
    case .without(let other): "the \(other.rawValue) is empty. Give it, or leave this empty."
    case .inTheFuture, .tooLongAgo, .beforeBirth, .afterARecord, .before, .after, .notAfter:
      "this \(remedy(plural: false))"
    }
  }

  /// A whole sentence for who typed the value: what is wrong, what was found and what to do.
  package var sentence: String {
    switch kind {
    case .needed: "\(field.name) is needed and was left empty."
    case .onlyWith(let id):
      "\(field.name) goes with “\(id)” alone; found “\(found)”. Leave it out, or choose that one."
    case .text(let fault): "\(field.name), found “\(found)”: \(fault.explanation)"
    case .notADay: Self.noDate(found)
    case .eitherDay(let one, let other): Self.eitherDay(found, one, other)
    case .eitherNumber(let fraction, let whole):
      "\(field.name), found “\(found)”, can be \(fraction) or \(whole). Write one of the two."
    case .notAWord(let allowed, _):
      "\(field.name) is one of \(allowed.joined(separator: ", ")); found “\(found)”."
    case .notANumber, .notAboveZero:
      "\(field.name) is a number above 0, such as 2 or 0.4, with at most 9 digits, 4 of them after the point; found “\(found)”. Leave it out where it is not known."
    case .notAWholeNumber:
      "\(field.name) is a whole number above 0, such as 21, with at most 9 digits; found “\(found)”. Leave it out where it is not known."
    case .notAWholeNumberFromZero:
      "\(field.name) is a whole number from 0, such as 10, with at most 9 digits; found “\(found)”. Leave it out where it is not known."
    case .tooLong(let limit):
      "\(field.name) has at most \(limit) characters; found \(found.count). Shorten it, or write the rest as a note."
    case .neededWith(let other, let word):
      "\(field.name) is needed with the \(other.rawValue) “\(word)” and was left empty."
    case .takenWith(let other, let word):
      "\(field.name) goes with the \(other.rawValue) “\(word)” alone; found “\(found)”. Leave it out, or choose that one."
    case .unchanged:
      "\(field.name), found “\(found)”, is the one that is recorded already. Choose another one, or leave it as it is."
    case .oneNeeded: "Nothing is noted. Answer at least one of the questions, or write a note."
    case .without(let other):
      "\(field.name), found “\(found)”, needs \(other.name.withSmallInitial). Give both or none."
    case .inTheFuture, .tooLongAgo, .beforeBirth, .afterARecord, .before, .after, .notAfter:
      "\(field.event) on \(found) \(remedy(plural: field == .onsetOn))"
    }
  }

  /// What is said of a text that is no date, also where it belongs to no fact.
  package static func noDate(_ text: String) -> String {
    "“\(text)” is no date. Write year-month-day, such as 2026-03-12."
  }

  /// What is said of a date that can be read in two ways.
  package static func eitherDay(_ text: String, _ one: Day, _ other: Day) -> String {
    "“\(text)” can be \(one.inWords) or \(other.inWords). Write \(one) or \(other)."
  }

  /// How the day stands to others, and what to do.
  private func remedy(plural: Bool) -> String {
    let lies = plural ? "lie" : "lies"
    return switch kind {
    case .inTheFuture(let today): "\(lies) after today (\(today)). Correct the date."
    case .tooLongAgo(let earliest) where field == .birthDate:
      "\(lies) before \(earliest), more than \(RecordChecks.oldestAge) years ago. Correct the date."
    case .tooLongAgo(let earliest): "\(lies) before \(earliest). Correct the date."
    case .beforeBirth(let born):
      "\(lies) before the patient's birth on \(born). Correct one of the two."
    case .afterARecord(let day):
      "\(lies) after a record of the patient on \(day). Correct one of the two."
    case .before(let other, let day):
      "\(lies) before the \(other.short) on \(day). Correct one of the two."
    case .after(let other, let day):
      "\(lies) after the \(other.short) on \(day). Correct one of the two."
    case .notAfter(let other, let day):
      "\(plural ? "do" : "does") not lie after the \(other.short) on \(day). Correct one of the two."
    case .needed, .onlyWith, .neededWith, .takenWith, .oneNeeded, .text, .tooLong, .notADay,
      .eitherDay, .eitherNumber, .notAWord, .notANumber, .notAboveZero, .notAWholeNumber,
      .notAWholeNumberFromZero, .without, .unchanged:
      ""
    }
  }
}

extension RecordFault.Field {
  /// As the beginning of a sentence.
  fileprivate var name: String {
    switch self {
    case .identifier: "An identifier"
    case .familyName: "A family name"
    case .givenName: "A given name"
    case .birthDate: "A birth date"
    case .sex: "The sex"
    case .disease: "A disease"
    case .diagnosedOn: "The day of the diagnosis"
    case .onsetOn: "The day of the first symptoms"
    case .endedOn: "The end of the diagnosis"
    case .therapy: "A therapy"
    case .start: "The day of the first dose"
    case .stop: "The day of the last dose"
    case .intent: "What the treatment is meant to do"
    case .dose: "A dose"
    case .unit: "A unit"
    case .intervalDays: "The number of days between doses"
    case .stopReason: "The reason of a stop"
    case .otherName: "A name in words"
    case .visitDay: "The day of the visit"
    case .measure: "A measure"
    case .rater: "Who rated"
    case .note: "A note"
    case .flag: "A flag"
    case .decision: "A decision"
    case .day: "The day"
    case .physician: "A physician's name"
    case .revisedTo: "The disease that the diagnosis is revised to"
    case .deferredUntil: "The day until which it is deferred"
    case .row: "What is considered"
    case .state: "Where it stands"
    case .author: "The name of who says so"
    case .illness: "Another illness"
    case .missedDoses: "Missed doses"
    case .daysSinceDose: "The number of days since the last dose"
    }
  }

  /// What happened on that day; of any other field its name.
  fileprivate var event: String {
    switch self {
    case .birthDate: "A birth"
    case .diagnosedOn: "A diagnosis"
    case .onsetOn: "The first symptoms"
    case .endedOn: "The end of a diagnosis"
    case .start: "The start of a course"
    case .stop: "The stop of a course"
    case .visitDay: "A visit"
    case .day: "An entry"
    case .deferredUntil: "The end of the deferral"
    case .identifier, .familyName, .givenName, .sex, .disease, .therapy, .intent, .dose, .unit,
      .intervalDays, .stopReason, .otherName, .measure, .rater, .note, .flag, .decision,
      .physician, .revisedTo, .row, .state, .author, .illness, .missedDoses, .daysSinceDose:
      name
    }
  }

  /// Inside a sentence about another day.
  fileprivate var short: String {
    switch self {
    case .diagnosedOn: "diagnosis"
    case .start: "start"
    case .day: "decision"
    case .identifier, .familyName, .givenName, .birthDate, .sex, .disease, .onsetOn, .endedOn,
      .therapy, .stop, .intent, .dose, .unit, .intervalDays, .stopReason, .otherName, .visitDay,
      .measure, .rater, .note, .flag, .decision, .physician, .revisedTo, .deferredUntil, .row,
      .state, .author, .illness, .missedDoses, .daysSinceDose:
      rawValue
    }
  }
}

extension TextFault {
  fileprivate var explanation: String {
    switch self {
    case .blankAtAnEnd: "it begins or ends with a blank, which nobody sees. Remove it."
    case .blankInside(let scalar):
      scalar == " "
        ? "two blanks stand together, which look like one. Leave one of them."
        : "it has an unusual blank (\(scalar.code)). Write the usual one."
    case .unseen(let scalar):
      "it has a character that nobody sees (\(scalar.code)). Remove it, and any line break."
    case .fullWidth(let scalar):
      "“\(scalar)” (\(scalar.code)) is the wide or narrow form of a usual letter or figure. Write the usual one."
    case .decomposed:
      "an accent stands apart from its letter, which looks like the letter in one piece. Type it anew."
    }
  }
}

extension Unicode.Scalar {
  /// `U+00A0`.
  fileprivate var code: String {
    let digits = String(value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}

extension Day {
  /// `1 February 2026`: a month that nobody takes for a day.
  fileprivate var inWords: String {
    let months = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November", "December",
    ]
    let (year, month, day) = civil
    return "\(day) \(months[month - 1]) \(year)"
  }
}

extension String {
  /// For the middle of a sentence.
  fileprivate var withSmallInitial: String { prefix(1).lowercased() + dropFirst() }
}
