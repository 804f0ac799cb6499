import Outcomes

/// A patient who is told treatment by treatment, from the first dose of the first one on.
struct Story {
  struct Treatment {
    var therapy: Therapy.ID
    /// Weeks after the beginning.
    var from: Int
    /// nil: running, or given once.
    var to: Int?
    var because: TreatmentCourse.StopReason?
  }

  /// What the diagnosis was revised to.
  struct Revision {
    var week: Int
    var disease: Disease.ID
    /// Of ``Disease/other``.
    var name: String?
    var note: String
    /// What led to it.
    var reevaluation: InventedReevaluation?
  }

  var disease: Disease.ID
  /// Weeks from the beginning to the day of the clinic.
  var weeksAgo: Int
  var treatments: [Treatment]
  /// Weeks after the beginning, and how much better than then (in hundredths, as a trajectory).
  var visits: [(week: Int, better: Int)]
  var revision: Revision?

  /// Stories that stand for a disease in place of a first treatment.
  static let ofDisease: [String: Story] = [
    "gbs": recovery, "pm": otherMyopathy, "checkpoint-neuromuscular": taper,
  ]

  /// One attack that leaves little behind.
  static let recovery = Story(
    disease: .init("gbs"), weeksAgo: 30, treatments: [.init(therapy: .init("ivig"), from: 0)],
    visits: [(0, 0), (1, 0), (2, 0), (4, 100), (8, 200), (13, 200), (26, 300)])

  /// Better after the first infusions, worse again in week 5, better after the second.
  static let fluctuation = Story(
    disease: .init("gbs"), weeksAgo: 15,
    treatments: [
      .init(therapy: .init("ivig"), from: 0), .init(therapy: .init("ivig"), from: 5),
    ],
    visits: [(0, 0), (2, 100), (4, 100), (5, 0), (7, 100), (9, 100), (13, 200)])

  /// Better for two months, then as weak as at the beginning.
  static let turnToCIDP = Story(
    disease: .init("gbs"), weeksAgo: 18, treatments: [.init(therapy: .init("ivig"), from: 0)],
    visits: [(0, 0), (2, 100), (6, 100), (13, 0), (17, 0)])

  /// Better within weeks, and well without the steroid.
  static let taper = Story(
    disease: .init("checkpoint-neuromuscular"), weeksAgo: 30,
    treatments: [.init(therapy: .init("prednisone"), from: 0, to: 12, because: .planned)],
    visits: [(0, 0), (1, 30), (2, 80), (4, 150), (8, 180), (12, 200), (24, 200)])

  /// Well for a year of infusions, and worse since they ended.
  static let relapse = Story(
    disease: .init("cidp"), weeksAgo: 90,
    treatments: [.init(therapy: .init("ivig"), from: 0, to: 52, because: .planned)],
    visits: [
      (0, 0), (6, 120), (13, 180), (26, 190), (39, 190), (51, 190), (64, 100), (76, 10), (88, -20),
    ])

  /// Given up before it could work.
  static let stoppedWithoutEffect = Story(
    disease: .init("mg"), weeksAgo: 24,
    treatments: [.init(therapy: .init("azathioprine"), from: 0, to: 20, because: .noEffect)],
    visits: [(0, 0), (8, 0), (16, -20)])

  /// Worse through three drugs, until the gene was looked at.
  static let hereditaryAmyloidosis = Story(
    disease: .init("cidp"), weeksAgo: 114,
    treatments: [
      .init(therapy: .init("ivig"), from: 0, to: 20, because: .noEffect),
      .init(therapy: .init("prednisone"), from: 22, to: 52, because: .noEffect),
      .init(therapy: .init("rituximab"), from: 54),
    ],
    visits: [
      (0, 0), (7, -10), (13, -20), (20, -30), (35, -60), (49, -80), (53, -90), (70, -110),
      (82, -130), (107, -170),
    ],
    revision: Revision(
      week: 110, disease: .init("hattr"),
      note: "transthyretin gene sequenced: Val50Met; amyloid in the nerve biopsy",
      reevaluation: .hereditaryAmyloidosis))

  /// Read as polymyositis until the biopsy was looked at again.
  static let otherMyopathy = Story(
    disease: .init("pm"), weeksAgo: 50,
    treatments: [
      .init(therapy: .init("prednisone"), from: 0, to: 42, because: .noEffect)
    ],
    visits: [(0, 0), (6, 0), (13, 0), (26, -20), (40, -30)],
    revision: Revision(
      week: 46, disease: Disease.other, name: "Desmin myopathy",
      note: "biopsy read again: desmin aggregates; gene panel"))
}
