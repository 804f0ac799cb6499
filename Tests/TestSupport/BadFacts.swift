package import Outcomes

/// A field of a fact that no way in may take, and why.
///
/// One table for files, command line and browser: each must give the same fault.
package struct BadFact: Sendable, CustomStringConvertible {
  package enum Subject: Sendable {
    case patient, diagnosis, course
    /// The day and the rater of a score.
    case visit
    /// What was asked and noted at a visit.
    case note
    /// A decision on a flag.
    case decision
    /// A row of a re-evaluation.
    case consideration
    /// A diagnosis of MG, to be revised.
    case revision
  }

  package let field: RecordFault.Field
  package let value: String
  package let kind: RecordFault.Kind
  /// Which fact has the field; a note may belong to several.
  package let subject: Subject

  /// Nobody can take it for another value, so a form reads it; files and commands want one way.
  package var isReadInForms: Bool { ["2.4.1961", "4.1961", "0,4"].contains(value) }
  /// The browser has a field for it; who is signed in decides and says, and an entry without
  /// anything is another matter there.
  package var isTypedInForms: Bool {
    switch kind {
    case .oneNeeded: false
    case _: field != .physician && field != .author
    }
  }
  /// Two days can be meant, which a form says in more words.
  package var isInDoubt: Bool { value == "1/2/2024" }

  package var fault: RecordFault { RecordFault(field, found: value, kind) }
  package var description: String {
    "\(field.rawValue): \(value.unicodeScalars.map { $0.escaped(asASCII: true) }.joined())"
  }

  init(
    _ field: RecordFault.Field, _ value: String, _ kind: RecordFault.Kind,
    of subject: Subject? = nil
  ) {
    self.field = field
    self.value = value
    self.kind = kind
    self.subject = subject ?? field.subject
  }
}

extension BadFact {
  /// The day on which all of them are tried.
  package static let today = day("2026-06-01")
  /// The patient of the diagnoses, courses and visits.
  package static let born = day("1960-03-01")

  package static func day(_ iso: String) -> Day { Day(iso: iso) ?? Day(number: 0) }

  private static let future = RecordFault.Kind.inTheFuture(today: today)
  private static let ancient = RecordFault.Kind.tooLongAgo(earliest: day("1900-01-01"))
  /// One character more than a name may have.
  private static let long = String(repeating: "x", count: 201)
  private static let unborn = RecordFault.Kind.beforeBirth(born: born)

  package static let all: [BadFact] =
    patients + diagnoses + courses + visits + notes + decisions + considerations + revisions

