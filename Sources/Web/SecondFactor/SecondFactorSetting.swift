import Registry

/// Of whom a code is asked beside the password.
package enum SecondFactorSetting: String, CaseIterable, Sendable {
  /// Of administrators, and of whoever turned it on.
  case administrators
  case all
  /// Of nobody, whatever was turned on.
  case off

  /// Whether an account of the role works with one only.
  func demands(_ role: Role) -> Bool {
    switch self {
    case .administrators: role == .administrator
    case .all: true
    case .off: false
    }
  }
}
