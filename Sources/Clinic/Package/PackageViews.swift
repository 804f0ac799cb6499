import Exchange
import Outcomes
import Reporting

/// Views with the figures of the cohort report: the same columns as its tables, counted by PostgreSQL.
enum PackageViews {
  /// Empty where the tables do not hold what is counted.
  static func sql(_ tables: [PackageTable]) -> String {
    let names = Set(tables.map(\.name))
    guard names.isSuperset(of: ["cohort_courses", "cohort_diagnoses"]) else { return "" }
    return responses + curve + quality + resistant
  }

  private static let group =
    "disease COLLATE \"C\" AS disease, therapy COLLATE \"C\" AS therapy"

  private static var responses: String {
    let shares = CohortCourse.Share.allCases.map {
      "  count(*) FILTER (WHERE share = '\($0.rawValue)') AS "
        + "\($0.rawValue.replacing("-", with: "_"))"
    }.joined(separator: ",\n")
    let decided = "WHERE share <> '\(CohortCourse.Share.notDecided.rawValue)'"
    let response =
      "WHERE share IN ('\(CohortCourse.Share.responding.rawValue)', "
      + "'\(CohortCourse.Share.stable.rawValue)')"
    let responded = "FILTER (WHERE followed_to = '\(FollowedCourse.End.response.rawValue)')"
    return """

      CREATE VIEW cohort_responses AS SELECT
        \(group),
        count(*) AS courses,
      \(shares),
        count(*) FILTER (\(response)) AS response,
        count(*) FILTER (\(decided)) AS decided,
        round(100.0 * count(*) FILTER (\(response)) / nullif(count(*) FILTER (\(decided)), 0), 1)
          AS response_percent,
        round((percentile_cont(0.5) WITHIN GROUP (ORDER BY followed_days)
          \(responded))::numeric / 7, 1) AS median_weeks,
        round(min(followed_days) \(responded) / 7.0, 1) AS fewest_weeks,
        round(max(followed_days) \(responded) / 7.0, 1) AS most_weeks
      FROM cohort_courses GROUP BY 1, 2 ORDER BY 1, 2;

      """
  }

  private static var curve: String {
    let weeks = CumulativeIncidence.weeks.map { "(\($0))" }.joined(separator: ", ")
    return """

      CREATE VIEW cohort_curve AS SELECT
        \(group), week,
        count(*) AS courses,
        count(*) FILTER (WHERE followed_days >= 7 * week) AS at_risk,
        count(*) FILTER (WHERE followed_days <= 7 * week
          AND followed_to = '\(FollowedCourse.End.response.rawValue)') AS responses
      FROM cohort_courses CROSS JOIN (VALUES \(weeks)) AS weeks (week)
      WHERE followed_days IS NOT NULL GROUP BY 1, 2, 3 ORDER BY 1, 2, 3;

      """
  }

  private static var quality: String {
    func figure(_ kind: CohortFigure.Kind, _ column: String, _ place: Int) -> String {
      """
      SELECT \(place) AS place, '\(kind.rawValue)' AS figure,
          count(*) FILTER (WHERE \(column) = 'yes') AS count, count(\(column)) AS "of"
          FROM cohort_courses
      """
    }
    return """

      CREATE VIEW cohort_quality AS SELECT
        figure, count, "of", round(100.0 * count / nullif("of", 0), 1) AS percent
      FROM (
        \(figure(.baseline, "has_baseline", 1))
        UNION ALL
        \(figure(.assessedInTime, "assessed_in_time", 2))
      ) AS figures ORDER BY place;

      """
  }

  private static var resistant: String {
    let most = Conventions.failedTherapies
    return """

      CREATE VIEW cohort_resistant AS SELECT
        disease COLLATE "C" AS disease,
        count(*) AS patients,
        count(*) FILTER (WHERE failed = 0) AS none_failed,
        count(*) FILTER (WHERE failed > 0 AND failed < \(most)) AS one_failed,
        count(*) FILTER (WHERE failed >= \(most)) AS resistant,
        round(100.0 * count(*) FILTER (WHERE failed >= \(most)) / count(*), 1) AS resistant_percent,
        count(*) FILTER (WHERE coverage_gap = 'yes') AS coverage_gaps,
        round(100.0 * count(*) FILTER (WHERE coverage_gap = 'yes') / count(*), 1)
          AS coverage_gaps_percent
      FROM cohort_diagnoses GROUP BY 1 ORDER BY 1;

      """
  }
}
