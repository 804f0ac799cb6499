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
    + ClinicPages.routes
    + ExportPage.routes
    + AccountPages.routes
    + RecordTrailPage.routes
    + SignInTrailPage.routes
    + BackupPage.routes
    + LibraryPages.routes
    + PasswordPages.routes
    + FirstAccountPages.routes
    + SignInPages.routes
    + Assets.routes

  /// The pages that stand in the navigation of a role.
  static func navigation(for role: Role) -> [Route] {
    routes.filter { $0.label != nil && $0.access.allows(role) }
  }

  /// Where a role begins after signing in.
  static func start(for role: Role) -> String {
    navigation(for: role).first.map { "/" + $0.path } ?? "/password"
  }
}
