import Testing

/// Sources, thresholds, statuses and composites.
@Suite struct ThresholdFaultTests {
  @Test(arguments: cases) func messages(of fault: FaultCase) throws {
    let found = try fault.found()
    #expect(found == fault.expected, "found:\n\(found)")
  }

  static let cases: [FaultCase] = [
    FaultCase(
      "threshold without source", in: "walk",
      replace:
        "verified: seen, source: {author: Toy, year: 2020, doi: 10.1/toy}}\n  - {for: worsening",
      by: "verified: seen}\n  - {for: worsening",
      gives: """
        measures/toy/walk.yaml:49:5: missing key 'source' in a threshold; every figure names \
        where it comes from
        """),
    FaultCase(
      "threshold without mark", in: "walk",
      replace: "use: judge, verified: seen, source: {author: Toy, year: 2020, doi: 10.1/toy}}\n  - "
        + "{for: worsening",
      by: "use: judge, source: {author: Toy, year: 2020, doi: 10.1/toy}}\n  - {for: worsening",
      gives: """
        measures/toy/walk.yaml:49:5: missing key 'verified' in a threshold; one of seen, \
        secondary, convention, unverified
        """),
    FaultCase(
      "source without identifier", in: "walk",
      replace: "- {author: Toy, year: 2020, doi: 10.1/toy}\ncodes",
      by: "- {author: Toy, year: 2020}\ncodes",
      gives: """
        measures/toy/walk.yaml:15:5: the source has no identifier; give one of doi, pmid, \
        registry, where
        """),
    FaultCase(
      "source without author and year", in: "walk",
      replace: "- {author: Toy, year: 2020, doi: 10.1/toy}\ncodes",
      by: "- {doi: 10.1/toy}\ncodes",
      gives: """
        measures/toy/walk.yaml:15:5: missing key 'author' in a source
        measures/toy/walk.yaml:15:5: missing key 'year' in a source
        """),
    FaultCase(
      "no source", in: "walk",
      replace: "sources:\n  - {author: Toy, year: 2020, doi: 10.1/toy}",
      by: "sources: []",
      gives: """
        measures/toy/walk.yaml:14:10: 'sources' needs a source; found an empty list
        """),
    FaultCase(
      "unverified threshold judges", in: "walk",
      replace: "value: 1, use: judge, verified: seen",
      by: "value: 1, use: judge, verified: unverified",
      gives: """
        measures/toy/walk.yaml:49:70: an unverified threshold may not judge; say 'use: shown', \
        or read a source and mark it
        """),
    FaultCase(
      "two thresholds judge", in: "walk",
      replace: "for: worsening, kind",
      by: "for: improvement, kind",
      gives: """
        measures/toy/walk.yaml:50:5: a second threshold judges improvement; only one may, say \
        'use: shown' for the others
        """),
    FaultCase(
      "at-least with points", in: "walk",
      replace: "value: 1, use: judge",
      by: "value: 1, at-least: 1, use: judge",
      gives: """
        measures/toy/walk.yaml:49:58: key 'at-least' does not go with the kind 'points'; remove \
        the one or change the other
        """),
    FaultCase(
      "no direction", in: "walk",
      replace: "direction: higher-is-worse",
      by: "direction: none",
      gives: """
        measures/toy/walk.yaml:49:53: a measure with 'direction: none' cannot judge; say 'use: \
        shown' or give the direction
        measures/toy/walk.yaml:50:46: a measure with 'direction: none' cannot judge; say 'use: \
        shown' or give the direction
        """),
    FaultCase(
      "status outside the range", in: "walk",
      replace: "at-most: 0,",
      by: "at-most: 6,",
      gives: """
        measures/toy/walk.yaml:53:37: 'at-most' 6 lies outside the range of 0 to 5
        """),
    FaultCase(
      "status without limit", in: "walk",
      replace: "name: Free, at-most: 0,",
      by: "name: Free,",
      gives: """
        measures/toy/walk.yaml:53:5: one of at-most, at-least must be given
        """),
    FaultCase(
      "composite of an unknown measure", in: "change",
      replace: "any-of: [walk]",
      by: "any-of: [walks]",
      gives: """
        measures/toy/change.yaml:19:48: no measure 'walks' is defined; there are: arm, change, \
        walk; did you mean 'walk'?
        """),
    FaultCase(
      "composite's bands do not ascend", in: "change",
      replace: "{above: 20, points: 20}",
      by: "{above: 5, points: 20}",
      gives: """
        measures/toy/change.yaml:19:72: the bands must ascend, each larger than the one before
        """),
    FaultCase(
      "upper limit of another measure", in: "change",
      replace: "range-in-upper-limits: {arm: 3}",
      by: "range-in-upper-limits: {walk: 3}",
      gives: """
        measures/toy/change.yaml:20:69: missing key 'arm' in 'range-in-upper-limits'; 'any-of' \
        names it
        measures/toy/change.yaml:20:70: 'range-in-upper-limits' cannot be 'walk'; allowed: arm
        """),
    FaultCase(
      "judged by a level that is not there", in: "change",
      replace: "judged-level: major",
      by: "judged-level: maximal",
      gives: """
        measures/toy/change.yaml:24:17: 'judged-level' cannot be 'maximal'; allowed: minimal, major; did you mean 'minimal'?
        """),
  ]
}
