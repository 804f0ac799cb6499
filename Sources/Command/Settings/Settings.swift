import Foundation
import Outcomes

/// The settings of a run: options before the environment, the environment before the file.
struct Settings {
  private var values: [Setting: SettingValue] = [:]

  /// - Parameters:
  ///   - file: the file of settings; nil: none is read.
  ///   - options: what was given as options.
  init(
    file: String?, environment: [String: String] = ProcessInfo.processInfo.environment,
    options: [Setting: String]
  ) throws(SettingFault) {
    if let file { values = try Self.read(file) }
    for setting in Setting.allCases {
      if let text = environment[setting.variable], !text.isEmpty {
        values[setting] = SettingValue(setting: setting, text: text, source: .environment)
      }
      if let text = options[setting] {
        values[setting] = SettingValue(setting: setting, text: text, source: .option)
      }
    }
  }

  func value(_ setting: Setting) -> SettingValue? { values[setting] }
  func text(_ setting: Setting) -> String? { values[setting]?.text }

  func number(_ setting: Setting, _ range: ClosedRange<Int>) throws(SettingFault) -> Int? {
    guard let value = values[setting] else { return nil }
    guard let number = Int(whole: value.text), range.contains(number) else {
      throw value.fault(allowed: "a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  func isOn(_ setting: Setting) throws(SettingFault) -> Bool? {
    guard let value = values[setting] else { return nil }
    switch value.text {
    case "yes": return true
    case "no": return false
    case _: throw value.fault(allowed: "yes or no")
    }
  }

  func list(_ setting: Setting) -> [String] {
    (values[setting]?.text ?? "").split(separator: ",").map { Self.trimmed($0) }
      .filter { !$0.isEmpty }
  }

  /// `NAME = VALUE` a line; empty lines and those that begin with `#` say nothing.
  private static func read(_ file: String) throws(SettingFault) -> [Setting: SettingValue] {
    let bytes: Data
    do { bytes = try Data(contentsOf: URL(fileURLWithPath: file)) } catch {
      let exists = FileManager.default.fileExists(atPath: file)
      throw .unreadable(
        file: file,
        why: exists
          ? "not permitted, or this is no file." : "there is no such file. Check the name.")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .unreadable(file: file, why: "it is not UTF-8.")
    }
    var values: [Setting: SettingValue] = [:]
    var lines: [Setting: Int] = [:]
    let written = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in written.enumerated() {
      let said = trimmed(line)
      guard !said.isEmpty, !said.hasPrefix("#") else { continue }
      let number = index + 1
      guard let equals = said.firstIndex(of: "=") else {
        throw .noSetting(file: file, line: number, found: said)
      }
      let name = trimmed(said[..<equals])
      guard let setting = Setting(rawValue: name) else {
        throw .unknown(
          file: file, line: number, found: name,
          near: nearest(to: name.lowercased(), among: Setting.allCases.map(\.rawValue)))
      }
      if let first = lines.updateValue(number, forKey: setting) {
        throw .twice(file: file, line: number, setting: setting, first: first)
      }
      let value = SettingValue(
        setting: setting, text: trimmed(said[said.index(after: equals)...]),
        source: .file(file, line: number))
      guard !value.text.isEmpty else {
        throw value.fault(allowed: "a value; a setting that is not wanted is left out")
      }
      values[setting] = setting.isPath ? value.from(folderOf: file) : value
    }
    return values
  }

  private static func trimmed(_ text: some StringProtocol) -> String {
    text.trimmingCharacters(in: .whitespaces)
  }
}

extension SettingValue {
  /// The path seen from where the program runs.
  fileprivate func from(folderOf file: String) -> SettingValue {
    guard !text.hasPrefix("/"), let slash = file.lastIndex(of: "/") else { return self }
    return SettingValue(setting: setting, text: file[...slash] + text, source: source)
  }
}

extension Settings {
  /// The options that a command with these settings and a clinic file was given.
  static func options(_ clinic: ClinicOptions, _ more: [Setting: String?]) -> [Setting: String] {
    var given = more.compactMapValues { $0 }
    given[.clinic] = clinic.clinic
    given[.definitions] = clinic.definitions.definitions
    return given
  }

  /// Where the clinic file and the site's definitions are.
  func clinic(_ options: ClinicOptions) -> ClinicOptions {
    var clinic = options
    clinic.clinic = text(.clinic)
    clinic.definitions.definitions = text(.definitions)
    return clinic
  }
}
