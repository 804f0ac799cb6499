/// Who says so, when, and why: every entry of the clinic file carries it.
package struct Signature: Hashable, Sendable {
  /// The name a person signs with; not empty.
  package var author: String
  /// Why a stored fact is changed; may be empty only where nothing stored is changed.
  package var reason: String
  package var instant: Instant
  /// nil: not known.
  package var channel: Channel?
  /// The form of the web app that asked for it; nil: none did.
  package var form: FormInHand?

  package init(
    author: String, reason: String = "", instant: Instant, channel: Channel? = nil,
    form: FormInHand? = nil
  ) {
    self.author = author
    self.reason = reason
    self.instant = instant
    self.channel = channel
    self.form = form
  }
}

/// By which way somebody came to the clinic file: what they cannot choose, beside the name they give.
package enum Channel: Hashable, Sendable {
  /// Signed in under this account.
  case web(account: String)
  /// As this user of the system.
  case commandLine(user: String)

  /// `web weber`, `command-line anna`.
  package var text: String {
    switch self {
    case .web(let account): "web \(account)"
    case .commandLine(let user): "command-line \(user)"
    }
  }
}

/// What a person did, as the entry and the audit trail name it.
package enum Action: String, CaseIterable, Sendable {
  case addPatient = "add-patient"
  case editPatient = "edit-patient"
  case addDiagnosis = "add-diagnosis"
  case changeDiagnosis = "change-diagnosis"
  case startCourse = "start-course"
  case changeCourse = "change-course"
  case recordScores = "record-scores"
  case correctScore = "correct-score"
  case withdraw
  case review
  case reconsider
  case noteVisit = "note-visit"
  case mergePatients = "merge-patients"
  case unmergePatients = "unmerge-patients"
  case loadSiteTable = "load-site-table"
  case makeStudyCodes = "make-study-codes"
  case storeMapping = "store-mapping"
  case removeMapping = "remove-mapping"
  /// A backup was put in the file's place.
  case restore
  /// Many rows at once: the entry, its row counts and the seals are the trail, not a line per row.
  case `import`
}
