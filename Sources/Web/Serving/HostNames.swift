/// The names under which the program answers.
package struct HostNames: Sendable {
  package enum Scheme: String, Sendable {
    case http, https
  }

  package let scheme: Scheme
  /// The exact texts of `Host` that are answered.
  package let allowed: Set<String>

  /// - Parameter names: host names without port, as a browser writes them.
  package init(_ names: [String], port: Int, scheme: Scheme) {
    self.scheme = scheme
    let standard = scheme == .http ? 80 : 443
    allowed = Set(names.flatMap { port == standard ? [$0, "\($0):\(port)"] : ["\($0):\(port)"] })
  }

  /// The very texts of `Host`.
  init(exactly texts: Set<String>, scheme: Scheme = .http) {
    self.scheme = scheme
    allowed = texts
  }

  package var origins: Set<String> { Set(allowed.map { "\(scheme.rawValue)://\($0)" }) }
}
