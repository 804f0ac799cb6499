import Foundation

/// How many files and connections the system lets the program have open at once.
enum DescriptorLimit {
  /// Raises the limit as far as the system allows without asking; returns what holds then.
  static func raise() -> Int {
    #if canImport(Glibc)
      let kind = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    #else
      let kind = RLIMIT_NOFILE
    #endif
    var limit = rlimit()
    guard getrlimit(kind, &limit) == 0 else { return fallback }
    let before = limit.rlim_cur
    limit.rlim_cur = min(limit.rlim_max, rlim_t(enough))
    let holds = setrlimit(kind, &limit) == 0 ? limit.rlim_cur : before
    return Int(min(holds, rlim_t(enough)))
  }

  /// What POSIX promises is at hand on every system that Recheck runs on.
  private static let fallback = 256
  private static let enough = 65_536
}
