import Outcomes

/// How one kind of record is handed over as a file.
///
/// Import recognises a file by these columns, export writes them in this order, and the codebook
/// says what they mean: a new column is added here.
package struct Layout: Sendable {
  package struct Column: Hashable, Sendable {
    package enum Kind: Sendable { case text, number, date }

    /// As files name it: `patient_id`.
    package let key: String
    /// As people read it.
    package let title: String
    package let kind: Kind
    package let unit: String?
    package let meaning: String
    /// The values that are taken; nil: all of its kind.
    package let allowed: String?
    /// Names the person or tells a date: left out or replaced in a pseudonymous export.
    package let identifies: Bool
    /// Without it a file is not one of the layout.
    package let isRequired: Bool

    init(
      _ key: String, title: String? = nil, _ kind: Kind = .text, unit: String? = nil,
      meaning: String, allowed: String? = nil, identifies: Bool = false, required: Bool = false
    ) {
      self.key = key
      self.title = title ?? key
      self.kind = kind
      self.unit = unit
      self.meaning = meaning
      self.allowed = allowed
      self.identifies = identifies
      isRequired = required
    }

    fileprivate static func day(_ key: String, _ meaning: String, required: Bool = false) -> Column
    {
      Column(key, .date, meaning: meaning, identifies: true, required: required)
    }

    fileprivate static func partialDay(
      _ key: String, _ meaning: String, orEmpty: Bool = false, required: Bool = false
    ) -> Column {
      Column(
        key, .date, meaning: meaning,
        allowed: "YYYY-MM-DD; YYYY-MM or YYYY where no more is known"
          + (orEmpty ? "; empty where nothing is" : ""), identifies: true, required: required)
    }

    fileprivate static func free(_ key: String, _ meaning: String, required: Bool = false) -> Column
    {
      Column(key, meaning: meaning, allowed: "free text", identifies: true, required: required)
    }

    fileprivate static func word<Word: RawRepresentable<String> & CaseIterable>(
      _ key: String, of _: Word.Type, _ meaning: String, required: Bool = false
    ) -> Column {
      Column(
        key, meaning: meaning, allowed: Word.allCases.map(\.rawValue).joined(separator: " "),
        required: required)
    }
  }

  package let columns: [Column]
}

extension Layout.Column {
  package static let patient = Self(
    "patient_id", title: "Patient", meaning: "the clinic's own identifier", identifies: true,
    required: true)
  package static let date = day("date", "day of the visit", required: true)
  package static let measure = Self(
    "measure", meaning: "instrument", allowed: "ids of measures", required: true)
  package static let variant = Self(
    "variant", meaning: "what must agree to compare two scores", allowed: "key=value;key=value")
}

extension Layout {
  package static let patients = Layout(columns: [
    .patient, .free("family_name", "family name", required: true),
    .free("given_name", "given name", required: true),
    .partialDay("birth_date", "date of birth", required: true),
    .word("sex", of: Sex.self, "sex", required: true),
    .free("physician", "physician who is responsible; empty: nobody is named"),
  ])

  package static let diagnoses = Layout(columns: [
    .patient, Column("disease", meaning: "diagnosis", allowed: "ids of diseases", required: true),
    .partialDay("diagnosed_on", "day of the diagnosis", orEmpty: true, required: true),
    .partialDay("onset_on", "day of the first symptoms"),
    .day("ended_on", "day on which the diagnosis was given up"), .free("note", "remark"),
    .free("other_name", "what the disease 'other' is"),
  ])

  package static let treatments = Layout(columns: [
    .patient, Column("therapy", meaning: "therapy", allowed: "ids of therapies", required: true),
    .partialDay("start", "first dose", required: true),
    .partialDay("stop", "last dose; empty while the course runs"),
    .word("intent", of: TreatmentCourse.Intent.self, "what the course is meant to do"),
    Column("dose", .number, meaning: "amount of one dose, in the unit beside it"),
    Column("unit", meaning: "unit of the dose"),
    Column("interval_days", .number, unit: "days", meaning: "days between doses"),
    .free("note", "remark"),
    .word(
      "stop_reason", of: TreatmentCourse.StopReason.self,
      "why it was stopped; empty where that is not known, and while it runs"),
    .free("other_name", "what the therapy 'other-immunotherapy' is"),
  ])

  package static let scores = Layout(columns: [
    .patient, .date, .measure,
    Column(
      "item",
      meaning:
        "item of the instrument; empty: its value alone; total: the total, recorded alone or compared with the items",
      required: true),
    Column(
      "value", meaning: "answer, or the reason why there is none",
      allowed: "a value of the item; not-done unable refused not-applicable", required: true),
    .variant, .free("rater", "who rated"), .free("note", "remark"),
  ])

  package static let reviews = Layout(columns: [
    .patient,
    .word(
      "flag", of: FlagKind.self,
      "flag that the decision is about; consecutive rows of one decision make one review",
      required: true),
    Column(
      "therapy", meaning: "therapy of the course that the flag is about",
      allowed: "ids of therapies; empty for a flag about no course", required: true),
    .day("start", "first dose of that course", required: true),
    .day("day", "day of the decision", required: true),
    .word("decision", of: Review.Decision.self, "what was decided", required: true),
    Column(
      "revised_to", meaning: "disease that the diagnosis was revised to",
      allowed: "ids of diseases; only of diagnosis-revised"),
    .day("deferred_until", "day on which the flag opens again; only of deferred"),
    .free("physician", "who decided", required: true), .free("note", "remark", required: true),
    Column(
      "disease", meaning: "diagnosis that the flag is about as a whole",
      allowed: "ids of diseases; empty for any other flag"),
  ])

  package static let considerations = Layout(columns: [
    .patient,
    Column(
      "disease", meaning: "diagnosis that is re-evaluated", allowed: "ids of diseases",
      required: true),
    Column(
      "row",
      meaning:
        "what is considered; in the clinic's own words where it is no id (other where no free text is written)",
      allowed: "ids of questions and alternatives, or free text", required: true),
    .word("state", of: Consideration.State.self, "where it stands", required: true),
    .day("day", "day on which it was said", required: true),
    .free("author", "who said it", required: true), .free("note", "remark"),
  ])

  package static let visits = Layout(columns: [
    .patient, .date,
    Column(
      "illness", meaning: "whether there was another illness since the last visit",
      allowed: "yes no; empty where it was not asked", required: true),
    Column(
      "missed_doses", meaning: "whether doses were missed or late since the last visit",
      allowed: "yes no; empty where it was not asked", required: true),
    Column(
      "days_since_dose", .number, unit: "days", meaning: "days since the last dose or infusion",
      allowed: "whole numbers from 0; empty where it was not asked", required: true),
    .free("note", "remark"),
  ])
}
