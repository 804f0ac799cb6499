/// What is said of files that a run which was killed had left.
enum LeftoverWords {
  static func say(_ names: [String]) {
    guard !names.isEmpty else { return }
    Output.complain(
      "Removed, since a run that was stopped had left it: \(names.joined(separator: ", ")).")
  }
}
