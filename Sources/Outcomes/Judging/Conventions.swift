enum Conventions {
  static let daysBeforeDeadline = 7
  static let averagedFollowUps = 3
  static let daysBetweenFollowUps = 7
  static let partialResponse = Rational.half
  static let largestChange = Rational(2)
  static let firmAbove = Rational(3, over: 2)
  static let shareOfRoom = Rational(1, over: 4)
  static let unitInThresholds = Rational(2)
  static let roomInThresholds = Rational(3, over: 2)
  static let seriesGapDays = 28
  static let lateVisitDays = 56
  static let lateVisitShare = Rational(1, over: 4)
  static let daysAfterReference = 84
  static let daysBetweenLatestScores = 28
  static let halfYear = 182
  static let failedTherapies = 2
  static let daysBeforeAttack = 14
  static let pastDays = 364
  static let laboratoryRise = Rational(2)
}
