import Outcomes

/// What is usual in such clinics, so that an invented record looks like one.
///
/// Nothing here decides anything.
enum UsualCare {
  struct Regimen {
    var dose: Int
    var unit: String
    var every: Int?
    /// Days from the first dose to the last of what is given once, or of one cycle.
    var lasting: Int?
    /// Days from the first dose of a cycle to that of the next.
    var again: Int?
  }

  /// A first treatment of the diseases that are shown once, with how it went.
  static let firstTreatments: [(disease: String, therapy: String, shape: Scenario.Shape)] = [
    ("cidp-motor", "ivig", .responding), ("cidp-sensory", "ivig", .partial),
    ("cidp-multifocal", "prednisone", .responding), ("cidp-distal", "ivig", .missing),
    ("autoimmune-nodopathy", "rituximab", .responding), ("mmn", "ivig", .responding),
    ("anti-mag", "rituximab", .missing), ("gbs", "ivig", .responding),
    ("mg-musk", "rituximab", .responding),
    ("mg-seronegative", "prednisone", .missing), ("ocular-mg", "prednisone", .responding),
    ("lems", "prednisone", .due), ("pm", "prednisone", .missing), ("imnm", "ivig", .responding),
    ("asys", "mycophenolate", .due), ("ibm", "ivig", .missing), ("jdm", "prednisone", .responding),
    ("mg-lrp4", "prednisone", .reportedOnly), ("mg-juvenile", "prednisone", .responding),
    ("imnm-hmgcr", "ivig", .enzymeRising), ("imnm-srp", "rituximab", .responding),
    ("dm-skin", "ivig", .responding), ("stiff-person", "ivig", .responding),
    ("checkpoint-neuromuscular", "prednisone", .responding),
  ]

  static func regimen(_ therapy: Therapy.ID, in disease: Disease.ID) -> Regimen? {
    regimens["\(disease) \(therapy)"] ?? regimens[therapy.text]
  }

  private static let regimens: [String: Regimen] = [
    "ivig": .init(dose: 2, unit: "g/kg", every: 21),
    "gbs ivig": .init(dose: 2, unit: "g/kg", lasting: 4),
    "mg ivig": .init(dose: 2, unit: "g/kg", every: 28),
    "dm ivig": .init(dose: 2, unit: "g/kg", every: 28),
    "prednisone": .init(dose: 60, unit: "mg", every: 1),
    "jdm prednisone": .init(dose: 2, unit: "mg/kg", every: 1),
    "efgartigimod": .init(dose: 10, unit: "mg/kg", every: 7, lasting: 21, again: 49),
    "azathioprine": .init(dose: 150, unit: "mg", every: 1),
    "rituximab": .init(dose: 1000, unit: "mg", every: 14, lasting: 14),
    "scig": .init(dose: 20, unit: "g", every: 7),
    "mycophenolate": .init(dose: 2000, unit: "mg", every: 1),
    "pyridostigmine": .init(dose: 240, unit: "mg", every: 1),
  ]

  /// Ages at the diagnosis in years.
  static func ages(_ disease: Disease.ID) -> ClosedRange<Int> {
    switch disease.text {
    case "jdm", "mg-juvenile": 5...15
    case "ibm", "anti-mag": 55...78
    default: 24...76  // not our enum
    }
  }

  /// Where patients of middling severity stand, from 0 (best) to 1000 (worst) of the range.
  static func severity(_ measure: Measure.ID) -> Int { severities[measure.text] ?? 420 }

  private static let severities = [
    "mg-adl": 380, "qmg": 390, "mgc": 340, "incat": 420, "onls": 400, "odss": 400, "i-rods": 500,
    "mmn-rods": 450,
    "grip-vigorimeter": 660, "grip-jamar": 700, "mrc-60": 240, "mrc-70": 240, "mrc-80": 240,
    "mmt8-150": 330,
    "mmt8-80": 300, "mmt26": 300, "cmas": 450, "haq-di": 480, "chaq": 480, "physician-global": 550,
    "patient-global": 560, "extramuscular-global": 330, "ck": 400, "gbs-ds": 640, "ibmfrs": 400,
    "6mwt": 620,
    "2mwt": 500, "10mwt": 40, "3tug": 45, "tug": 50, "9hpt": 90, "sts30": 830, "fvc": 600,
    "pain-nrs": 400,
  ]
}
