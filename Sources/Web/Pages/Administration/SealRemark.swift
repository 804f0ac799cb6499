import Clinic

/// The seal that stands for everything entered so far, beside what takes a copy out of the file.
enum SealRemark {
  /// nil: nothing was entered yet.
  static func markup(_ request: PageRequest) throws -> Markup? {
    guard let seal = try request.site.desk.seal() else { return nil }
    return """
      <p>The seal of the last entry, number \(seal.entry): <code>\(seal.text)</code>. Noted on paper beside a \
      copy, it shows later whether the clinic file was put back to an earlier state.</p>

      """
  }
}
