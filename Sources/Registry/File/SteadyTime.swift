import Foundation

/// A clock that nobody can set: the seconds since the machine was started, sleep included.
///
/// It says nothing about times of another start of the machine.
package struct SteadyTime: Hashable, Sendable {
  /// Which start of the machine it was; empty: the system does not say.
  package let boot: String
  package let seconds: Int64

  package init(boot: String, seconds: Int64) {
    self.boot = boot
    self.seconds = seconds
  }

  package static var now: SteadyTime {
    var time = timespec()
    clock_gettime(CLOCK_BOOTTIME, &time)
    return SteadyTime(boot: currentBoot, seconds: Int64(time.tv_sec))
  }

  private static let currentBoot: String =
    FileManager.default.contents(atPath: "/proc/sys/kernel/random/boot_id")
    .map { String(decoding: $0, as: UTF8.self).filter { !$0.isWhitespace } } ?? ""
}
