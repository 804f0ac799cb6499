import Foundation

/// Ten codes that stand in for the phone, each once; only their hashes are stored.
enum RecoveryCodes {
  static let count = 10

  static func make() -> [String] { (0..<count).map { _ in OneTimeCode.make() } }

  /// The page that shows them, this once.
  ///
  /// - Parameter next: where it goes on.
  static func page(_ codes: [String], of account: String, next: String, frame: Frame) -> PageAnswer
  {
    let items = codes.map { code -> Markup in "<li><code>\(code)</code></li>\n" }
    var html = HTMLWriter()
    html.markup(
      """
      <section class="card code" aria-labelledby="codes-title">
      <h2 id="codes-title">Recovery codes of \(account)</h2>
      <p>Each of them signs you in once without the phone. They are shown only now: print this page or \
      write them down, and keep them where nobody else looks.</p>
      <ol class="recovery">
      \(items)</ol>
      <p class="no-print"><a class="button" href="\(next)">I have kept them: go on</a></p>
      </section>

      """)
    return .html(frame.page(around: html.bytes))
  }
}
