/// `/`: goes on to the first page of the visitor's role.
enum StartPage {
  static let routes: [Route] = [
    .get("", for: .everyone) { request in
      .redirect(SiteMap.start(for: try request.account.role))
    }
  ]
}
