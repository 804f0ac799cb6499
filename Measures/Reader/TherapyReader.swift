import Outcomes

/// Reads a therapy's file.
struct TherapyReader {
  static let keys =
    ["id", "name", "short", "class", "roles", "immunotherapy", "route", "regimen"]
    + [
      "effect-duration", "expectations", YAMLValue.namesKey,
      YAMLValue.brandsKey,
    ]

  let table: YAMLTable
  /// Ids of all diseases.
  let diseases: Set<String>

  init?(_ file: YAMLValue, diseases: Set<String>) {
    guard let table = file.table("a therapy", allowed: Self.keys) else { return nil }
    self.table = table
    self.diseases = diseases
  }

  func read(hash: String) -> Therapy? {
    let id = table.required("id")?.id()
    let name = table.required("name")?.text()
    let short = table.required("short")?.shortName()
    let therapyClass = table.required("class")?.id()
    let roles = table.required("roles")?.list { $0.choice(Therapy.Role.self) }
    if let roles { table.place(of: "roles").noteDuplicates("role", roles.map(\.rawValue)) }
    if roles?.isEmpty == true { table.place(of: "roles").wrongType(needed: "at least one role") }
    let immunotherapy = table.required("immunotherapy")?.flag()
    let route = table.required("route")?.text()
    let regimen = table.required("regimen")?.text()
    let effect = table.required("effect-duration")?.effectDuration()
    let expectations = table.required("expectations")?.list {
      $0.expectation(diseases, effectDays: effect?.days)
    }
    if let expectations {
      table.place(of: "expectations").noteDuplicates(
        "expectation for", expectations.map { "\($0.disease) \($0.intent?.rawValue ?? "any")" })
    }
    guard let id, let name, let short, let therapyClass, let roles, let immunotherapy, let route,
      let regimen, let effect, let expectations
    else { return nil }
    return Therapy(
      id: Therapy.ID(id), name: name, short: short, therapyClass: therapyClass, roles: roles,
      isImmunotherapy: immunotherapy, route: route, regimen: regimen, effectDays: effect.days,
      effectEvidence: effect.evidence, expectations: expectations, hash: hash)
  }
}

extension YAMLValue {
  fileprivate func effectDuration() -> (days: Int, evidence: Evidence)? {
    guard let table = table("'effect-duration'", allowed: ["days", "source", "verified"]) else {
      return nil
    }
    let days = table.required("days")?.whole(to: 36_500)
    guard let evidence = table.evidence(), let days else { return nil }
    return (days, evidence)
  }

  fileprivate func expectation(_ diseases: Set<String>, effectDays: Int?) -> Expectation? {
    let keys =
      ["disease", "intent", "first-effect", "assess-by", "deadline", "expected", "response-rate"]
      + ["trial", "early-worsening", "cautions", "note", "source", "verified"]
    guard let table = table("an expectation", allowed: keys) else { return nil }
    let disease = table.required("disease")?.reference(to: "disease", known: diseases)
    let intent = table.required("intent")?.intent()
    let firstEffect = table.required("first-effect")?.weeks()
    let assessBy = table.required("assess-by")?.weeks()
    let deadline = table.required("deadline")?.weeks()
    let trial = table.optional("trial", or: nil) { $0.trial().map(Optional.some) }
    let expected = table.required("expected")?.choice(Expectation.Expected.self)
    let rate = table.optional("response-rate", or: nil) { $0.responseRate().map(Optional.some) }
    let worsening = table.optional("early-worsening", or: .zero) { $0.weeks() }
    let cautions = table.optional("cautions", or: []) { $0.list { $0.caution() } }
    let evidence = table.evidence()
    if let firstEffect, let assessBy, let deadline,
      !(firstEffect <= assessBy && assessBy <= deadline)
    {
      table.place(of: "first-effect").fault(
        .windowOrder(
          firstEffect: firstEffect.plain(4), assessBy: assessBy.plain(4),
          deadline: deadline.plain(4)))
    }
    guard let disease, let intent, let firstEffect, let assessBy, let deadline, let trial,
      let expected, let rate, let worsening, let cautions, let evidence
    else { return nil }
    let expectation = Expectation(
      disease: Disease.ID(disease), intent: intent, firstEffect: firstEffect, assessBy: assessBy,
      deadline: deadline, trial: trial, expected: expected, responseRate: rate,
      earlyWorsening: worsening, cautions: cautions, note: table["note"]?.text(),
      evidence: evidence)
    table.checkTiming(of: expectation, effectDays: effectDays)
    return expectation
  }

