extension Rational {
  /// A change or index in two decimals, cut so that it never shows a limit that was not reached:
  /// 0.4958 is shown as 0.49, never as 0.50 beside "below 1/2".
  ///
  /// Towards 0, except next to the limits that are passed from outside: just below 0 is -0.01, just
  /// above 3/2 is 1.51.
  package var shownChange: Rational {
    let hundredths = numerator * 100 / denominator
    let cut = Rational(hundredths, over: 100)
    if isNegative && cut.isZero { return Rational(-1, over: 100) }
    if cut == Conventions.firmAbove && self > cut { return cut + Rational(1, over: 100) }
    return cut
  }
}
