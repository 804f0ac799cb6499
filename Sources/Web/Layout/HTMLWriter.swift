import Reporting

/// Writes the HTML of a page as bytes.
struct HTMLWriter: Sendable {
  private(set) var bytes: [UInt8] = []

  init() {}

  mutating func markup(_ markup: Markup) { bytes.append(markup) }

  mutating func form(_ form: PlainForm) { markup(form.markup) }

  /// A drawn chart.
  mutating func chart(_ svg: SVGMarkup) { bytes.append(contentsOf: svg.bytes) }
}

extension PageRequest {
  /// A page that is a single form, with its problems at the top.
  func page(_ frame: Frame, _ form: PlainForm, _ problems: FormProblems) -> PageAnswer {
    var html = HTMLWriter()
    html.form(form)
    return page(frame, html, problems)
  }

  /// A whole page around a finished body, with its problems at the top.
  func page(
    _ frame: Frame, _ body: HTMLWriter, _ problems: FormProblems = FormProblems()
  ) -> PageAnswer {
    var frame = frame
    frame.show(problems)
    frame.remark = remarks.text
    return .html(
      frame.page(around: body.bytes), status: problems.status)
  }
}
