import Clinic

/// What is wrong with the settings.
enum SettingFault: PlainRefusal, Hashable {
  case unreadable(file: String, why: String)
  /// Not of the form `name = value`.
  case noSetting(file: String, line: Int, found: String)
  case unknown(file: String, line: Int, found: String, near: String?)
  case twice(file: String, line: Int, setting: Setting, first: Int)
  case value(place: String, found: String, allowed: String)

  /// The options do not allow to go on so.
  var exitStatus: Int32 { 2 }

  var message: String {
    switch self {
    case .unreadable(let file, let why): "\(file): the settings could not be read: \(why)"
    case .noSetting(let file, let line, let found):
      "\(file), line \(line): found '\(found)'. A setting is written NAME = VALUE; a line that begins with # is a remark."
    case .unknown(let file, let line, let found, let near):
      "\(file), line \(line): there is no setting '\(found)'."
        + (near.map { " Did you mean '\($0)'?" } ?? "")
        + " Allowed are: \(Setting.allCases.map(\.rawValue).joined(separator: ", "))."
    case .twice(let file, let line, let setting, let first):
      "\(file), line \(line): '\(setting.rawValue)' stands in line \(first) already. Leave one of the two"
        + (setting.isList ? ", with commas between several values." : ".")
    case .value(let place, let found, let allowed):
      "\(place): found '\(found)'. Allowed is \(allowed)."
    }
  }
}