  private func trial() -> Expectation.Trial? {
    guard let table = table("'trial'", allowed: ["weeks", "source", "verified"]) else { return nil }
    let weeks = table.required("weeks")?.weeks()
    guard let evidence = table.evidence(), let weeks else { return nil }
    return Expectation.Trial(weeks: weeks, evidence: evidence)
  }

  /// An intent of treatment, or nil inside for the word `any`.
  private func intent() -> TreatmentCourse.Intent?? {
    guard let text = text() else { return nil }
    if text == "any" { return .some(nil) }
    if let intent = TreatmentCourse.Intent(rawValue: text) { return intent }
    let allowed = ["any"] + TreatmentCourse.Intent.allCases.map(\.rawValue)
    fault(.notAllowed(name, found: text, allowed: allowed))
    return nil
  }

  /// Weeks, with parts of a week, none negative.
  private func weeks() -> Rational? {
    guard let number = decimal() else { return nil }
    if !number.isNegative, number <= Rational(520) { return number }
    wrongType(needed: "weeks from 0 to 520")
    return nil
  }

  private func responseRate() -> Expectation.ResponseRate? {
    let keys = ["percent", "text", "source", "verified"]
    guard let table = table("'response-rate'", allowed: keys) else { return nil }
    let percent = table.required("percent")?.decimal()
    let text = table.required("text")?.text()
    if let percent, percent.isNegative || percent > Rational(100) {
      table.place(of: "percent").wrongType(needed: "a percentage from 0 to 100")
    }
    guard let evidence = table.evidence(), let percent, let text else { return nil }
    return Expectation.ResponseRate(percent: percent, text: text, evidence: evidence)
  }

  private func caution() -> Expectation.Caution? {
    guard let table = table("a caution", allowed: ["text", "source", "verified"]) else {
      return nil
    }
    let text = table.required("text")?.text()
    guard let evidence = table.evidence(), let text else { return nil }
    return Expectation.Caution(text: text, evidence: evidence)
  }
}

extension YAMLTable {
  /// A window that can never be seen is refused: a trial that ends before it could work, a worsening
  /// that is expected for as long as a response may take.
  fileprivate func checkTiming(of expectation: Expectation, effectDays: Int?) {
    let deadline = expectation.deadline
    if let trial = expectation.trial, trial.weeks > deadline {
      place(of: "trial").fault(
        .trialAfterDeadline(trial: trial.weeks.plain(4), deadline: deadline.plain(4)))
    }
    if let effectDays,
      expectation.trialDays(effectDays: effectDays) + effectDays < expectation.firstEffectDays
    {
      place(of: "first-effect").fault(
        .effectEndsTooEarly(
          trialDays: expectation.trialDays(effectDays: effectDays), effectDays: effectDays,
          firstEffect: expectation.firstEffect.plain(4)))
    }
    if !expectation.earlyWorsening.isZero, expectation.earlyWorsening >= deadline - .one {
      place(of: "early-worsening").fault(
        .earlyWorseningTooLong(
          weeks: expectation.earlyWorsening.plain(4), deadline: deadline.plain(4)))
    }
    if expectation.assessBy == deadline, expectation.note == nil {
      place(of: "assess-by").fault(.assessmentAtDeadline(weeks: deadline.plain(4)))
    }
  }
}