  private static let patients: [BadFact] = [
    .init(.identifier, "", .needed), .init(.identifier, "  ", .needed),
    .init(.identifier, "P1 ", .text(.blankAtAnEnd)),
    .init(.identifier, " P1", .text(.blankAtAnEnd)),
    .init(.identifier, "P1\u{A0}", .text(.blankAtAnEnd)),
    .init(.identifier, "P1\n", .text(.blankAtAnEnd)),
    .init(.identifier, "P  1", .text(.blankInside(" "))),
    .init(.identifier, "P\u{A0}1", .text(.blankInside("\u{A0}"))),
    .init(.identifier, "P\u{2009}1", .text(.blankInside("\u{2009}"))),
    .init(.identifier, "P\n1", .text(.unseen("\n"))),
    .init(.identifier, "P1\u{200B}", .text(.unseen("\u{200B}"))),
    .init(.identifier, "P\u{200E}1", .text(.unseen("\u{200E}"))),
    .init(.identifier, "\u{FEFF}P1", .text(.unseen("\u{FEFF}"))),
    .init(.identifier, "P\u{AD}1", .text(.unseen("\u{AD}"))),
    .init(.identifier, "P\u{85}1", .text(.unseen("\u{85}"))),
    .init(.identifier, "P\u{2067}1", .text(.unseen("\u{2067}"))),
    .init(.identifier, long, .tooLong(limit: 200)),
    .init(.identifier, "Ｐ1", .text(.fullWidth("Ｐ"))),
    .init(.identifier, "P１", .text(.fullWidth("１"))),
    .init(.identifier, "A\u{30A}1", .text(.decomposed)),
    .init(.identifier, "\u{212B}1", .text(.decomposed)),
    .init(.familyName, "", .needed),
    .init(.familyName, "Sil\u{AD}va", .text(.unseen("\u{AD}"))),
    .init(.familyName, "Sil\u{200B}va", .text(.unseen("\u{200B}"))),
    .init(.familyName, "Sil\nva", .text(.unseen("\n"))),
    .init(.familyName, "Sil\u{9F}va", .text(.unseen("\u{9F}"))),
    .init(.familyName, "Sil\u{202E}va", .text(.unseen("\u{202E}"))),
    .init(.familyName, "Sil\u{2066}va", .text(.unseen("\u{2066}"))),
    .init(.familyName, long, .tooLong(limit: 200)),
    .init(.givenName, long, .tooLong(limit: 200)),
    .init(.givenName, "Ve\tra", .text(.unseen("\t"))),
    .init(.givenName, "Ve\u{202E}ra", .text(.unseen("\u{202E}"))),
    .init(.birthDate, "1961-02-29", .notADay), .init(.birthDate, "2.4.1961", .notADay),
    .init(.birthDate, "2026-06-02", future),
    .init(.birthDate, "1906-05-31", .tooLongAgo(earliest: day("1906-06-01"))),
    .init(.birthDate, "0091-04-15", .tooLongAgo(earliest: day("1906-06-01"))),
    .init(.birthDate, "1961-13", .notADay), .init(.birthDate, "61", .notADay),
    .init(.birthDate, "4.1961", .notADay), .init(.birthDate, "2027", future),
    .init(.birthDate, "1905", .tooLongAgo(earliest: day("1906-06-01"))),
    .init(.sex, "woman", .notAWord(allowed: ["female", "male", "other"])),
  ]

  private static let diagnoses: [BadFact] = [
    .init(.diagnosedOn, "2025-13-01", .notADay),
    .init(.diagnosedOn, "2026-06-02", future), .init(.diagnosedOn, "0024-05-01", ancient),
    .init(.diagnosedOn, "1960-02-29", unborn),
    .init(.onsetOn, "1/2/2024", .notADay), .init(.onsetOn, "1899-12-31", ancient),
    .init(.onsetOn, "1960-02-29", unborn),
    .init(.onsetOn, "2025-03-02", .after(.diagnosedOn, day("2025-03-01"))),
    .init(.diagnosedOn, "2026-07", future), .init(.diagnosedOn, "1959", unborn),
    .init(.onsetOn, "2025-04", .after(.diagnosedOn, day("2025-03-01"))),
    .init(.onsetOn, "2026-00", .notADay),
    .init(.otherName, "Vasculitis", .onlyWith("other")),
    .init(.note, "no\u{85}te", .text(.unseen("\u{85}")), of: .diagnosis),
    .init(.note, "no\u{202A}te", .text(.unseen("\u{202A}")), of: .diagnosis),
  ]

  private static let courses: [BadFact] = [
    .init(.start, "2025-02-30", .notADay), .init(.start, "0205-03-01", ancient),
    .init(.start, "2026-06-02", future), .init(.start, "1960-02-29", unborn),
    .init(.stop, "2025-02-30", .notADay), .init(.stop, "2026-06-02", future),
    .init(.start, "2027", future), .init(.start, "1899", ancient),
    .init(.stop, "2025-02", .before(.start, day("2025-03-01"))),
    .init(.stop, "2024", .before(.start, day("2025-03-01"))),
    .init(.stop, "2025-02-28", .before(.start, day("2025-03-01"))),
    .init(
      .intent, "cure",
      .notAWord(allowed: ["induction", "maintenance", "bridge", "symptomatic"])),
    .init(
      .stopReason, "cured",
      .notAWord(allowed: ["planned", "no-effect", "worse", "side-effect", "other"])),
    .init(.stopReason, "no-effect", .without(.stop)),
    .init(.dose, "two", .notANumber), .init(.dose, "0,4", .notANumber),
    .init(.dose, "0.00005", .notANumber), .init(.dose, "1e3", .notANumber),
    .init(.dose, "0", .notAboveZero), .init(.dose, "-2", .notAboveZero),
    .init(.unit, "g\u{AD}/kg", .text(.unseen("\u{AD}"))),
    .init(.intervalDays, "0", .notAWholeNumber), .init(.intervalDays, "-7", .notAWholeNumber),
    .init(.intervalDays, "2.5", .notAWholeNumber), .init(.intervalDays, "weekly", .notAWholeNumber),
    .init(.intervalDays, "1234567890", .notAWholeNumber),
    .init(.note, "no\u{9F}te", .text(.unseen("\u{9F}")), of: .course),
    .init(.note, "no\u{2069}te", .text(.unseen("\u{2069}")), of: .course),
    .init(.unit, long, .tooLong(limit: 200)),
  ]

