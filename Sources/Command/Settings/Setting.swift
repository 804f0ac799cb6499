import Foundation

/// What may stand in a file of settings, in the environment (`RECHECK_TRUSTED_PROXY`), or be given as
/// an option (`--trusted-proxy`); the later of the three wins.
enum Setting: String, CaseIterable {
  case clinic, definitions, host, port, name, certificate, key
  case trustedProxy = "trusted-proxy"
  case sessionMinutes = "session-minutes"
  case secondFactor = "second-factor"
  case signAgainMinutes = "sign-again-minutes"
  case unlock, dates
  case verifyAt = "verify-at"
  case backupFolder = "backup-folder"
  case keep

  var variable: String { "RECHECK_" + rawValue.uppercased().replacing("-", with: "_") }

  /// May have several values, with commas between them.
  var isList: Bool {
    switch self {
    case .name, .trustedProxy: true
    case .clinic, .definitions, .host, .port, .certificate, .key, .sessionMinutes, .secondFactor,
      .signAgainMinutes, .unlock, .dates, .verifyAt, .backupFolder, .keep:
      false
    }
  }

  /// A file or folder; one of a file of settings is meant from the folder of that file.
  var isPath: Bool {
    switch self {
    case .clinic, .definitions, .certificate, .key, .backupFolder: true
    case .host, .port, .name, .trustedProxy, .sessionMinutes, .secondFactor, .signAgainMinutes,
      .unlock, .dates, .verifyAt, .keep:
      false
    }
  }
}

/// A value, and where it was said.
struct SettingValue: Hashable {
  enum Source: Hashable {
    case file(String, line: Int)
    case environment
    case option
  }

  let setting: Setting
  let text: String
  let source: Source

  /// For messages: `recheck.settings, line 3: port`.
  var place: String {
    switch source {
    case .file(let file, let line): "\(file), line \(line): \(setting.rawValue)"
    case .environment: "$\(setting.variable)"
    case .option: "--\(setting.rawValue)"
    }
  }

  func fault(allowed: String) -> SettingFault {
    .value(place: place, found: text, allowed: allowed)
  }
}
