import Outcomes

/// Sections 2 to 4 of response.md said a second time, slowly and without looking at the program:
/// the fixtures' windows and thresholds are written down here again.
///
/// Composites are left out.
struct ReferenceJudge {
  let record: PatientRecord
  let asOf: Int

  struct Window { var firstEffect: Int, assessBy: Int, deadline: Int, early: Int }
  struct Point { var day: Int, value: Rational, arms: Rational, variant: String, version: String }

  struct Series {
    var measure: String
    var hand: String
    var baseline: Point?
    var followUps: [Point] = []
    var others = false
  }

  struct Change {
    var known: [Point] = []
    var change: Rational?
    var verdict = MeasureVerdict.noBaseline
    var isDeclining = false
  }

  /// First effect, assessment and deadline in days, days of early worsening.
  static func window(_ therapy: String) -> Window? {
    switch therapy {
    case "drug", "other", "third", "steady", "hopeless", "rarely", "elsewhere":
      Window(firstEffect: 14, assessBy: 42, deadline: 84, early: 0)
    case "fast": Window(firstEffect: 4, assessBy: 14, deadline: 28, early: 0)
    case "bridge": Window(firstEffect: 7, assessBy: 14, deadline: 28, early: 0)
    case "slow": Window(firstEffect: 119, assessBy: 364, deadline: 546, early: 0)
    case "steroid": Window(firstEffect: 14, assessBy: 42, deadline: 91, early: 21)
    default: nil
    }
  }

  static let counted: [String: [String]] = [
    "one": ["mg-adl"], "mg": ["mg-adl", "qmg"], "mg-variant": ["mg-adl", "qmg"],
    "cidp": ["grip-vigorimeter", "i-rods", "incat"], "incat": ["incat"], "rods": ["i-rods"],
    "grip": ["grip-vigorimeter"], "grip-and-qmg": ["grip-vigorimeter", "qmg"], "walk": ["10mwt"],
    "global": ["global"], "skin": ["cdasi"], "three": ["global", "mg-adl", "qmg"],
  ]

  /// Best and worst value, and whether more is better.
  static func scale(_ measure: String) -> (top: Rational, moreIsBetter: Bool) {
    switch measure {
    case "i-rods": (100, true)
    case "grip-vigorimeter": (160, true)
    default: (0, false)
    }
  }

  /// One meaningful change for the better and for the worse.
  static func thresholds(_ measure: String, _ baseline: Rational) -> (Rational, Rational)? {
    switch measure {
    case "mg-adl": return (2, 2)
    case "qmg": return (3, 4)
    case "incat": return (1, 1)
    case "i-rods": return (4, 4)
    case "grip-vigorimeter": return (8, 8)
    case "global": return (2, 2)
    case "10mwt":
      let share = baseline * 28 / 100
      return share > 0 ? (share, share) : nil
    case "cdasi":
      let size = baseline <= 14 ? 5 : baseline * 40 / 100
      return (size, size)
    default: return nil
    }
  }

  static func improvement(_ measure: String, _ before: Point, _ after: Point) -> Rational {
    if measure == "incat" {
      let low: Set<Rational> = [0, 1]
      let armsCount = !(low.contains(before.arms) && low.contains(after.arms))
      let legs = (before.value - before.arms) - (after.value - after.arms)
      return armsCount ? legs + (before.arms - after.arms) : legs
    }
    let rise = after.value - before.value
    return scale(measure).moreIsBetter ? rise : -rise
  }

  static func room(_ measure: String, _ baseline: Point) -> Rational {
    if measure == "incat" {
      return baseline.value - baseline.arms + (baseline.arms >= 2 ? baseline.arms : 0)
    }
    return scale(measure).moreIsBetter
      ? scale(measure).top - baseline.value : baseline.value
  }
}