  private static let visits: [BadFact] = [
    .init(.visitDay, "2025-02-29", .notADay), .init(.visitDay, "2026-06-02", future),
    .init(.visitDay, "0024-03-01", ancient), .init(.visitDay, "1960-02-29", unborn),
    .init(.rater, "R\u{200B}N", .text(.unseen("\u{200B}"))),
    .init(.rater, long, .tooLong(limit: 200)),
  ]

  private static let notes: [BadFact] = [
    .init(.visitDay, "2025-02-29", .notADay, of: .note),
    .init(.visitDay, "2026-06-02", future, of: .note),
    .init(.visitDay, "1899-12-31", ancient, of: .note),
    .init(.visitDay, "1960-02-29", unborn, of: .note),
    .init(.illness, "perhaps", .notAWord(allowed: ["yes", "no"])),
    .init(.missedDoses, "2", .notAWord(allowed: ["yes", "no"])),
    .init(.daysSinceDose, "-1", .notAWholeNumberFromZero),
    .init(.daysSinceDose, "2.5", .notAWholeNumberFromZero),
    .init(.daysSinceDose, "soon", .notAWholeNumberFromZero),
    .init(.note, "no\u{85}te", .text(.unseen("\u{85}")), of: .note),
    .init(
      .illness, "", .oneNeeded([.illness, .missedDoses, .daysSinceDose, .note])),
  ]

  private static let decisions: [BadFact] = [
    .init(.note, "", .needed, of: .decision),
    .init(.note, "no\u{9F}te", .text(.unseen("\u{9F}")), of: .decision),
    .init(.note, "no\u{202E}te", .text(.unseen("\u{202E}")), of: .decision),
    .init(.deferredUntil, "", .neededWith(.decision, "deferred")),
    .init(.deferredUntil, "2026-02-30", .notADay),
    .init(.deferredUntil, "2026-06-01", .notAfter(.day, today)),
    .init(.deferredUntil, "2026-05-31", .notAfter(.day, today)),
    .init(.physician, "", .needed),
    .init(.physician, "Dr\u{AD}A", .text(.unseen("\u{AD}"))),
    .init(.physician, long, .tooLong(limit: 200)),
  ]

  private static let considerations: [BadFact] = [
    .init(.row, "", .needed),
    .init(.row, long, .tooLong(limit: 200)),
    .init(.row, "amy\u{AD}loid", .text(.unseen("\u{AD}"))),
    .init(.day, "2026-02-30", .notADay), .init(.day, "2026-06-02", future),
    .init(.day, "1899-12-31", ancient), .init(.day, "1960-02-29", unborn),
    .init(.author, "", .needed),
    .init(.note, "no\u{85}te", .text(.unseen("\u{85}")), of: .consideration),
  ]

  private static let revisions: [BadFact] = [.init(.revisedTo, "mg", .unchanged)]
}

extension RecordFault.Field {
  fileprivate var subject: BadFact.Subject {
    switch self {
    case .identifier, .familyName, .givenName, .birthDate, .sex: .patient
    case .disease, .otherName, .diagnosedOn, .onsetOn, .endedOn: .diagnosis
    case .therapy, .start, .stop, .stopReason, .intent, .dose, .unit, .intervalDays, .note: .course
    case .measure, .visitDay, .rater: .visit
    case .illness, .missedDoses, .daysSinceDose: .note
    case .flag, .decision, .physician, .deferredUntil: .decision
    case .day, .row, .state, .author: .consideration
    case .revisedTo: .revision
    }
  }
}
