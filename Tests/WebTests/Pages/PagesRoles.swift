import Registry

/// Who may open the clinical pages, written down by hand.
enum PagesRoles {
  private static let clinical: Set<Role> = [.staff, .physician]

  private static let importing: Set<Role> = [.physician, .administrator]

  static let matrix: [String: Set<Role>] = [
    "GET /review": clinical, "POST /review/defer": [.physician],
    "GET /patients": clinical, "POST /patients": clinical,
    "GET /patients/new": clinical, "POST /patients/new": clinical,
    "GET /patients/:patient": clinical, "GET /patients/:patient/history": clinical,
    "GET /patients/:patient/edit": clinical, "POST /patients/:patient/edit": clinical,
    "GET /patients/:patient/merge": clinical, "POST /patients/:patient/merge": clinical,
    "GET /patients/:patient/unmerge": clinical, "POST /patients/:patient/unmerge": clinical,
    "GET /patients/:patient/reevaluation": clinical,
    "POST /patients/:patient/reevaluation": clinical,
    "GET /patients/:patient/flag": clinical, "POST /patients/:patient/flag": [.physician],
    "POST /patients/:patient/flag/open": [.physician],
    "GET /patients/:patient/flag/decisions/:decision": clinical,
    "GET /patients/:patient/visits": clinical, "POST /patients/:patient/visits": clinical,
    "POST /patients/:patient/visits/draft": clinical,
    "POST /patients/:patient/visits/discard": clinical,
    "POST /patients/:patient/visits/running": clinical,
    "GET /patients/:patient/visits/:day": clinical,
    "POST /patients/:patient/visits/:day/withdraw": clinical,
    "POST /patients/:patient/visits/:day/move": clinical,
    "GET /patients/:patient/treatments": clinical, "POST /patients/:patient/treatments": clinical,
    "GET /patients/:patient/treatments/:course": clinical,
    "POST /patients/:patient/treatments/:course": clinical,
    "POST /patients/:patient/treatments/:course/stop": clinical,
    "GET /patients/:patient/diagnoses": clinical, "POST /patients/:patient/diagnoses": clinical,
    "GET /patients/:patient/diagnoses/:diagnosis": clinical,
    "POST /patients/:patient/diagnoses/:diagnosis/revise": clinical,
    "POST /patients/:patient/diagnoses/:diagnosis/end": clinical,
    "GET /patients/:patient/scores/:score": clinical,
    "POST /patients/:patient/scores/:score": clinical,
    "POST /patients/:patient/scores/:score/withdraw": clinical,
    "POST /patients/:patient/treatments/:course/withdraw": clinical,
    "POST /patients/:patient/diagnoses/:diagnosis/withdraw": clinical,
    "GET /due": clinical, "GET /due/calls": clinical,
    "GET /cohort": [.staff, .physician, .researcher],
    "GET /cohort/table": [.staff, .physician, .researcher],
    "GET /measures": Set(Role.allCases), "GET /measures/:id": Set(Role.allCases),
    "GET /import": importing, "POST /import": importing,
    "GET /import/:upload": importing, "POST /import/:upload/ways": importing,
    "POST /import/:upload/store": importing, "POST /import/:upload/cancel": importing,
    "GET /import/:upload/left-out": importing, "GET /import/:upload/mapping": importing,
    "POST /import/:upload/mapping": importing,
    "GET /import/mappings": importing, "POST /import/mappings": importing,
    "POST /import/mappings/remove": importing,
    "POST /exports/package": importing,
    "GET /exports": [.physician, .researcher, .administrator],
    "POST /exports": [.physician, .researcher],
    "GET /backup": [.administrator], "POST /backup": [.administrator],
    "POST /backup/download": [.administrator],
  ]
}
