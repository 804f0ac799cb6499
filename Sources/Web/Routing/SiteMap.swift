import Registry

/// Every page of the program.
///
/// A route that is not in this list does not exist.
package enum SiteMap {
  /// The order is the order in the navigation.
  package static let routes: [Route] =
    StartPage.routes
    + ReviewPage.routes
    + FindPage.routes
    + RegisterPages.routes
    + ParticularsPages.routes
    + MergePages.routes
    + PatientPage.routes
    + EvidencePage.routes
    + ReevaluationPage.routes
    + VisitPage.routes
    + RecordedVisitPage.routes
    + TreatmentPages.routes
    + TreatmentChangePages.routes
    + DiagnosisPages.routes
    + ScorePage.routes
    + DuePage.routes
    + CohortPage.routes
    + ImportPages.routes
    + ImportMappingPages.routes
    + StoredMappingPages.routes
    + ExportPage.routes
    + AccountPages.routes
    + RecordTrailPage.routes
    + SignInTrailPage.routes
    + BackupPage.routes
    + VerificationPage.routes
    + LibraryPages.routes
    + PasswordPages.routes
    + SessionsPage.routes
    + FirstAccountPages.routes
    + SignInPages.routes
    + SecondFactorPages.routes
    + UnlockPages.routes
    + Assets.routes
    + HealthPage.routes

  /// What stands in the line of navigation, in this order; any other page with a label stands in the
  /// person's own menu.
  private static let bar = [
    "", "review", "due", "patients", "cohort", "accounts", "import", "exports", "audit", "backup",
    "verification", "measures",
  ]

  /// The pages that stand in the navigation of a role.
  static func navigation(for role: Role) -> [Route] { navigations[role] ?? [] }

  static func menu(for role: Role) -> [Route] { menus[role] ?? [] }

  /// Worked out once: every page shows both.
  private static let navigations = ofEachRole { labelled in
    bar.compactMap { path in labelled.first { $0.path == path } }
  }
  private static let menus = ofEachRole { labelled in
    labelled.filter { !bar.contains($0.path) }
  }

  private static func ofEachRole(_ pages: ([Route]) -> [Route]) -> [Role: [Route]] {
    Dictionary(
      uniqueKeysWithValues: Role.allCases.map { role in
        (role, pages(routes.filter { $0.label != nil && $0.access.allows(role) }))
      })
  }

  /// The page of the navigation that a page belongs to: flags and re-evaluations are opened from the
  /// review list, whatever else is about a patient from the search.
  static func section(of path: String) -> String {
    let parts = path.split(separator: "/")
    let reviewed: Set<Substring> = ["flag", "flags", "reevaluation", "decisions"]
    if parts.count > 2, parts[0] == "patients", reviewed.contains(parts[2]) { return "review" }
    return parts.first.map(String.init) ?? ""
  }

  /// The nearest page to look at for the address of a form: itself, or one it is below.
  static func page(of path: String) -> String {
    var parts = path.split(separator: "/")
    func isPage(_ route: Route) -> Bool {
      let pattern = route.path.split(separator: "/")
      return route.method == .get && pattern.count == parts.count
        && zip(pattern, parts).allSatisfy { $0 == $1 || $0.hasPrefix(":") }
    }
    while !parts.isEmpty, !routes.contains(where: isPage) { parts.removeLast() }
    return "/" + parts.joined(separator: "/")
  }

  /// Where a role begins after signing in.
  static func start(for role: Role) -> String {
    navigation(for: role).first.map { "/" + $0.path } ?? "/password"
  }
}
